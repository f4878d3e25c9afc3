namespace Kilter.Reports.Html;

/// <summary>A stretch around events that travels in finer buckets than the rest.</summary>
/// <param name="Segment">The stretch and its buckets.</param>
/// <param name="Channels">The channels that have the detail; null for all.</param>
internal sealed record DetailWindow(Segment Segment, IReadOnlyList<int>? Channels)
{
    /// <summary>True when the channel has the detail.</summary>
    public bool Holds(int channel) => Channels?.Contains(channel) != false;
}
