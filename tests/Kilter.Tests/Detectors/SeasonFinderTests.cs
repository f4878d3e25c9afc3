using Kilter.Detectors;
using Kilter.Numerics.Randomness;

namespace Kilter.Tests.Detectors;

public sealed class SeasonFinderTests
{
    private const long FiveMinutes = 5 * TimeSpan.TicksPerMinute;

    [Theory, InlineData(7, 400), InlineData(24, 900), InlineData(96, 2_000), InlineData(288, 4_000), InlineData(1440, 20_000)]
    public void A_noisy_wave_has_its_own_period(int period, int samples)
    {
        var rng = new Rng(1);

        var found = SeasonFinder.Find(Series(samples, t => Wave(t, period) + (0.5 * rng.NextNormal())), samples / 2);

        Assert.InRange(found, period - Math.Max(0, period / 50), period + (period / 50));
    }

    [Theory, InlineData(0.02), InlineData(-0.05)]
    public void A_trend_does_not_hide_the_season(double slope)
    {
        var rng = new Rng(2);

        var found = SeasonFinder.Find(Series(4_000, t => Wave(t, 288) + (slope * t) + (0.3 * rng.NextNormal())), 2_000, FiveMinutes);

        Assert.Equal(288, found);
    }

    [Fact]
    public void A_wandering_level_does_not_hide_the_season()
    {
        var rng = new Rng(3);
        var level = 0.0;

        var found = SeasonFinder.Find(Series(4_000, t => (3 * Wave(t, 288)) + (level += 0.1 * rng.NextNormal())), 2_000, FiveMinutes);

        Assert.Equal(288, found);
    }

    [Fact]
    public void A_day_is_preferred_to_a_period_measured_near_it_when_the_step_is_known()
    {
        var rng = new Rng(4);

        var found = SeasonFinder.Find(Series(4_000, t => Wave(t, 288) + (2 * rng.NextNormal())), 2_000, FiveMinutes);

        Assert.Equal(288, found);
    }

    [Fact]
    public void A_week_is_found_where_working_days_differ()
    {
        var rng = new Rng(5);

        var found = SeasonFinder.Find(Series(3_000, t => (t / 24 % 7 < 5 ? 2 + (2 * Wave(t, 24)) : 0) + (0.2 * rng.NextNormal())), 1_500, TimeSpan.TicksPerHour);

        Assert.Equal(168, found);
    }

    [Fact]
    public void The_shortest_of_equal_periods_wins()
        => Assert.Equal(96, SeasonFinder.Find(Series(4_000, t => t % 96 < 48 ? 1 : 0), 2_000));

    [Fact]
    public void A_short_pulse_in_noise_has_the_period_of_the_pulse()
    {
        var rng = new Rng(6);

        var found = SeasonFinder.Find(Series(6_000, t => (t % 210 < 9 ? 6 : 0) + rng.NextNormal()), 3_000);

        Assert.InRange(found, 209, 211);
    }

    [Theory, InlineData("white noise"), InlineData("random walk"), InlineData("slow noise"), InlineData("steps")]
    public void Noise_has_no_season_in_at_least_97_of_100_series(string kind)
    {
        var wrong = 0;
        for (var seed = 0UL; seed < 100; seed++)
        {
            wrong += SeasonFinder.Find(Noise(kind, 1_000, new Rng(seed)), 500, FiveMinutes) > 0 ? 1 : 0;
        }

        Assert.InRange(wrong, 0, 3);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(3), InlineData(500)]
    public void A_constant_or_empty_series_has_none(int samples)
        => Assert.Equal(0, SeasonFinder.Find(Series(samples, _ => 7), samples, FiveMinutes));

    [Fact]
    public void A_straight_line_has_none()
        => Assert.Equal(0, SeasonFinder.Find(Series(2_000, t => t), 1_000, FiveMinutes));

    [Fact]
    public void Outliers_do_not_hide_the_season()
    {
        var rng = new Rng(7);

        var found = SeasonFinder.Find(Series(3_000, t => Wave(t, 96) + (0.2 * rng.NextNormal()) + (t % 701 == 0 ? 1_000 : 0)), 1_500);

        Assert.InRange(found, 95, 97);
    }

    [Fact]
    public void Several_channels_share_the_season_that_most_of_them_have()
    {
        var rng = new Rng(8);
        var values = new float[3_000 * 4];
        for (var t = 0; t < 3_000; t++)
        {
            values[(t * 4) + 0] = (float)(Wave(t, 96) + (0.3 * rng.NextNormal()));
            values[(t * 4) + 1] = (float)((2 * Wave(t + 11, 96)) + (0.3 * rng.NextNormal()));
            values[(t * 4) + 2] = (float)Wave(t, 50);
            values[(t * 4) + 3] = (float)rng.NextNormal();
        }

        Assert.InRange(SeasonFinder.Find(values, channels: 4, 1_500), 95, 97);
    }

    private static double Wave(int t, int period) => Math.Sin(2 * Math.PI * t / period);

    private static double[] Series(int samples, Func<int, double> value) => [.. Enumerable.Range(0, samples).Select(value)];

    private static double[] Noise(string kind, int samples, Rng rng)
    {
        var level = 0.0;
        return Series(samples, _ => kind switch
        {
            "white noise" => rng.NextNormal(),
            "random walk" => level += rng.NextNormal(),
            "slow noise" => level = (0.95 * level) + rng.NextNormal(),
            _ => (level += rng.NextDouble() < 0.02 ? rng.NextNormal() : 0) + (0.1 * rng.NextNormal()),
        });
    }
}
