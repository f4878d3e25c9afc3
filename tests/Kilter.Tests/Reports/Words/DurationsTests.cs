using Kilter.Reports.Words;

namespace Kilter.Tests.Reports.Words;

public sealed class DurationsTests
{
    [Theory]
    [InlineData(0.09, "90 ms")]
    [InlineData(1.5, "1.5 s")]
    [InlineData(42, "42 s")]
    [InlineData(486, "8 min 6 s")]
    [InlineData(2400, "40 min")]
    [InlineData(128400, "35 h 40 min")]
    [InlineData(36300, "10 h 05 min")]
    [InlineData(7200, "2 h")]
    [InlineData(3600, "1 h")]
    [InlineData(60, "1 min")]
    [InlineData(276480, "3.2 days")]
    [InlineData(0, "0 s")]
    public void A_duration_has_at_most_two_units(double seconds, string said) => Assert.Equal(said, Durations.Exact(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(20.0 / 1440, "20 min")]
    [InlineData(1, "24 hours")]
    [InlineData(30, "30 days")]
    [InlineData(78.8, "11 weeks")]
    [InlineData(238, "34 weeks")]
    [InlineData(365.25 * 5, "5 years")]
    [InlineData(double.PositiveInfinity, "–")]
    public void A_record_is_as_long_as_people_say_it_is(double days, string said) => Assert.Equal(said, Durations.Rough(days));
}
