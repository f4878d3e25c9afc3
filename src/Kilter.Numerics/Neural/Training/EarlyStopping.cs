namespace Kilter.Numerics.Neural.Training;

/// <summary>Stops training when the watched loss has not improved for some epochs.</summary>
/// <remarks>The validation loss is watched where there is one, else the training loss.</remarks>
public sealed record EarlyStopping
{
    /// <summary>Epochs without improvement after which training stops. At least 1. Default 5.</summary>
    public int Patience
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Patience), value, $"Patience is {value}; it must be at least 1.");
    } = 5;

    /// <summary>How much lower than the best a loss must be to count as an improvement. At least 0. Default 0.</summary>
    public double MinimumDelta
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(MinimumDelta), value, FormattableString.Invariant($"MinimumDelta is {value}; it must be at least 0."));
    }

    /// <summary>Whether the weights of the best epoch are put back at the end. Default true.</summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>The best epoch so far, 1 for the first and 0 for none, and whether it is time to stop: Keras's rule, applied to all epochs anew.</summary>
    /// <param name="watched">The watched loss of each complete epoch, oldest first.</param>
    internal (int BestEpoch, bool Stop) Judge(IReadOnlyList<double> watched)
    {
        var (best, bestEpoch) = (double.PositiveInfinity, 0);
        for (var e = 0; e < watched.Count; e++)
        {
            if (watched[e] < best - MinimumDelta)
            {
                (best, bestEpoch) = (watched[e], e + 1);
            }
        }

        return (bestEpoch, watched.Count - bestEpoch >= Patience);
    }
}
