using Kilter.Artifacts;
using Kilter.Frames;

namespace Kilter.Preparation;

/// <summary>What every preparation that leaves something out learned: which channels stay, and how much of a sample may be missing.</summary>
/// <param name="stage">The preparation's name, for messages.</param>
/// <param name="channels">C, the channels it was fitted on.</param>
/// <param name="kept">The channels that stay, in their order.</param>
/// <param name="rowLimit">Samples with this share of missing values or more are dropped; above 1 none is.</param>
internal sealed class FittedSelection(string stage, int channels, int[] kept, double rowLimit) : IFittedPreparation
{
    public const double EveryRow = 2;

    public bool HasInverse => true;

    public static FittedSelection Read(string stage, ArtifactReader artifact)
    {
        var kept = artifact.WholeNumbers("kept");
        var channels = artifact.WholeNumber("channels");
        var rowLimit = artifact.Number("row-limit");
        return channels is >= 1 and <= 1_000_000 && kept.Length > 0 && Array.TrueForAll(kept, k => k >= 0 && k < channels) && kept.Distinct().Count() == kept.Length && rowLimit > 0
            ? new FittedSelection(stage, (int)channels, [.. kept.Select(k => (int)k)], rowLimit)
            : throw new InvalidDataException($"The model's '{stage}' keeps impossible channels.");
    }

    public PreparedFrame Apply(Frame frame)
    {
        ChannelGuard.Same(frame, channels, stage);
        var chosen = frame.Select(kept);
        if (rowLimit > 1)
        {
            return new PreparedFrame(chosen, samples: null, kept);
        }

        var rows = Enumerable.Range(0, chosen.Count).Where(t => MissingShare(chosen[t]) < rowLimit).ToArray();
        return rows.Length == chosen.Count ? new PreparedFrame(chosen, samples: null, kept) : new PreparedFrame(RowSelection.Of(chosen, rows), rows, kept);
    }

    public double Restore(Frame before, int sample, int channel, double value) => value;

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("channels", channels);
        artifact.Set("kept", [.. kept.Select(k => (long)k)]);
        artifact.Set("row-limit", rowLimit);
    }

    private static double MissingShare(ReadOnlySpan<double> sample)
    {
        var missing = 0;
        foreach (var value in sample)
        {
            missing += double.IsFinite(value) ? 0 : 1;
        }

        return (double)missing / sample.Length;
    }
}
