using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Neural.Schedules;

/// <summary>What a schedule counts.</summary>
public enum ScheduleUnit
{
    /// <summary>Complete epochs.</summary>
    Epoch,

    /// <summary>Steps of the optimiser.</summary>
    Step,
}

/// <summary>What schedules share: the count, the checks, and a cosine to the bit.</summary>
internal static class ScheduleMath
{
    public static long Count(this ScheduleUnit unit, int epoch, long steps) => unit == ScheduleUnit.Step ? steps : epoch;

    /// <summary>From <paramref name="from"/> at share 0 to <paramref name="to"/> at share 1, along half a cosine.</summary>
    public static double Cosine(double from, double to, double share) => to + ((from - to) / 2 * (1 + PortableMath.SinTurns((share / 2) + 0.25)));

    public static int AtLeast(int value, int low, string schedule, string setting)
        => value >= low ? value : throw new ArgumentOutOfRangeException(setting, value, $"Schedule '{schedule}': {setting} is {value}; it must be at least {low}.");

    public static double InRange(double value, double low, double high, string schedule, string setting)
        => value >= low && value <= high ? value : throw new ArgumentOutOfRangeException(setting, value, FormattableString.Invariant($"Schedule '{schedule}': {setting} is {value}; it must lie in [{low}, {high}]."));
}
