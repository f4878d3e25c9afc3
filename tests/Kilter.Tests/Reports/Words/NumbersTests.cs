using Kilter.Reports.Words;

namespace Kilter.Tests.Reports.Words;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(51.28, "°C", "51.3 °C")]
    [InlineData(-0.042, "bar", "−0.042 bar")]
    [InlineData(1204.4, "L/min", "1,204 L/min")]
    [InlineData(51.28, null, "51.3")]
    [InlineData(2.1, null, "2.10")]
    [InlineData(9.996, null, "10.0")]
    [InlineData(99.96, null, "100")]
    [InlineData(0.99951, null, "1.00")]
    [InlineData(999.7, null, "1,000")]
    [InlineData(0.03124, null, "0.0312")]
    [InlineData(0.5, null, "0.5")]
    [InlineData(0, null, "0")]
    [InlineData(-0.0, null, "0")]
    [InlineData(0.00001234, null, "1.23 × 10⁻⁵")]
    [InlineData(-2e18, null, "−2 × 10¹⁸")]
    [InlineData(double.NaN, "bar", "–")]
    [InlineData(double.PositiveInfinity, null, "–")]
    public void A_value_has_three_figures_a_true_minus_and_its_unit_after_a_space(double value, string? unit, string said)
        => Assert.Equal(said, Numbers.Value(value, unit));

    [Theory]
    [InlineData(72.0, 103.2, "72–103")]
    [InlineData(61.94, 105.0, "61.9–105")]
    [InlineData(77.5, 80.6, "77.5–80.6")]
    [InlineData(70.0, 80.6, "70.0–80.6")]
    [InlineData(double.NegativeInfinity, 0.03, "at most 0.03")]
    [InlineData(double.NaN, 0.03, "at most 0.03")]
    [InlineData(4.2, double.PositiveInfinity, "at least 4.20")]
    [InlineData(-5.0, -2.0, "−5.00 to −2.00")]
    [InlineData(-5.0, 2.0, "−5.00–2.00")]
    [InlineData(3.0, 3.0, "3.00")]
    [InlineData(0.125, 0.13, "0.125–0.130")]
    [InlineData(0.0312, 0.5, "0.0312–0.5")]
    [InlineData(-0.0419, 0.974, "−0.0419–0.974")]
    [InlineData(double.NaN, double.NaN, "–")]
    public void A_range_says_at_most_or_at_least_when_one_side_is_open(double low, double high, string said)
        => Assert.Equal(said, Numbers.Range(low, high));

    [Theory]
    [InlineData(1.6, "1.60 × limit")]
    [InlineData(0.934, "0.93 × limit")]
    [InlineData(35123.3, "35,123 × limit")]
    [InlineData(double.NaN, "–")]
    public void A_score_has_two_decimals_and_its_unit(double score, string said) => Assert.Equal(said, Numbers.Score(score));

    [Theory]
    [InlineData(0.84, "84 %")]
    [InlineData(0.005, "under 1 %")]
    [InlineData(0.999, "over 99 %")]
    [InlineData(0, "0 %")]
    [InlineData(1, "100 %")]
    [InlineData(double.NaN, "–")]
    public void A_share_is_whole_per_cent_with_a_space(double share, string said) => Assert.Equal(said, Numbers.Share(share));

    [Fact]
    public void Counts_are_grouped_by_threes_and_their_nouns_agree()
    {
        Assert.Equal("22,683 samples", Numbers.Count(22_683, "sample"));
        Assert.Equal("1 sample", Numbers.Count(1, "sample"));
        Assert.Equal("twice", Numbers.Times(2));
    }

    [Theory]
    [InlineData(0.25, "0.25")]
    [InlineData(0.0004, "under 0.01")]
    [InlineData(0.5319, "0.53")]
    [InlineData(1, "1")]
    [InlineData(1204, "1,204")]
    [InlineData(0, "0")]
    public void A_rate_below_a_hundredth_is_not_counted_out(double rate, string said) => Assert.Equal(said, Numbers.Rate(rate));
}
