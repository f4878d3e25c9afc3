using Kilter.Detectors;
using Kilter.Detectors.Trees;
using Kilter.Windows;
using static Kilter.Tests.Detectors.DetectorCases;

namespace Kilter.Tests.Detectors.Trees;

public sealed class IsolationForestDetectorTests
{
    private const string File = "classical_isolation_forest.json";

    [Theory, InlineData("iforest_10_trees_64"), InlineData("iforest_5_trees_200")]
    public void Path_lengths_and_scores_of_exported_trees_agree_with_the_reference(string name)
    {
        var golden = GoldenNumbers.Case(File, name);
        var (trees, points) = (golden.GetProperty("trees").EnumerateArray().ToArray(), GoldenTrees.Points(golden, "test"));
        var size = golden.GetProperty("test").GetProperty("shape")[1].GetInt32();
        var sample = golden.GetProperty("config").GetProperty("max_samples").GetInt32();
        var fitted = new FittedIsolationForest(1, size, sample, GoldenTrees.Of(trees), [.. trees.SelectMany(t => GoldenTrees.Whole(t, "n_node_samples"))], new double[size]);

        var lengths = GoldenNumbers.Values(golden.GetProperty("expected").GetProperty("path_length_per_tree"));
        var scores = GoldenNumbers.Values(golden.GetProperty("expected").GetProperty("anomaly_score_0_to_1"));
        var byTree = golden.GetProperty("expected").GetProperty("path_length_per_tree").GetProperty("shape")[0].GetInt32() == trees.Length;

        for (var n = 0; n < scores.Length; n++)
        {
            var point = points.AsSpan(n * size, size);
            Assert.Equal(scores[n], fitted.ScoreOf(point), 1e-12);
            for (var t = 0; t < trees.Length; t++)
            {
                Assert.Equal(byTree ? lengths[(t * scores.Length) + n] : lengths[(n * trees.Length) + t], fitted.PathLength(t, point), 1e-12);
            }
        }
    }

    [Fact]
    public void The_average_path_length_agrees_with_the_reference()
    {
        var golden = GoldenNumbers.Case(File, "average_path_length");
        var (counts, expected) = (GoldenNumbers.Values(golden.GetProperty("n")), GoldenNumbers.Values(golden.GetProperty("expected").GetProperty("c")));

        for (var i = 0; i < counts.Length; i++)
        {
            Assert.Equal(expected[i], TreePaths.Average(counts[i]), 1e-12);
        }
    }

    [Fact]
    public void On_a_blob_with_strays_it_parts_as_well_as_the_reference()
    {
        var golden = GoldenNumbers.Case(File, "blob_behaviour");
        var (train, expected) = (GoldenTrees.Points(golden, "train"), golden.GetProperty("expected"));
        var labels = GoldenNumbers.Values(golden.TryGetProperty("labels", out var given) ? given : golden.GetProperty("label"));
        var areas = new List<double>();
        for (var seed = 0UL; seed < 10; seed++)
        {
            var fitted = new IsolationForestDetector(new()).Fit(WindowSet.Sliding(train, 2, 1), new FitContext { Seed = seed });
            areas.Add(Area(Scores(fitted, train, 2), labels));
        }

        Assert.Equal(expected.GetProperty("auc_mean").GetDouble(), areas.Average(), 0.03);
    }

    [Fact]
    public void A_tree_parts_its_points_until_each_is_alone_or_it_is_deep_enough()
    {
        var points = Series(64, 2, 3);

        var (tree, counts) = IsolationTree.Grow(points, 2, [0, 1], new Numerics.Randomness.Rng(5));

        Assert.Equal(64, counts[0]);
        var depth = TreePaths.Lengths(tree, new int[tree.Nodes]);
        for (var n = 0; n < tree.Nodes; n++)
        {
            Assert.True(depth[n] <= 6);
            Assert.True(tree.Values[n] >= 0 ? counts[n] == counts[tree.Left[n]] + counts[tree.Right[n]] && counts[tree.Left[n]] > 0 && counts[tree.Right[n]] > 0 : counts[n] == 1 || depth[n] >= 6);
        }

        // Every point falls into a leaf that counted it.
        var fell = new int[tree.Nodes];
        for (var n = 0; n < 64; n++)
        {
            fell[tree.LeafOf(0, points.AsSpan(2 * n, 2))]++;
        }

        Assert.All(Enumerable.Range(0, tree.Nodes).Where(n => tree.Values[n] < 0), n => Assert.Equal(counts[n], fell[n]));
    }

    [Fact]
    public void Trees_that_may_ask_for_one_value_ask_for_one()
    {
        var train = Series(300, 4, 2);

        var fitted = new IsolationForestDetector(new() { Values = 1, Trees = 40 }).Fit(WindowSet.Sliding(train, 4, 1), new FitContext());

        var trees = FlatTrees.Read(Saved(fitted.Write), 4);
        for (var t = 0; t < 40; t++)
        {
            var end = t == 39 ? trees.Nodes : trees.Roots[t + 1];
            Assert.Single(trees.Values[trees.Roots[t]..end].Where(v => v >= 0).Distinct());
        }
    }

    /// <summary>The chance that a labelled point has the higher score.</summary>
    private static double Area(float[] scores, double[] labels)
    {
        double won = 0, pairs = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            for (var j = 0; j < scores.Length; j++)
            {
                if (labels[i] > 0 && labels[j] == 0)
                {
                    won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    pairs++;
                }
            }
        }

        return won / pairs;
    }
}
