using Kilter.Frames;

namespace Kilter.Preparation;

/// <summary>Settings of <see cref="DropMissingPreparation"/>.</summary>
public sealed record DropMissingOptions
{
    /// <summary>A channel with this percentage of missing training values or more is dropped; 100 drops only empty ones. Range (0, 100]. Default 30.</summary>
    public double ChannelPercent { get; init => field = Guard.InRange(value, double.Epsilon, 100.0); } = 30;

    /// <summary>A sample with this percentage of missing values or more, over the channels that stayed, is dropped. Range (0, 100]. Default 60.</summary>
    public double SamplePercent { get; init => field = Guard.InRange(value, double.Epsilon, 100.0); } = 60;
}

/// <summary>Leaves out channels that are mostly missing in the training samples, then samples that are mostly missing.</summary>
/// <remarks>
/// Both limits are strict: a channel with exactly the percentage is dropped. Dropped samples get no score; what stays missing is left to "fill". Cost: O(T·C).
/// Source: the cleaner of polaris (Libre Space Foundation), 2020.
/// </remarks>
public sealed class DropMissingPreparation(DropMissingOptions options) : IPreparation
{
    internal const string Name = "drop-missing";

    /// <inheritdoc/>
    public bool Causal => true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No channel would stay.</exception>
    public IFittedPreparation Fit(Frame frame, SampleRange rows)
    {
        ChannelGuard.Inside(frame, rows);
        int[] kept = [.. Enumerable.Range(0, frame.Channels.Count).Where(c => MissingPercent(frame, rows, c) < options.ChannelPercent)];
        return kept.Length > 0
            ? new FittedSelection(Name, frame.Channels.Count, kept, options.SamplePercent / 100)
            : throw new ArgumentException(FormattableString.Invariant(
                $"'{Name}' would leave no channel: each has {options.ChannelPercent} % or more of its training values missing. Raise channels=…, up to 100."));
    }

    private static double MissingPercent(Frame frame, SampleRange rows, int channel)
    {
        var missing = 0;
        for (var t = rows.Start; t < rows.End; t++)
        {
            missing += double.IsFinite(frame[t, channel]) ? 0 : 1;
        }

        return rows.Length == 0 ? 0 : 100.0 * missing / rows.Length;
    }
}
