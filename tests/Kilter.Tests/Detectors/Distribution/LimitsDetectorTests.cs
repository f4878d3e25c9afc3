using Kilter.Detectors;
using Kilter.Detectors.Distribution;
using Kilter.Windows;
using static Kilter.Tests.Detectors.DetectorCases;

namespace Kilter.Tests.Detectors.Distribution;

public sealed class LimitsDetectorTests
{
    [Theory]
    [InlineData(35.0, 28.0, 31.5f, 0.0)]
    [InlineData(35.0, 28.0, 35f, 1.0)]
    [InlineData(35.0, 28.0, 28f, 1.0)]
    [InlineData(35.0, 28.0, 38.5f, 2.0)]
    [InlineData(35.0, 28.0, 21f, 3.0)]
    [InlineData(10.0, null, 15f, 1.5)]
    [InlineData(10.0, null, -40f, 0.0)]
    [InlineData(null, -4.0, -6f, 1.5)]
    [InlineData(0.0, null, 3f, 4.0)]
    public void The_score_is_one_at_a_limit_and_grows_evenly(double? above, double? below, float value, double expected)
    {
        var fitted = new LimitsDetector(new() { Above = above, Below = below }).Fit(WindowSet.Sliding(new float[10], 1, 1), new FitContext());

        Assert.Equal(expected, Scores(fitted, [value], 1)[0], 1e-6);
    }

    [Fact]
    public void The_worst_channel_decides_and_the_expected_value_is_the_nearest_allowed_one()
    {
        var fitted = new LimitsDetector(new() { Above = 4, Below = -4 }).Fit(WindowSet.Sliding(new float[9], 3, 1), new FitContext());
        float[] sample = [1, 12, -6];

        var (contributions, expected) = Explanations(fitted, WindowSet.Sliding(sample, 3, 1));

        Assert.Equal(3f, Scores(fitted, sample, 3)[0]);
        Assert.Equal([0f, 2f, 0.5f], contributions);
        Assert.Equal([1f, 4f, -4f], expected);
    }

    [Fact]
    public void Without_a_limit_it_says_what_it_needs()
    {
        var error = Assert.Throws<ArgumentException>(() => DetectorCatalog.Create("fixed", Settings.None));

        Assert.StartsWith("'fixed' needs a limit: 'above', 'below' or both", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_in_the_wrong_order_are_refused()
        => Assert.Throws<ArgumentException>(() => new LimitsDetector(new() { Above = 1, Below = 1 }));
}
