using Kilter.Detectors;
using Kilter.Detectors.Distance;
using Kilter.Windows;
using static Kilter.Tests.Detectors.DetectorCases;

namespace Kilter.Tests.Detectors.Distance;

public sealed class KnnDetectorTests
{
    [Theory, InlineData("knn_k1", 1), InlineData("knn_k5", 5), InlineData("knn_k10", 10)]
    public void Mean_distances_agree_with_the_reference(string name, int neighbours)
    {
        var header = GoldenNumbers.Header("classical_knn_lof.json");
        float[] train = [.. GoldenNumbers.Values(header.GetProperty("train")).Select(v => (float)v)];
        float[] test = [.. GoldenNumbers.Values(header.GetProperty("test")).Select(v => (float)v)];
        var expected = GoldenNumbers.Values(GoldenNumbers.Case("classical_knn_lof.json", name).GetProperty("expected").GetProperty("test_mean"));
        var detector = new KnnDetector(new() { Window = 1, Neighbours = neighbours, Space = WindowSpace.Raw });

        var scores = Scores(detector.Fit(WindowSet.Sliding(train, 2, 1), new FitContext()), test, 2);

        for (var n = 0; n < expected.Length; n++)
        {
            Assert.Equal(expected[n] / Math.Sqrt(2), scores[n], 1e-6);
        }
    }

    [Theory, InlineData(WindowSpace.Raw, 1), InlineData(WindowSpace.Shape, 1), InlineData(WindowSpace.Shape, 3), InlineData(WindowSpace.Differences, 2)]
    public void Passing_over_windows_finds_the_same_neighbours_as_looking_at_all(WindowSpace space, int channels)
    {
        const int Length = 12;
        var (train, test) = (Series(400, channels, 1), Series(80, channels, 2));
        var fitted = new KnnDetector(new() { Window = Length, Space = space }).Fit(WindowSet.Sliding(train, channels, Length), new FitContext());

        var scores = Scores(fitted, test, channels);

        double[][] kept = [.. Enumerable.Range(0, 400 - Length + 1).Select(n => Point(train, n, Length, channels, space))];
        for (var n = 0; n < scores.Length; n++)
        {
            var point = Point(test, n, Length, channels, space);
            var nearest = kept.Select(k => Math.Sqrt(k.Zip(point, (a, b) => (a - b) * (a - b)).Sum())).Order().Take(5).Average();
            Assert.Equal(nearest / Math.Sqrt(Length * channels), scores[n], 1e-6);
        }
    }

    [Fact]
    public void Level_does_not_matter_to_a_shape_and_does_to_raw_values()
    {
        var (train, test) = (Series(400, 1, 1), Series(40, 1, 2));
        float[] lifted = [.. test.Select(v => v + 50)];
        var windows = WindowSet.Sliding(train, 1, 32);
        var shape = new KnnDetector(new()).Fit(windows, new FitContext());
        var raw = new KnnDetector(new() { Space = WindowSpace.Raw }).Fit(windows, new FitContext());

        Assert.Equal(Scores(shape, test, 1)[0], Scores(shape, lifted, 1)[0], 1e-4);
        Assert.True(Scores(raw, lifted, 1)[0] > 40);
    }

    [Fact]
    public void The_seed_decides_which_windows_are_kept()
    {
        var windows = WindowSet.Sliding(Series(2_000, 1, 1), 1, 16);
        var detector = new KnnDetector(new() { Window = 16, Bank = 50 });

        var one = Scores(detector.Fit(windows, new FitContext { Seed = 1 }), windows);
        var other = Scores(detector.Fit(windows, new FitContext { Seed = 2 }), windows);

        Assert.NotEqual(one, other);
        Assert.InRange(one.Count(s => s < 0.01f), 0, 60);
    }

    [Fact]
    public void The_expected_value_continues_the_shape_at_the_level_of_the_window()
    {
        float[] train = [.. Enumerable.Range(0, 480).Select(t => (float)Math.Sin(2 * Math.PI * t / 24))];
        float[] test = [.. Enumerable.Range(0, 24).Select(t => (float)Math.Sin(2 * Math.PI * t / 24) + 100)];
        test[^1] += 1;
        var fitted = new KnnDetector(new() { Window = 24 }).Fit(WindowSet.Sliding(train, 1, 24), new FitContext());

        var (_, expected) = Explanations(fitted, WindowSet.Sliding(test, 1, 24));

        Assert.Equal(100 + Math.Sin(2 * Math.PI * 23 / 24), expected[0], 0.1);
    }

    private static double[] Point(float[] values, int start, int length, int channels, WindowSpace space)
    {
        var point = new double[length * channels];
        for (var c = 0; c < channels; c++)
        {
            double[] column = [.. Enumerable.Range(start, length).Select(t => (double)values[(t * channels) + c])];
            for (var i = 0; i < length; i++)
            {
                point[(i * channels) + c] = space switch
                {
                    WindowSpace.Raw => column[i],
                    WindowSpace.Shape => column[i] - column.Average(),
                    _ => i == 0 ? 0 : column[i] - column[i - 1],
                };
            }
        }

        return point;
    }
}
