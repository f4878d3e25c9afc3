using Kilter.Artifacts;
using Kilter.Frames;

namespace Kilter.Preparation;

/// <summary>Settings of <see cref="DifferencePreparation"/>.</summary>
public sealed record DifferenceOptions
{
    /// <summary>How many samples earlier the value to take away lies. Range [1, 1e6]. Default 1.</summary>
    public int Lag { get; init => field = Guard.InRange(value, 1, 1_000_000); } = 1;
}

/// <summary>Turns a value into its change since some samples earlier: takes out a level that drifts (lag 1), or a season (its length).</summary>
/// <remarks>
/// The first lag samples have no value, and neither have those whose earlier sample lies more than ten times as far back in time as usual: a
/// change across a gap says nothing. The usual step is that of the training samples. Way back: the earlier value plus the change. Cost: O(T·C).
/// Source: G. E. P. Box, G. M. Jenkins, "Time Series Analysis", 1970, chapter 4.
/// </remarks>
public sealed class DifferencePreparation(DifferenceOptions options) : IPreparation
{
    internal const string Name = "difference";

    /// <inheritdoc/>
    public bool Causal => true;

    /// <inheritdoc/>
    public IFittedPreparation Fit(Frame frame, SampleRange rows)
    {
        ChannelGuard.Inside(frame, rows);
        return new FittedDifference(options.Lag, Math.Max(1, frame.Time.Slice(rows).TypicalStep()), frame.Channels.Count);
    }
}

/// <summary>A fitted <see cref="DifferencePreparation"/>: the lag and the usual step.</summary>
internal sealed class FittedDifference(int lag, long step, int channels) : IFittedPreparation
{
    public bool HasInverse => true;

    public static FittedDifference Read(ArtifactReader artifact)
    {
        var counts = artifact.WholeNumbers("counts", 3);
        return counts[0] is >= 1 and <= 1_000_000 && counts[1] >= 1 && counts[2] is >= 1 and <= 1_000_000
            ? new FittedDifference((int)counts[0], counts[1], (int)counts[2])
            : throw new InvalidDataException("The model's difference holds impossible settings.");
    }

    public PreparedFrame Apply(Frame frame)
    {
        ChannelGuard.Same(frame, channels, DifferencePreparation.Name);
        var values = new double[frame.Values.Length];
        for (var t = 0; t < frame.Count; t++)
        {
            var known = t >= lag && (frame.Time[t] - frame.Time[t - lag]) / lag <= TimeJumps.LongestStep * step;
            for (var c = 0; c < channels; c++)
            {
                values[(t * channels) + c] = known ? frame[t, c] - frame[t - lag, c] : double.NaN;
            }
        }

        return new PreparedFrame(new Frame(frame.Time, frame.Channels, values), samples: null, [.. Enumerable.Range(0, channels)]);
    }

    public double Restore(Frame before, int sample, int channel, double value) => sample < lag ? double.NaN : before[sample - lag, channel] + value;

    public void Write(ArtifactWriter artifact) => artifact.Set("counts", [lag, step, channels]);
}
