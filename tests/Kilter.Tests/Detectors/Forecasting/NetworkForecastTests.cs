using Kilter.Detectors;
using Kilter.Detectors.Forecasting;
using Kilter.Detectors.Networks;
using Kilter.Numerics.Randomness;
using Kilter.Windows;
using static Kilter.Tests.Detectors.DetectorCases;

namespace Kilter.Tests.Detectors.Forecasting;

public sealed class NetworkForecastTests
{
    private static readonly NetworkOptions Short = new() { Epochs = 30, LearningRate = 0.01, Patience = 6 };

    public static TheoryData<string> Forecasters => ["lstm-forecast", "gru-forecast", "dense-forecast", "conv-forecast", "stateful-forecast", "quantile-forecast"];

    [Theory, MemberData(nameof(Forecasters))]
    public void A_forecast_on_a_wave_is_better_than_persistence_on_samples_it_never_saw(string name)
    {
        var (train, test) = (Wave(1200, 1), Wave(600, 2));
        var settings = new Settings(new Dictionary<string, string> { ["epochs"] = "30", ["learning-rate"] = "0.01", ["units"] = name == "conv-forecast" ? "12,12,12" : "16" });
        var detector = DetectorCatalog.Create(name, settings);
        var fitted = detector.Fit(WindowSet.Sliding(train, 1, detector.WindowLength), Context());

        var (_, expected) = Explanations(fitted, WindowSet.Sliding(test, 1, fitted.WindowLength));

        var (forecast, persistence) = (0.0, 0.0);
        for (var t = 50; t < test.Length; t++)
        {
            forecast += Math.Abs(test[t] - expected[t - fitted.WindowLength + 1]);
            persistence += Math.Abs(test[t] - test[t - 1]);
        }

        Assert.True(forecast < 0.75 * persistence, $"forecast {forecast}, persistence {persistence}");
    }

    [Theory, InlineData(ForecastScore.Above), InlineData(ForecastScore.Below)]
    public void A_signed_score_sees_one_side_alone(ForecastScore side)
    {
        var fitted = Fit(new ForecasterOptions { Score = side, Training = Short });
        var test = Wave(200, 2);
        test[100] += 8;
        test[150] -= 8;

        var scores = Scores(fitted, test, 1);

        var (up, down) = (scores[100 - 25], scores[150 - 25]);
        Assert.True(side == ForecastScore.Above ? up > 10 && down == 0 : down > 10 && up == 0, $"up {up}, down {down}");
    }

    [Theory, InlineData(ForecastScore.Absolute), InlineData(ForecastScore.Gaussian), InlineData(ForecastScore.LogDensity), InlineData(ForecastScore.Mahalanobis)]
    public void Every_score_over_several_steps_ahead_stands_out_where_a_value_is_wrong(ForecastScore score)
    {
        var fitted = Fit(new ForecasterOptions { Score = score, Ahead = 4, Window = 30, Training = Short });
        var test = Wave(300, 2);
        test[200] += 8;

        var scores = Scores(fitted, test, 1);

        var peak = Array.IndexOf(scores, scores.Max()) + 29;
        // The sample after the window that ends on it is forecast from it, and so is wrong too.
        Assert.InRange(peak, 200, 204);
        Assert.True(scores.Max() > 4 * scores.Order().ElementAt(scores.Length / 2), $"{scores.Max()}");
    }

    [Fact]
    public void Mahalanobis_sees_steps_that_break_their_usual_relation_where_each_alone_is_usual()
    {
        // A slow wander: the errors of one and of two steps ahead are usually alike.
        double[] alike = [1, 1.1, -1, -1.1, 2, 2.1, -2, -1.9, 0.5, 0.4, -0.5, -0.6];
        var joint = ForecastErrors.Of(alike, ForecastScore.Mahalanobis, Combine.Max, [1e-3], size: 2);
        var each = ForecastErrors.Of(alike, ForecastScore.Absolute, Combine.Max, [1e-3], size: 2);

        Assert.True(joint.Score([1, -1]) > 3 * joint.Score([1, 1]));
        Assert.Equal(each.Score([1, 1]), each.Score([1, -1]), 1e-6f);
    }

