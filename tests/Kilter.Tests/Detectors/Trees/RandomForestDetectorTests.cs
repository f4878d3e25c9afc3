using Kilter.Detectors;
using Kilter.Detectors.Trees;
using Kilter.Frames;
using Kilter.Numerics.Randomness;
using Kilter.Windows;
using static Kilter.Tests.Detectors.DetectorCases;

namespace Kilter.Tests.Detectors.Trees;

public sealed class RandomForestDetectorTests
{
    private const string File = "classical_random_forest.json";

    [Fact]
    public void Probabilities_of_exported_trees_agree_with_the_reference()
    {
        var golden = GoldenNumbers.Case(File, "random_forest_classifier_scoring");
        var (trees, points) = (golden.GetProperty("trees").EnumerateArray().ToArray(), GoldenTrees.Points(golden, "test"));
        var forest = new ClassForest(GoldenTrees.Of(trees), ClassForest.Shares([.. trees.SelectMany(t => GoldenNumbers.Values(t.GetProperty("value")))], 3), 3);

        var expected = GoldenNumbers.Values(golden.GetProperty("expected").GetProperty("predict_proba"));

        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], forest.Probability(points.AsSpan(i / 3 * 4, 4), i % 3), 1e-12);
        }
    }

    [Fact]
    public void One_tree_on_all_points_and_values_agrees_with_the_reference()
    {
        var (points, labels) = Training(l => l > 0 ? 1 : 0);
        var golden = GoldenNumbers.Case(File, "single_decision_tree_gini_depth3");
        var test = GoldenTrees.Points(golden, "test");

        var (tree, weights) = ClassTree.Grow(Columns(points, labels, 2), [.. labels.Select(_ => 1)], asked: 4, deepest: 3, new Rng(1));

        var forest = new ClassForest(tree, ClassForest.Shares(weights, 2), 2);
        var expected = GoldenNumbers.Values(golden.GetProperty("expected").GetProperty("predict_proba_test"));
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], forest.Probability(test.AsSpan(i / 2 * 4, 4), i % 2), 1e-12);
        }
    }

    [Fact]
    public void Held_out_accuracy_is_that_of_the_reference()
    {
        var (points, labels) = Training(l => l);
        var expected = GoldenNumbers.Case(File, "training_behaviour").GetProperty("expected");
        var right = 0;
        for (var fold = 0; fold < 5; fold++)
        {
            int[] train = [.. Enumerable.Range(0, labels.Length).Where(n => n % 5 != fold)];
            float[] some = [.. train.SelectMany(n => points[(4 * n)..(4 * (n + 1))])];
            var forest = ClassForest.Grow(Columns(some, [.. train.Select(n => labels[n])], 3), 50, 2, 1000, new Rng(7), threads: 1, TestContext.Current.CancellationToken);
            for (var n = fold; n < labels.Length; n += 5)
            {
                var at = n;
                right += Enumerable.Range(0, 3).MaxBy(k => forest.Probability(points.AsSpan(4 * at, 4), k)) == labels[n] ? 1 : 0;
            }
        }

        Assert.Equal(expected.GetProperty("accuracy_mean_of_3_seeds").GetDouble(), (double)right / labels.Length, expected.GetProperty("tolerance").GetDouble());
    }

    [Fact]
    public void A_node_is_cut_where_trying_every_cut_finds_the_least_impurity()
    {
        for (var seed = 0UL; seed < 30; seed++)
        {
            var rng = new Rng(seed);
            float[] points = [.. Enumerable.Range(0, 60).Select(_ => (float)Math.Round(rng.NextNormal(), 1))];
            int[] labels = [.. Enumerable.Range(0, 30).Select(n => points[2 * n] + points[(2 * n) + 1] + rng.NextNormal() > 0.5 ? 1 : 0)];
            int[] weights = [.. labels.Select(_ => rng.NextInt(3))];

            var (tree, _) = ClassTree.Grow(Columns(points, labels, 2), weights, asked: 2, deepest: 1, rng);

            var reached = Impurity(tree.Values[0], tree.Cuts[0]);
            var best = Enumerable.Range(0, 60).Min(i => Impurity(i % 2, points[i]));
            Assert.True(Math.Abs(best - reached) < 1e-12, $"seed {seed}: {reached} of {best}");

            double Impurity(int value, double cut) => Side(n => points[(2 * n) + value] <= cut) + Side(n => points[(2 * n) + value] > cut);

            double Side(Func<int, bool> inside)
            {
                double all = Enumerable.Range(0, 30).Where(inside).Sum(n => weights[n]), ones = Enumerable.Range(0, 30).Where(inside).Sum(n => weights[n] * labels[n]);
                return all == 0 ? 0 : 2 * ones * (all - ones) / all;
            }
        }
    }

    [Fact]
    public void Both_ways_of_sorting_give_the_same_order_of_different_values()
    {
        var rng = new Rng(3);
        float[] column = [.. Enumerable.Range(0, 400).Select(_ => (float)rng.NextDouble())];
        var points = new ClassPoints(column, new int[400], 1);
        foreach (var count in new[] { 1, 10, 30, 100, 399 })
        {
            var order = Enumerable.Range(0, 400).ToArray();
            rng.Shuffle<int>(order);
            var (members, marks, sorted) = (order[..count], new byte[400], new int[count + 1]);
            Array.ForEach(members, m => marks[m] = 1);

            points.Sort(0, members, marks, sorted, new int[count]);

            Assert.Equal(members.OrderBy(m => column[m]), sorted[..count]);
        }
    }

    [Fact]
    public void It_finds_again_what_was_labelled_and_names_the_channel()
    {
        var (train, test) = (Series(400, 3, 1), Series(400, 3, 2));
        foreach (var values in new[] { train, test })
        {
            for (var t = 100; t < 140; t++)
            {
                values[(3 * t) + 1] += 5;
            }
        }

        var fitted = new RandomForestDetector(new()).Fit(WindowSet.Sliding(train, 3, 1), new FitContext { Labels = new LabelSet([new SampleRange(100, 140)]) });

        var (scores, contributions) = (Scores(fitted, test, 3), Explanations(fitted, WindowSet.Sliding(test, 3, 1)).Contributions);
        Assert.All(Enumerable.Range(0, 400), t => Assert.True(scores[t] > 0.5 == t is >= 100 and < 140, $"{t}: {scores[t]}"));
        Assert.Equal(contributions.AsSpan(3 * 120, 3).ToArray().Max(), contributions[(3 * 120) + 1]);
    }

    [Fact]
    public void Labels_of_one_kind_only_are_refused_with_their_number()
    {
        var windows = WindowSet.Sliding(Series(50, 1, 1), 1, 1);

        var error = Assert.Throws<ArgumentException>(() => new RandomForestDetector(new()).Fit(windows, new FitContext { Labels = new LabelSet([]) }));

        Assert.StartsWith("Of 50 training windows 0 overlap a label; the detector 'random-forest' needs both kinds.", error.Message, StringComparison.Ordinal);
    }

    private static (float[] Points, int[] Labels) Training(Func<int, int> label)
    {
        var golden = GoldenNumbers.Case(File, "training_behaviour");
        return (GoldenTrees.Points(golden, "train"), [.. GoldenNumbers.Values(golden.GetProperty("labels")).Select(l => label((int)l))]);
    }

    private static ClassPoints Columns(float[] points, int[] labels, int classes)
    {
        var size = points.Length / labels.Length;
        return new([.. Enumerable.Range(0, size).SelectMany(v => Enumerable.Range(0, labels.Length).Select(n => points[(n * size) + v]))], labels, classes);
    }
}
