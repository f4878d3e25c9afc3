namespace Kilter.Numerics.Neural.Training;

/// <summary>All that a training knows between two epochs, besides the weights and what the optimiser keeps.</summary>
/// <param name="weights">The weights before the first epoch.</param>
internal sealed class TrainingState(ReadOnlySpan<float> weights)
{
    private static readonly EarlyStopping Never = new() { Patience = int.MaxValue };

    /// <summary>What each complete epoch came to.</summary>
    public List<EpochResult> Epochs { get; } = [];

    /// <summary>The watched loss of each: what schedules look at.</summary>
    public List<double> Watched { get; } = [];

    /// <summary>The weights to put back: those of the best epoch where early stopping keeps them, else those from before.</summary>
    public float[] Best { get; } = weights.ToArray();

    /// <summary>The loss of the very first batch; NaN before it.</summary>
    public double FirstLoss { get; set; } = double.NaN;

    /// <summary>Optimiser steps taken.</summary>
    public long Steps { get; set; }

    /// <summary>The epoch under way: 1 for the first.</summary>
    public int CurrentEpoch => Epochs.Count + 1;

    /// <summary>The best epoch so far, and whether it is time to stop.</summary>
    public (int BestEpoch, bool Stop) Judge(EarlyStopping? stopping) => (stopping ?? Never).Judge(Watched);
}
