using Kilter.Detectors;
using Kilter.Detectors.Distribution;
using Kilter.Windows;
using static Kilter.Tests.Detectors.DetectorCases;

namespace Kilter.Tests.Detectors.Distribution;

public sealed class GaussianDetectorTests
{
    [Theory, InlineData(1, 1), InlineData(1, 4), InlineData(6, 1), InlineData(3, 2)]
    public void The_score_is_the_mahalanobis_distance_from_the_textbook(int window, int channels)
    {
        var (train, test) = (Series(500, channels, 1), Series(60, channels, 2));
        var fitted = new GaussianDetector(new() { Window = window, Ridge = 1e-9 }).Fit(WindowSet.Sliding(train, channels, window), new FitContext());

        var scores = Scores(fitted, test, channels);

        var rows = Rows(train, channels, window);
        var ridge = Math.Max(1e-9, 0.1 * Math.Pow((double)rows[0].Length / rows.Length, 2));
        var expected = Rows(test, channels, window).Select(row => Mahalanobis(rows, row, ridge)).ToArray();
        Assert.Equal(expected.Length, scores.Length);
        for (var n = 0; n < scores.Length; n++)
        {
            Assert.Equal(expected[n], scores[n], 1e-5 * (1 + expected[n]));
        }
    }

    [Fact]
    public void A_broken_relation_counts_more_than_far_values_that_keep_it()
    {
        float[] train = [.. Enumerable.Range(0, 400).SelectMany(t => new[] { Wave(t), Wave(t) + (0.05f * Wave(7 * t)) })];
        var fitted = new GaussianDetector(new()).Fit(WindowSet.Sliding(train, 2, 1), new FitContext());

        var scores = Scores(fitted, [1.5f, 1.5f, 0.5f, -0.5f], 2);

        Assert.True(scores[1] > 3 * scores[0], $"{scores[0]} kept, {scores[1]} broken");
    }

    [Fact]
    public void The_expected_value_is_what_the_other_channel_tells()
    {
        float[] train = [.. Enumerable.Range(0, 400).SelectMany(t => new[] { Wave(t), (2 * Wave(t)) + (0.05f * Wave(7 * t)) })];
        var fitted = new GaussianDetector(new()).Fit(WindowSet.Sliding(train, 2, 1), new FitContext());

        var (_, expected) = Explanations(fitted, WindowSet.Sliding(new float[] { 0.5f, -1.5f }, 2, 1));

        Assert.Equal(1.0, expected[1], 0.05);
    }

    [Fact]
    public void A_window_of_too_many_values_is_refused_with_the_numbers()
    {
        var values = new float[5_000 * 3];

        var error = Assert.Throws<ArgumentException>(() => new GaussianDetector(new() { Window = 2_000 }).Fit(WindowSet.Sliding(values, 3, 2_000), new FitContext()));

        Assert.StartsWith("A window has 6000 values (window 2000 × 3 channels); at most 4096 fit.", error.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(0.0), InlineData(1.5), InlineData(double.NaN)]
    public void A_ridge_out_of_range_is_refused(double ridge)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new GaussianOptions { Ridge = ridge });

    private static float Wave(int t) => (float)Math.Sin(0.37 * t);

    private static double[][] Rows(float[] values, int channels, int window)
        => [.. Enumerable.Range(0, (values.Length / channels) - window + 1).Select(n => values.Skip(n * channels).Take(window * channels).Select(v => (double)v).ToArray())];

    /// <summary>√(zᵀ·(R + ridge·I)⁻¹·z / d) with standardised values, by Gaussian elimination.</summary>
    private static double Mahalanobis(double[][] train, double[] row, double ridge)
    {
        var d = row.Length;
        double[] mean = [.. Enumerable.Range(0, d).Select(i => train.Average(r => r[i]))];
        double[] sd = [.. Enumerable.Range(0, d).Select(i => Math.Sqrt(train.Sum(r => Math.Pow(r[i] - mean[i], 2)) / (train.Length - 1)))];
        var a = new double[d, d + 1];
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                a[i, j] = (train.Sum(r => (r[i] - mean[i]) * (r[j] - mean[j])) / (train.Length - 1) / sd[i] / sd[j]) + (i == j ? ridge : 0);
            }

            a[i, d] = (row[i] - mean[i]) / sd[i];
        }

        double[] z = [.. Enumerable.Range(0, d).Select(i => a[i, d])];
        for (var k = 0; k < d; k++)
        {
            for (var i = 0; i < d; i++)
            {
                var f = i == k ? 0 : a[i, k] / a[k, k];
                for (var j = k; j <= d; j++)
                {
                    a[i, j] -= f * a[k, j];
                }
            }
        }

        return Math.Sqrt(Enumerable.Range(0, d).Sum(i => z[i] * a[i, d] / a[i, i]) / d);
    }
}