    [Fact]
    public void The_gaussian_score_is_the_improbability_of_a_larger_absolute_residual()
    {
        double[] residuals = [-1, 2, -4, 5];
        var errors = ForecastErrors.Of(residuals, ForecastScore.Gaussian, Combine.Max, [1e-3], size: 1);

        // Mean 3, deviation 1.5811: at the mean the chance of a larger one is a half.
        Assert.Equal(Math.Log(2), errors.Score([-3]), 1e-6);
        Assert.Equal(-Math.Log(0.158655253931457), errors.Score([3 + 1.5811388300841898]), 1e-5);
    }

    [Fact]
    public void A_window_too_short_to_forecast_from_is_refused_with_the_length_that_would_do()
    {
        var detector = new LstmForecastDetector(new ForecasterOptions { Window = 5, Ahead = 4 });

        var error = Assert.Throws<ArgumentException>(() => detector.Fit(WindowSet.Sliding(Wave(100, 1), 1, 5), Context()));

        Assert.Contains("at least 6", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Most_of_the_values_it_never_saw_lie_inside_the_forecast_band()
    {
        var detector = new QuantileForecastDetector(new() { Units = [16], Low = 0.05, High = 0.95, Passes = 8, Training = Short with { Dropout = 0.05 } });
        var fitted = detector.Fit(WindowSet.Sliding(Wave(1200, 1), 1, 26), Context());

        var scores = Scores(fitted, Wave(600, 2), 1);

        Assert.InRange(scores.Count(s => s == 0) / (double)scores.Length, 0.75, 0.99);
    }

    [Fact]
    public void The_width_of_the_band_is_larger_where_the_record_is_restless()
    {
        static float[] Bursts(ulong seed)
        {
            var (rng, values) = (new Rng(seed), new float[2000]);
            for (var t = 0; t < values.Length; t++)
            {
                values[t] = (float)((t / 100 % 2 == 0 ? 0.1 : 1) * rng.NextNormal());
            }

            return values;
        }

        var detector = new QuantileForecastDetector(new() { Units = [12], Passes = 0, Score = BandScore.Width, Difference = false, Training = Short });
        var fitted = detector.Fit(WindowSet.Sliding(Bursts(1), 1, 26), Context());

        var scores = Scores(fitted, Bursts(2), 1);

        double Mean(int from) => scores.AsSpan(from - 25, 60).ToArray().Average();
        Assert.True(Mean(130) > 2 * Mean(230), $"{Mean(130)} {Mean(230)}");
    }

    [Fact]
    public void Passes_without_dropout_are_refused()
        => Assert.Contains("'dropout' above 0", Assert.Throws<ArgumentException>(
            () => new QuantileForecastDetector(new() { Training = Short }).Fit(WindowSet.Sliding(Wave(100, 1), 1, 26), Context())).Message, StringComparison.Ordinal);

    [Fact]
    public void After_a_jump_in_time_there_is_no_forecast_and_no_score()
    {
        var fitted = (IOnlineFittedDetector)new StatefulForecastDetector(new() { Units = [8], Training = Short }).Fit(WindowSet.Sliding(Wave(600, 1), 1, 1), Context());
        var state = fitted.Start();
        var test = Wave(100, 2);
        for (var t = 0; t < 50; t++)
        {
            state.Seek(1000 + t);
            state.Learn([test[t]]);
        }

        state.Seek(1052);
        Assert.NotEqual(0, state.Score([50]));
        state.Seek(1100);
        Assert.Equal(0, state.Score([50]));
    }

    /// <summary>A wave of period 12 with a slower one, and a little noise.</summary>
    private static float[] Wave(int samples, ulong seed)
    {
        var (rng, values) = (new Rng(seed), new float[samples]);
        for (var t = 0; t < samples; t++)
        {
            values[t] = (float)(Math.Sin(2 * Math.PI * t / 12) + (0.5 * Math.Sin(2 * Math.PI * t / 50)) + (0.1 * rng.NextNormal()));
        }

        return values;
    }

    private static IFittedDetector Fit(ForecasterOptions options)
        => new GruForecastDetector(options with { Units = [12] }).Fit(WindowSet.Sliding(Wave(800, 1), 1, options.Window), Context());
}
