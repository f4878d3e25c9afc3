using Kilter.Detectors.Errors;
using Kilter.Frames;
using Kilter.Windows;

namespace Kilter.Tests.Detectors.Errors;

public sealed class ResidualTests
{
    [Fact]
    public void S3_E6_the_residual_of_a_curve_and_its_mean_square()
    {
        double[] curve = [1, 0.8, 0.5], reconstruction = [0.9, 0.9, 0.5];
        var (signed, squared, mean) = (new double[3], new double[3], new double[1]);

        Residual.Of(curve, reconstruction, ErrorKind.WithSign, signed);
        Residual.Of(curve, reconstruction, ErrorKind.Squared, squared);
        ReducedErrors.PerWindow(squared, steps: 3, channels: 1, ErrorReduction.Mean, mean);

        Assert.Equal([0.1, -0.1, 0], signed.Select(r => Math.Round(r, 12)));
        Assert.Equal(0.006666666666666664, mean[0], 1e-15);
    }

    [Theory]
    [InlineData(ErrorKind.Absolute, 2, 2), InlineData(ErrorKind.Squared, 4, 4), InlineData(ErrorKind.WithSign, 2, -2), InlineData(ErrorKind.Above, 2, 0), InlineData(ErrorKind.Below, 0, 2)]
    public void A_kind_of_error_has_its_own_sides(ErrorKind kind, double above, double below)
    {
        Assert.Equal(above, Residual.Of(5, 3, kind));
        Assert.Equal(below, Residual.Of(3, 5, kind));
    }

    [Fact]
    public void Errors_are_reduced_over_steps_for_each_channel_and_over_all_for_a_window()
    {
        // Two windows of three steps and two channels.
        double[] errors = [1, 10, 2, 20, 6, 60, 4, 0, 2, 8, 0, 1];

        Assert.Equal([3, 30, 2, 3], Channels(ErrorReduction.Mean));
        Assert.Equal([6, 60, 0, 1], Channels(ErrorReduction.Last));
        Assert.Equal([6, 60, 4, 8], Channels(ErrorReduction.Max));
        Assert.Equal([16.5, 2.5], Windows(ErrorReduction.Mean));
        Assert.Equal([33, 0.5], Windows(ErrorReduction.Last));
        Assert.Equal([60, 8], Windows(ErrorReduction.Max));

        double[] Channels(ErrorReduction reduction)
        {
            var reduced = new double[4];
            ReducedErrors.PerChannel(errors, steps: 3, channels: 2, reduction, reduced);
            return reduced;
        }

        double[] Windows(ErrorReduction reduction)
        {
            var reduced = new double[2];
            ReducedErrors.PerWindow(errors, steps: 3, channels: 2, reduction, reduced);
            return reduced;
        }
    }

    [Fact]
    public void S1b_E3_errors_of_overlapping_windows_are_averaged_at_each_sample()
    {
        var windows = WindowSet.Sliding(new float[4], channels: 1, length: 3);

        Assert.Equal([1, 3, 4, 6], Samples(AlignmentRule.Mean));
        Assert.Equal([1, 4, 5, 6], Samples(AlignmentRule.Max));
        Assert.Equal([1, 2, 3, 6], Samples(AlignmentRule.Last));

        double[] Samples(AlignmentRule rule)
        {
            var samples = new double[4];
            OverlappingErrors.ToSamples(windows, [1, 2, 3, 4, 5, 6], rule, samples);
            return samples;
        }
    }

    [Fact]
    public void Samples_that_no_window_covers_have_no_error()
    {
        var windows = WindowSet.At(new float[7], channels: 1, length: 2, [1, 4]);
        var samples = new double[7];

        OverlappingErrors.ToSamples(windows, [1, 2, 3, 4], AlignmentRule.Mean, samples);

        Assert.Equal([double.NaN, 1, 2, double.NaN, 3, 4, double.NaN], samples);
    }

    [Fact]
    public void S3_E5_a_histogram_drops_what_is_outside_and_keeps_the_right_end()
    {
        var histogram = new ResidualHistogram(-0.3, 0.3, bins: 10);
        var counts = new double[10];

        histogram.Count([-0.31, -0.3, -0.25, -0.24, -0.001, 0, 0.001, 0.06, 0.239, 0.24, 0.2999, 0.3, 0.31], counts);

        Assert.Equal([2, 1, 0, 0, 1, 2, 1, 0, 2, 2], counts);
        Assert.Equal(0.24000000000000005, histogram.Edges[9]);
        Assert.Equal(8, histogram.BinOf(0.24));
        Assert.Equal(-1, histogram.BinOf(double.NaN));
    }

    [Fact]
    public void A_value_lies_between_the_edges_of_its_bin()
    {
        var histogram = new ResidualHistogram(-1, 2, bins: 7);

        for (var value = -1.0; value <= 2; value += 0.001)
        {
            var bin = histogram.BinOf(value);
            Assert.True(value >= histogram.Edges[bin] && (value < histogram.Edges[bin + 1] || bin == 6));
        }
    }

    [Fact]
    public void Smoothed_scores_are_the_weighted_mean_of_the_past_and_start_anew_after_a_jump()
    {
        var smoother = new ScoreSmoother(halfLife: 1);
        var smoothed = new float[7];

        smoother.Smooth([8, 0, float.NaN, 4, 100, 2, 6], [new SampleRange(0, 4), new SampleRange(5, 7)], smoothed);

        Assert.Equal([8, 4, float.NaN, 4, float.NaN, 2, 4], smoothed);
    }

    [Fact]
    public void A_score_weighs_half_after_the_half_life()
    {
        var scores = new float[41];
        scores[0] = 0;
        scores.AsSpan(1).Fill(1);
        var smoother = new ScoreSmoother(halfLife: 20);

        smoother.Smooth(scores, [new SampleRange(0, 41)], scores);

        Assert.Equal(0.5, scores[20], 1e-6);
        Assert.Equal(0.75, scores[40], 1e-6);
    }
}
