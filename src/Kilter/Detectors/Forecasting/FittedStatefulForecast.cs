using Kilter.Artifacts;
using Kilter.Detectors.Networks;
using Kilter.Detectors.Online;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Training;
using Kilter.Windows;

namespace Kilter.Detectors.Forecasting;

/// <summary>A forecaster's network and what stands before and behind it. Immutable.</summary>
internal sealed record ForecastModel(ForecasterPlan Plan, ForecastInput Input, Network Network)
{
    public static ForecastModel Read(ArtifactReader artifact)
    {
        var plan = ForecasterPlan.Read(artifact.Section("plan"));
        var network = NetworkStore.Read(new SampleShape(1, plan.Input.Width), StatefulForecastDetector.Layers(plan), artifact.Section("network"));
        return new(plan, ForecastInput.Read(plan, artifact.Section("input")), network);
    }

    public void Write(ArtifactWriter artifact)
    {
        Plan.Write(artifact.Section("plan"));
        Input.Write(artifact.Section("input"));
        NetworkStore.Write(Network, artifact.Section("network"));
    }
}

/// <summary>A fitted <see cref="StatefulForecastDetector"/>: the network, its usual residuals, and the state at the end of training, never changed itself.</summary>
internal sealed class FittedStatefulForecast(ForecastModel model, ForecastErrors errors, SlowWatch? watch, StatefulForecastState start) : IOnlineFittedDetector, IHasTrainingHistory
{
    public int WindowLength => 1;

    public int Channels => model.Plan.Channels;

    public ForecastModel Model => model;

    public ForecastErrors Errors => errors;

    public TrainingHistory? History { get; init; }

    public static FittedStatefulForecast Read(ArtifactReader artifact)
    {
        var (model, errors) = (ForecastModel.Read(artifact.Section("model")), ForecastErrors.Read(artifact.Section("errors")));
        var watch = artifact.Has("watch/middle") ? SlowWatch.Read(artifact.Section("watch")) : null;
        return new(model, errors, watch, StatefulForecastState.Read(model, errors, watch, artifact.Section("start")));
    }

    public IOnlineState Start() => start.With(errors, watch);

    public IOnlineState ReadState(ArtifactReader artifact) => StatefulForecastState.Read(model, errors, watch, artifact);

    public void Score(WindowSet windows, Span<float> scores) => OnlineReplay.Score(this, windows, scores);

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected) => OnlineReplay.Explain(this, windows, contributions, expected);

    public void Write(ArtifactWriter artifact)
    {
        model.Write(artifact.Section("model"));
        errors.Write(artifact.Section("errors"));
        watch?.Write(artifact.Section("watch"));
        start.Write(artifact.Section("start"));
    }
}
