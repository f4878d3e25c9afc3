using Kilter.Artifacts;
using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Training;
using Kilter.Windows;

namespace Kilter.Detectors.Forecasting;

/// <summary>A fitted forecaster: the network, what prepares its input, and what its residuals look like in normal running.</summary>
internal sealed class FittedForecaster(ForecasterPlan plan, ForecastInput input, Network network, ForecastErrors errors, float[] calibrationScores) : IFittedDetector, ISelfCalibrated, IHasTrainingHistory
{
    public int WindowLength => plan.Window;

    public int Channels => plan.Channels;

    public TrainingHistory? History { get; init; }

    public ReadOnlySpan<float> CalibrationScores => calibrationScores;

    public static FittedForecaster Read(ArtifactReader artifact, ForecasterLayers layers)
    {
        var plan = ForecasterPlan.Read(artifact.Section("plan"));
        return new(
            plan,
            ForecastInput.Read(plan, artifact.Section("input")),
            NetworkStore.Read(plan.Input, layers(plan), artifact.Section("network")),
            ForecastErrors.Read(artifact.Section("errors")),
            []);
    }

    /// <summary>The same, with the scores of windows that training never saw.</summary>
    public FittedForecaster Calibrated(WindowSet heldOut)
    {
        var scores = new float[heldOut.Count];
        Score(heldOut, scores);
        return new(plan, input, network, errors, scores) { History = History };
    }

    public void Score(WindowSet windows, Span<float> scores)
    {
        DetectorGuard.Score(this, windows, scores);
        var (results, residuals) = (new float[windows.Count], new double[plan.Outputs]);
        input.Each(network, windows, (n, values, forecast) =>
        {
            Residuals(values, forecast, residuals);
            results[n] = errors.Score(residuals);
        });
        results.CopyTo(scores);
    }

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Explain(this, windows, contributions, expected);
        var (parts, means, residuals, channels) = (new float[contributions.Length], new float[expected.Length], new double[plan.Outputs], plan.Channels);
        input.Each(network, windows, (n, values, forecast) =>
        {
            Residuals(values, forecast, residuals);
            errors.Explain(residuals, parts.AsSpan(n * channels, channels));
            for (var c = 0; c < channels; c++)
            {
                means[(n * channels) + c] = ScoreNumber.Of(forecast[plan.Outputs - channels + c]);
            }
        });
        parts.CopyTo(contributions);
        means.CopyTo(expected);
    }

    public void Write(ArtifactWriter artifact)
    {
        plan.Write(artifact.Section("plan"));
        input.Write(artifact.Section("input"));
        errors.Write(artifact.Section("errors"));
        NetworkStore.Write(network, artifact.Section("network"));
    }

    /// <summary>Observed less forecast, of the last samples of a window.</summary>
    public static void Residuals(ReadOnlySpan<float> values, ReadOnlySpan<double> forecast, Span<double> residuals)
    {
        var seen = values[^residuals.Length..];
        for (var i = 0; i < residuals.Length; i++)
        {
            residuals[i] = seen[i] - forecast[i];
        }
    }
}
