namespace Kilter.Windows;

/// <summary>What stands before the first samples of a stretch, so that they too end a window.</summary>
public enum Padding
{
    /// <summary>Nothing: the first W − 1 samples of a stretch end no window (default).</summary>
    None,

    /// <summary>The first sample of the stretch, repeated W − 1 times. Causal. Copies the values.</summary>
    RepeatFirst,
}

/// <summary>Settings of <see cref="Windowing"/>.</summary>
public sealed record WindowOptions
{
    /// <summary>W, the samples in a window. Range [1, 1e8].</summary>
    public required int Length { get; init => field = Guard.InRange(value, 1, 100_000_000); }

    /// <summary>The samples between the starts of neighbouring windows. Range [1, 1e8]. Default 1.</summary>
    public int Stride { get; init => field = Guard.InRange(value, 1, 100_000_000); } = 1;

    /// <summary>The samples that must follow a window in its stretch, for a forecast to be compared with. Range [0, 1e8]. Default 0.</summary>
    public int Horizon { get; init => field = Guard.InRange(value, 0, 100_000_000); }

    /// <summary>What stands before the first samples of a stretch. Default: none.</summary>
    public Padding Padding { get; init; }

    /// <summary>How many windows a stretch of that many samples holds, padding included in <paramref name="samples"/>.</summary>
    internal int CountIn(int samples)
    {
        var room = (long)samples - Length - Horizon;
        return room < 0 ? 0 : (int)(room / Stride) + 1;
    }
}
