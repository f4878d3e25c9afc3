using Kilter.Detectors;
using Kilter.Detectors.Forecasting;
using Kilter.Numerics.Randomness;
using Kilter.Windows;
using static Kilter.Tests.Detectors.DetectorCases;

namespace Kilter.Tests.Detectors.Forecasting;

public sealed class ForecastingTests
{
    [Theory, InlineData(1), InlineData(5)]
    public void Persistence_measures_the_change_since_the_lag_in_robust_spreads(int lag)
    {
        var (train, test) = (Series(300, 1, 1), Series(60, 1, 2));
        var fitted = new PersistenceDetector(new() { Lag = lag }).Fit(WindowSet.Sliding(train, 1, lag + 1), new FitContext());

        var scores = Scores(fitted, test, 1);

        var spread = Spread([.. Enumerable.Range(lag, 300 - lag).Select(t => (double)train[t] - train[t - lag])]);
        for (var t = lag; t < 60; t++)
        {
            Assert.Equal(Math.Abs((double)test[t] - test[t - lag]) / spread, scores[t - lag], 1e-5);
        }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Seasonal_naive_measures_the_distance_from_the_median_of_the_same_moments_before(int seasons)
    {
        var (train, test) = (Series(240, 1, 1), Series(60, 1, 2));
        var fitted = SeasonalNaive(seasons).Fit(WindowSet.Sliding(train, 1, 1), new FitContext());

        // The test samples follow the training samples on the clock.
        long[] clock = [.. Enumerable.Range(240, 60).Select(t => (long)t)];
        var scores = Scores(fitted, WindowSet.Sliding(test, 1, 1).On(clock));

        float[] whole = [.. train, .. test];
        double[] residuals = [.. Enumerable.Range(0, 300).Select(t => t < 24 ? double.NaN : whole[t] - Expected(whole, t, seasons))];
        var spread = Spread([.. residuals[24..240]]);
        for (var n = 0; n < 60; n++)
        {
            Assert.Equal(Math.Abs(residuals[240 + n]) / spread, scores[n], 1e-5);
        }
    }

    [Fact]
    public void Missing_samples_do_not_shift_the_season()
    {
        float[] values = [.. Enumerable.Range(0, 480).Where(t => t is < 250 or >= 261).Select(t => (float)Math.Sin(2 * Math.PI * t / 24))];
        long[] clock = [.. Enumerable.Range(0, 480).Where(t => t is < 250 or >= 261).Select(t => (long)t)];
        var windows = WindowSet.Sliding(values, 1, 1).On(clock);
        var fitted = SeasonalNaive(1).Fit(windows, new FitContext());

        var (_, expected) = Explanations(fitted, windows);

        for (var n = 48; n < values.Length; n++)
        {
            Assert.Equal(values[n], expected[n], 1e-5);
        }
    }

    [Theory, InlineData(1, true), InlineData(3, false)]
    public void One_odd_season_echoes_unless_three_are_looked_at(int seasons, bool echoes)
    {
        var fitted = SeasonalNaive(seasons).Fit(WindowSet.Sliding(Series(240, 1, 1), 1, 1), new FitContext());
        var test = Series(96, 1, 2);
        test[40] += 30;

        var scores = Scores(fitted, test, 1);

        Assert.True(scores[40] > 30);
        Assert.Equal(echoes, scores[64] > 30);
    }

    [Fact]
    public void The_season_of_the_fit_is_used_where_none_is_set()
    {
        var windows = WindowSet.Sliding(Series(240, 1, 1), 1, 1);

        var found = new SeasonalNaiveDetector(new()).Fit(windows, new FitContext { Season = 24 });

        Assert.Equal(Scores(SeasonalNaive(1).Fit(windows, new FitContext()), windows), Scores(found, windows));
    }

    [Fact]
    public void Without_a_season_seasonal_naive_looks_at_the_sample_before()
    {
        var values = Series(200, 1, 1);
        var naive = new SeasonalNaiveDetector(new() { Seasons = 3 }).Fit(WindowSet.Sliding(values, 1, 1), new FitContext());
        var persistence = new PersistenceDetector(new()).Fit(WindowSet.Sliding(values, 1, 2), new FitContext());

        var (_, expected) = Explanations(naive, WindowSet.Sliding(values, 1, 1));
        var (_, before) = Explanations(persistence, WindowSet.Sliding(values, 1, 2));

        Assert.Equal(before, expected[1..]);
    }

    [Fact]
    public void Linear_forecast_of_an_autoregression_finds_its_weights()
    {
        var rng = new Rng(1);
        var x = new float[20_000];
        for (var t = 2; t < x.Length; t++)
        {
            x[t] = (float)((1.2 * x[t - 1]) - (0.5 * x[t - 2]) + rng.NextNormal());
        }

        var fitted = new LinearForecastDetector(new() { Window = 3 }).Fit(WindowSet.Sliding(x, 1, 3), new FitContext());

        Assert.Equal((1.2 * 2) - (0.5 * 1), Explanations(fitted, WindowSet.Sliding(new float[] { 1, 2, 0 }, 1, 3)).Expected[0], 0.06);
        Assert.Equal(1, Scores(fitted, x, 1).Average(s => (double)s * s), 0.05);
    }

    [Theory, InlineData(ForecastFrom.Own), InlineData(ForecastFrom.All)]
    public void Linear_forecast_agrees_with_ridge_regression_by_elimination(ForecastFrom from)
    {
        const int Lags = 3;
        var (train, test) = (Series(300, 2, 1), Series(30, 2, 2));
        var fitted = new LinearForecastDetector(new() { Window = Lags + 1, From = from, Ridge = 0.01 }).Fit(WindowSet.Sliding(train, 2, Lags + 1), new FitContext());

        var (_, expected) = Explanations(fitted, WindowSet.Sliding(test, 2, Lags + 1));

        var mean = WindowMeans(train, 2, Lags + 1);
        for (var c = 0; c < 2; c++)
        {
            int[] used = from == ForecastFrom.Own ? [c, 2 + c, 4 + c] : [0, 1, 2, 3, 4, 5];
            var weights = Ridge(train, mean, used, (Lags * 2) + c, Lags + 1, 0.01);
            for (var n = 0; n + Lags < 30; n++)
            {
                var forecast = mean[c] + used.Select((u, i) => weights[i] * (test[(n * 2) + u] - mean[u % 2])).Sum();
                Assert.Equal(forecast, expected[(n * 2) + c], 1e-5);
            }
        }
    }

    [Fact]
    public void A_forecast_from_too_many_values_is_refused_with_the_numbers()
    {
        var detector = new LinearForecastDetector(new() { Window = 101, From = ForecastFrom.All });

        var error = Assert.Throws<ArgumentException>(() => detector.Fit(WindowSet.Sliding(new float[400 * 30], 30, 101), new FitContext()));

        Assert.StartsWith("A forecast would rest on 3000 values (100 lags × 30 channels); at most 2048 fit.", error.Message, StringComparison.Ordinal);
    }

    private static SeasonalNaiveDetector SeasonalNaive(int seasons) => new(new() { Season = 24, Seasons = seasons });

    private static double Expected(float[] values, int t, int seasons)
    {
        double[] before = [.. Enumerable.Range(1, seasons).Where(i => t - (24 * i) >= 0).Select(i => (double)values[t - (24 * i)]).Order()];
        return (before[(before.Length - 1) / 2] + before[before.Length / 2]) / 2;
    }

    private static double Spread(double[] values)
    {
        var median = Median(values);
        return 1.4826022185056018 * Median([.. values.Select(v => Math.Abs(v - median))]);
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The mean of each channel over all windows: samples in the middle count in every window, those at the ends in fewer.</summary>
    private static double[] WindowMeans(float[] values, int channels, int length)
    {
        var count = (values.Length / channels) - length + 1;
        return [.. Enumerable.Range(0, channels).Select(c =>
            Enumerable.Range(0, count).Average(n => Enumerable.Range(n, length).Average(t => (double)values[(t * channels) + c])))];
    }

    private static double[] Ridge(float[] values, double[] mean, int[] used, int target, int length, double ridge)
    {
        var count = (values.Length / 2) - length + 1;
        var k = used.Length;
        var a = new double[k, k + 1];
        for (var n = 0; n < count; n++)
        {
            for (var i = 0; i < k; i++)
            {
                var x = values[(n * 2) + used[i]] - mean[used[i] % 2];
                a[i, k] += x * (values[(n * 2) + target] - mean[target % 2]);
                for (var j = 0; j < k; j++)
                {
                    a[i, j] += x * (values[(n * 2) + used[j]] - mean[used[j] % 2]);
                }
            }
        }

        var trace = Enumerable.Range(0, k).Sum(i => a[i, i]);
        for (var i = 0; i < k; i++)
        {
            a[i, i] += ridge * trace / k;
        }

        for (var p = 0; p < k; p++)
        {
            for (var i = 0; i < k; i++)
            {
                var f = i == p ? 0 : a[i, p] / a[p, p];
                for (var j = p; j <= k; j++)
                {
                    a[i, j] -= f * a[p, j];
                }
            }
        }

        return [.. Enumerable.Range(0, k).Select(i => a[i, k] / a[i, i])];
    }
}
