using Kilter.Artifacts;
using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Training;
using Kilter.Windows;

namespace Kilter.Detectors.Labelling;

/// <summary>What the layers of a labeller follow from.</summary>
internal sealed record LabellerPlan(int Window, int Channels, IReadOnlyList<int> Units, bool Gru, double Dropout)
{
    public SampleShape Input => new(Window, Channels);

    public static LabellerPlan Read(ArtifactReader artifact) => new(
        (int)artifact.WholeNumber("window"),
        (int)artifact.WholeNumber("channels"),
        [.. artifact.WholeNumbers("units").Select(u => (int)u)],
        artifact.WholeNumber("gru") != 0,
        artifact.Number("dropout"));

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("window", (long)Window);
        artifact.Set("channels", (long)Channels);
        artifact.Set("units", [.. Units.Select(u => (long)u)]);
        artifact.Set("gru", Gru ? 1L : 0L);
        artifact.Set("dropout", Dropout);
    }

    /// <summary>Layers that read in both directions, then one log-odds a sample.</summary>
    public IReadOnlyList<ILayer> Layers()
    {
        var layers = new List<ILayer>();
        foreach (var width in Units)
        {
            layers.Add(new Bidirectional(Gru ? new Gru(width) { ReturnSequences = true } : new Lstm(width) { ReturnSequences = true }));
            if (Dropout > 0)
            {
                layers.Add(new Dropout(Dropout));
            }
        }

        layers.Add(new Dense(1));
        return layers;
    }
}

/// <summary>A fitted <see cref="PointLabellerDetector"/>: the network, and the means of samples without a label.</summary>
internal sealed class FittedPointLabeller(LabellerPlan plan, InputGuard guard, Network network, double[] means) : IFittedDetector, IHasTrainingHistory
{
    public int WindowLength => plan.Window;

    public int Channels => plan.Channels;

    public TrainingHistory? History { get; init; }

    public static FittedPointLabeller Read(ArtifactReader artifact)
    {
        var plan = LabellerPlan.Read(artifact.Section("plan"));
        return new(plan, InputGuard.Read(artifact.Section("guard")), NetworkStore.Read(plan.Input, plan.Layers(), artifact.Section("network")), artifact.Numbers("means", plan.Channels));
    }

    public void Score(WindowSet windows, Span<float> scores)
    {
        DetectorGuard.Score(this, windows, scores);
        var results = new float[windows.Count];
        NetworkRun.Each(network, guard, windows, (n, values, output) =>
        {
            double score = output[^1];
            for (var c = 0; c < plan.Channels; c++)
            {
                score += guard.Beyond(c, values[^(plan.Channels - c)]);
            }

            results[n] = double.IsNaN(score) ? 0 : ScoreNumber.Of(score);
        });
        results.CopyTo(scores);
    }

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Explain(this, windows, contributions, expected);
        for (var n = 0; n < windows.Count; n++)
        {
            for (var c = 0; c < plan.Channels; c++)
            {
                var z = (windows[n][^(plan.Channels - c)] - means[c]) / guard.Spread[c];
                contributions[(n * plan.Channels) + c] = ScoreNumber.Of(z * z);
                expected[(n * plan.Channels) + c] = ScoreNumber.Of(means[c]);
            }
        }
    }

    public void Write(ArtifactWriter artifact)
    {
        plan.Write(artifact.Section("plan"));
        guard.Write(artifact.Section("guard"));
        NetworkStore.Write(network, artifact.Section("network"));
        artifact.Set("means", means);
    }
}
