using System.Globalization;

namespace Kilter.Cli.Options;

/// <summary>Reads and writes lengths of time as people type them.</summary>
internal static class LengthOfTime
{
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("min", TimeSpan.TicksPerMinute),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>Reads "5min", "1h30min", "0.5 s", "7d" or "00:05:00"; the length must be above zero.</summary>
    public static bool TryParse(string text, out TimeSpan length)
    {
        if (text.Contains(':', StringComparison.Ordinal))
        {
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out length) && length > TimeSpan.Zero;
        }

        var ticks = 0.0;
        var rest = text.AsSpan().Trim();
        while (rest.Length > 0)
        {
            var digits = rest.IndexOfAnyExceptInRange('.', '9');
            var letters = digits < 0 ? ReadOnlySpan<char>.Empty : rest[digits..].TrimStart();
            var end = 0;
            while (end < letters.Length && char.IsAsciiLetter(letters[end]))
            {
                end++;
            }

            var unit = UnitOf(letters[..end]);
            if (digits <= 0 || unit == 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            {
                length = default;
                return false;
            }

            ticks += amount * unit;
            rest = letters[end..].TrimStart();
        }

        var fits = ticks >= 1 && ticks < TimeSpan.MaxValue.Ticks;
        length = fits ? new TimeSpan((long)ticks) : default;
        return fits;
    }

    /// <summary>The length as it can be typed: "5min", "1h30min", "250ms".</summary>
    public static string Say(TimeSpan length)
    {
        var rest = length.Ticks;
        var text = "";
        foreach (var (unit, ticks) in Units.Where(u => u.Unit != "m"))
        {
            if (rest >= ticks)
            {
                text += FormattableString.Invariant($"{rest / ticks}{unit}");
                rest %= ticks;
            }
        }

        return rest == 0 && text.Length > 0 ? text : length.ToString("c", CultureInfo.InvariantCulture);
    }

    private static long UnitOf(ReadOnlySpan<char> unit)
    {
        foreach (var (name, ticks) in Units)
        {
            if (unit.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return ticks;
            }
        }

        return 0;
    }
}
