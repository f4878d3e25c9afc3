using System.Numerics;
using System.Runtime.CompilerServices;

namespace Kilter;

/// <summary>Checks at the door of public functions. Each message names the argument, what it was and what would fit.</summary>
internal static class Guard
{
    /// <summary>Returns <paramref name="value"/> when it lies in [<paramref name="low"/>, <paramref name="high"/>].</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not; NaN never does.</exception>
    public static T InRange<T>(T value, T low, T high, [CallerMemberName] string name = "")
        where T : INumber<T>
        => value >= low && value <= high
            ? value
            : throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"'{name}' is {value}; it must lie between {low} and {high}."));

    /// <summary>Throws unless at least <paramref name="least"/> of <paramref name="what"/> are there.</summary>
    /// <exception cref="ArgumentException">There are fewer.</exception>
    public static void AtLeast(int count, int least, string what)
    {
        if (count < least)
        {
            throw new ArgumentException(FormattableString.Invariant($"There are {count} {what}; at least {least} are needed."));
        }
    }

    /// <summary>Throws unless a span has exactly <paramref name="expected"/> values.</summary>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public static void Length(int actual, int expected, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException(FormattableString.Invariant($"'{name}' has {actual} values; {expected} are needed."), name);
        }
    }
}
