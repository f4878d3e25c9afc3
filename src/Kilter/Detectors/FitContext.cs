using Kilter.Frames;

namespace Kilter.Detectors;

/// <summary>What a fit may use besides its windows: the seed, the threads, and a way to stop it and to follow it.</summary>
public sealed record FitContext
{
    /// <summary>The seed of every random choice. The same seed gives the same bits.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>How many threads may work. It never changes a bit of the result. Range [1, 1024]. Default: the machine's cores.</summary>
    public int Threads { get; init => field = Guard.InRange(value, 1, 1024); } = Math.Clamp(Environment.ProcessorCount, 1, 1024);

    /// <summary>The season in samples when known (a day of 5-minute samples: 288), else 0.</summary>
    public int Season { get; init => field = Guard.InRange(value, 0, int.MaxValue); }

    /// <summary>
    /// What people called anomalous in the training series; null (default) when nobody said. Only detectors that need it, by their line in the catalogue, look at it.
    /// </summary>
    /// <remarks>
    /// In samples of the series that the windows were cut from, as <see cref="Windows.WindowSet.StartOf"/> and <see cref="Windows.WindowSet.LastOf"/> count them. A window
    /// is anomalous when its last sample is: that is the moment which a causal score judges.
    /// </remarks>
    public LabelSet? Labels { get; init; }

    /// <summary>Told the share of the work done, in [0, 1].</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Stops the fit; polled at least once a batch of windows.</summary>
    public CancellationToken Cancellation { get; init; }
}
