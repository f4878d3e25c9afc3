namespace Kilter.Numerics.Neural.Training;

/// <summary>All that a training knows between two epochs, besides the weights and what the optimiser keeps.</summary>
/// <param name="weights">The weights before the first epoch.</param>
internal sealed class TrainingState(ReadOnlySpan<float> weights)
{
    /// <summary>What each complete epoch came to.</summary>
    public List<EpochResult> Epochs { get; } = [];

    /// <summary>The watched loss of each: what schedules look at.</summary>
    public List<double> Watched { get; } = [];

    /// <summary>The weights to put back: those of the best epoch where early stopping keeps them, else those from before.</summary>
    public float[] Best { get; } = weights.ToArray();

    /// <summary>The lowest watched loss so far.</summary>
    public double BestWatched { get; set; } = double.PositiveInfinity;

    /// <summary>The epoch that had it; 0 before the first.</summary>
    public int BestEpoch { get; set; }

    /// <summary>The loss of the very first batch; NaN before it.</summary>
    public double FirstLoss { get; set; } = double.NaN;

    /// <summary>Optimiser steps taken.</summary>
    public long Steps { get; set; }

    /// <summary>The epoch under way: 1 for the first.</summary>
    public int CurrentEpoch => Epochs.Count + 1;

    /// <summary>Whether the watched loss has not improved for so many epochs.</summary>
    public bool IsOver(EarlyStopping? stopping) => stopping is not null && Epochs.Count > 0 && Epochs.Count - BestEpoch >= stopping.Patience;
}
