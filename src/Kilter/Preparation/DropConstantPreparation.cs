using Kilter.Frames;

namespace Kilter.Preparation;

/// <summary>Leaves out channels that never change in the training samples, or have no value there.</summary>
/// <remarks>
/// Say it only when such channels carry nothing: a channel that stands still in training and moves later is often the anomaly itself.
/// Cost: O(T·C). Source: the cleaner of polaris (Libre Space Foundation), 2020.
/// </remarks>
public sealed class DropConstantPreparation : IPreparation
{
    internal const string Name = "drop-constant";

    /// <inheritdoc/>
    public bool Causal => true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No channel would stay.</exception>
    public IFittedPreparation Fit(Frame frame, SampleRange rows)
    {
        ChannelGuard.Inside(frame, rows);
        int[] kept = [.. Enumerable.Range(0, frame.Channels.Count).Where(c => !Spread.IsConstant(frame, rows, c))];
        return kept.Length > 0
            ? new FittedSelection(Name, frame.Channels.Count, kept, FittedSelection.EveryRow)
            : throw new ArgumentException($"'{Name}' would leave no channel: none of the {frame.Channels.Count} changes in the training stretch.");
    }
}
