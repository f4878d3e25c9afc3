using Kilter.Detectors;
using Kilter.Detectors.Forecasting;
using Kilter.Numerics.Randomness;
using Kilter.Windows;
using static Kilter.Tests.Detectors.DetectorCases;

namespace Kilter.Tests.Detectors.Forecasting;

public sealed class SlowWatchTests
{
    private static readonly StatefulForecastOptions Slow = new() { Units = [8], HalfLife = 20, Training = new() { Epochs = 8, LearningRate = 0.01 } };

    [Fact]
    public void One_is_where_training_never_went()
    {
        var (rng, values, scores) = (new Rng(4), new float[500], new float[500]);
        for (var t = 0; t < values.Length; t++)
        {
            (values[t], scores[t]) = ((float)rng.NextNormal(), (float)Math.Abs(rng.NextNormal()));
        }

        var watch = SlowWatch.Of(10, values, scores, [1e-6]);

        var (smooth, restless, moved) = (watch.Start(out var levels), 0.0, 0.0);
        for (var t = 0; t < values.Length; t++)
        {
            smooth = watch.Next(smooth, scores[t]);
            watch.Move(levels, values.AsSpan(t, 1));
            (restless, moved) = (Math.Max(restless, watch.Restless(smooth)), Math.Max(moved, watch.Moved(0, levels[0])));
        }

        Assert.Equal((1, 1), (restless, moved));
    }

    [Fact]
    public void A_level_that_stays_away_is_found_though_every_forecast_of_it_is_good()
    {
        var test = Wander(900, 2);
        for (var t = 300; t < 600; t++)
        {
            // There and back in small steps.
            test[t] += 6 * Math.Min(1, Math.Min((t - 300) / 60f, (600 - t) / 60f));
        }

        var slow = Scores(Fit(Slow), test, 1);
        var single = Scores(Fit(Slow with { HalfLife = 0 }), test, 1);

        Assert.True(slow.AsSpan(380, 180).ToArray().Min() > 1.2f, $"{slow.AsSpan(380, 180).ToArray().Min()}");
        Assert.True(slow.AsSpan(0, 280).ToArray().Max() < 1.2f);
        Assert.True(single.AsSpan(380, 180).ToArray().Max() < 2 * single.AsSpan(20, 260).ToArray().Max());
    }

    [Fact]
    public void The_slow_watch_streams_and_is_saved_to_the_same_bits()
    {
        var fitted = Fit(Slow);
        var loaded = (IOnlineFittedDetector)DetectorCatalog.Find("stateful-forecast").Read(Saved(fitted.Write));
        var test = Wander(200, 3);
        var whole = Scores(fitted, test, 1);
        var state = loaded.Start();

        for (var t = 0; t < test.Length; t++)
        {
            state.Seek(t);
            Assert.Equal(whole[t], state.Score([test[t]]));
            Assert.Equal(whole[t], state.Explain([test[t]], new float[1], new float[1]));
            state.Learn([test[t]]);
            state = t == 100 ? loaded.ReadState(Saved(state.Write)) : state;
        }
    }

    [Fact]
    public void A_slow_watch_over_log_densities_is_refused()
        => Assert.Contains("'score' gaussian", Assert.Throws<ArgumentException>(() => Fit(Slow with { Score = ForecastScore.LogDensity })).Message, StringComparison.Ordinal);

    private static IOnlineFittedDetector Fit(StatefulForecastOptions options)
        => (IOnlineFittedDetector)new StatefulForecastDetector(options).Fit(WindowSet.Sliding(Wander(800, 1), 1, 1), Context());

    /// <summary>A level that is drawn back to 0, with noise.</summary>
    private static float[] Wander(int samples, ulong seed)
    {
        var (rng, values, level) = (new Rng(seed), new float[samples], 0.0);
        for (var t = 0; t < samples; t++)
        {
            level = (0.8 * level) + (0.5 * rng.NextNormal());
            values[t] = (float)level;
        }

        return values;
    }
}
