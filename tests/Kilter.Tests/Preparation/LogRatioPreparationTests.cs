using Kilter.Frames;
using Kilter.Preparation;

namespace Kilter.Tests.Preparation;

public sealed class LogRatioPreparationTests
{
    private static readonly DateTime Monday = new(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_value_is_told_against_the_mean_of_its_weekday_and_hour()
    {
        var frame = HalfHours(14 * 48, t => 10 + (t % 5));

        var prepared = Fit(frame, 14 * 48).Apply(frame).Frame;

        // Tuesday, 3 h 30 of the second week: both half-hours of both Tuesdays share a mean.
        var at = (8 * 48) + 7;
        var mean = new[] { 48 + 6, 48 + 7, (8 * 48) + 6, (8 * 48) + 7 }.Average(t => 10.0 + (t % 5));
        Assert.Equal(Math.Log(frame[at, 0] / mean), prepared[at, 0], 1e-14);
    }

    [Fact]
    public void A_group_that_training_never_saw_takes_the_mean_of_all()
    {
        var frame = HalfHours(7 * 48, t => t < 48 ? 4 : 8);

        var prepared = Fit(frame, 48).Apply(frame).Frame;

        Assert.Equal(0, prepared[20, 0]);
        Assert.Equal(Math.Log(2), prepared[48 + 20, 0], 1e-15);
    }

    [Fact]
    public void With_the_spread_of_the_day_values_count_standard_deviations_of_their_slot()
    {
        // Nights stray four times as far as days.
        var frame = HalfHours(28 * 48, t => 10 * Math.Exp((t % 48 < 12 ? 0.4 : 0.1) * Math.Sin(t * t)));

        var plain = Fit(frame, 28 * 48).Apply(frame).Frame;
        var scaled = PreparationCatalog.Create("log-ratio spread=day").Fit(frame, new SampleRange(0, 28 * 48)).Apply(frame).Frame;

        foreach (var hour in new[] { 2, 17 })
        {
            var rows = Enumerable.Range(0, 28 * 48).Where(t => t / 2 % 24 == hour).ToArray();
            var spread = Math.Sqrt(rows.Average(t => plain[t, 0] * plain[t, 0]));
            Assert.Equal(plain[rows[3], 0] / spread, scaled[rows[3], 0], 1e-12);
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-5.0)]
    [InlineData(1e-9)]
    public void Values_without_a_logarithm_become_the_smallest_ratio_and_stay_finite(double value)
    {
        var frame = HalfHours(14 * 48, t => t == 500 ? value : 10);

        var fitted = Fit(frame, 336);
        var prepared = fitted.Apply(frame).Frame;

        Assert.Equal(Math.Log(1e-6), prepared[500, 0], 1e-13);
        Assert.Equal(1e-5, fitted.Restore(frame, 500, 0, prepared[500, 0]), 1e-17);
    }

    [Fact]
    public void A_channel_that_is_not_positive_on_average_is_refused_with_its_name()
    {
        var error = Assert.Throws<ArgumentException>(() => Fit(HalfHours(400, t => Math.Sin(t) - 1), 336));

        Assert.Contains("'log-ratio' needs positive values; the mean of 'demand'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_without_time_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Fit(new Frame(TimeAxis.Rows(3), [new Channel("demand")], new double[] { 1, 2, 3 }), 3));

        Assert.Contains("--row-step", error.Message, StringComparison.Ordinal);
    }

    private static IFittedPreparation Fit(Frame frame, int rows) => new LogRatioPreparation(new LogRatioOptions()).Fit(frame, new SampleRange(0, rows));

    private static Frame HalfHours(int samples, Func<int, double> value)
        => new(TimeAxis.Regular(Monday, TimeSpan.FromMinutes(30), samples), [new Channel("demand", "rides")], Enumerable.Range(0, samples).Select(value).ToArray());
}
