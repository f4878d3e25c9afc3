namespace Kilter.Cleaning;

/// <summary>What stands in for a missing value.</summary>
public enum MissingPolicy
{
    /// <summary>The last value seen (default). Causal: a sample never depends on later ones.</summary>
    Hold,

    /// <summary>The straight line in time between the values before and after. Not causal: it looks ahead, so it fits records, not live data.</summary>
    Interpolate,

    /// <summary>Nothing: the sample stays without a value and no window touches it.</summary>
    Leave,

    /// <summary>The next value seen. Not causal: it looks ahead.</summary>
    Backward,

    /// <summary>The last value seen, then the next one for what is left. Not causal: it looks ahead.</summary>
    Both,
}

/// <summary>Settings of <see cref="MissingValues"/>.</summary>
public sealed record MissingOptions
{
    /// <summary>What stands in for a missing value. Default: hold.</summary>
    public MissingPolicy Policy { get; init; } = MissingPolicy.Hold;

    /// <summary>How many samples in a row may be filled; what is missing beyond that stays missing. Range [0, 1e9]. Default 10.</summary>
    /// <remarks>Hold fills the first so many of a longer run, backward the last; interpolation, which would have to guess the whole of it, fills none.</remarks>
    public int HoldLimit { get; init => field = Guard.InRange(value, 0, 1_000_000_000); } = 10;

    /// <summary>How old a held value may grow (or how far ahead a later one may lie), and how far apart in time interpolated neighbours may lie; null for no limit. Ignored where samples are only numbered.</summary>
    public TimeSpan? MaxAge { get; init; }
}
