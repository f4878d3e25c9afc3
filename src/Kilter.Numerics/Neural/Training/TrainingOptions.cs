using Kilter.Numerics.Neural.Optimizers;

namespace Kilter.Numerics.Neural.Training;

/// <summary>How a network is trained. Settings that exist are valid.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the windows. At least 1. Default 20.</summary>
    public int Epochs { get; init => field = AtLeastOne(value, nameof(Epochs)); } = 20;

    /// <summary>B, windows of one optimiser step. At least 1. Default 32. Part of the result; threads are not.</summary>
    public int BatchSize { get; init => field = AtLeastOne(value, nameof(BatchSize)); } = 32;

    /// <summary>How weights move. Default Adam with PyTorch's numbers.</summary>
    public IOptimizer Optimizer { get; init; } = new Adam();

    /// <summary>How the learning rate changes from epoch to epoch. Default: it does not.</summary>
    public ILearningRateSchedule Schedule { get; init; } = ConstantSchedule.Instance;

    /// <summary>A bound on gradients, or null for none. Default null.</summary>
    public GradientClip? Clip { get; init; }

    /// <summary>Whether each epoch takes the windows in an order of its own. Default true. Validation windows are split off before.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>The share of windows, the last ones in time, that is kept out of training and judged after each epoch. Range [0, 0.9]. Default 0: none.</summary>
    public double ValidationShare
    {
        get;
        init => field = value is >= 0 and <= 0.9 ? value : throw new ArgumentOutOfRangeException(nameof(ValidationShare), value, FormattableString.Invariant($"ValidationShare is {value}; it must lie in [0, 0.9]."));
    }

    /// <summary>When to stop before the last epoch, or null to go on to the end. Default null.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Where to write down what a later run needs to go on, or null for nowhere. Default null.</summary>
    public CheckpointOptions? Checkpoint { get; init; }

    /// <summary>
    /// Whether state is carried from batch to batch: window i of a batch goes on where window i of the batch before ended, and gradients end at the
    /// window (truncated back-propagation). Each epoch starts from zeros. Needs Shuffle = false. Default false.
    /// </summary>
    /// <remarks>
    /// So windows are those of BatchSize series side by side: window n·BatchSize + i is the n-th of series i. Validation goes on in the same way from the
    /// states in which the epoch's training ended; training then takes whole batches, and the windows of a started one count as validation too.
    /// </remarks>
    public bool Stateful { get; init; }

    /// <summary>The seed of orders, masks and noise. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads that share the work, or 0 for all processors. Changes the time, never the result. Default 0.</summary>
    public int Threads
    {
        get;
        init => field = value is >= 0 and <= 256 ? value : throw new ArgumentOutOfRangeException(nameof(Threads), value, $"Threads is {value}; it must lie in [0, 256].");
    }

    /// <summary>Training counts as exploded when the loss of an epoch is this many times that of the first batch. Above 1. Default 1000.</summary>
    /// <remarks>A likelihood may start below 0: what counts is the rise over the first batch, in units of its size.</remarks>
    public double ExplosionFactor
    {
        get;
        init => field = value > 1 ? value : throw new ArgumentOutOfRangeException(nameof(ExplosionFactor), value, FormattableString.Invariant($"ExplosionFactor is {value}; it must be above 1."));
    } = 1000;

    private static int AtLeastOne(int value, string name)
        => value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be at least 1.");
}
