using System.Globalization;
using System.Text;

namespace Kilter.Sources;

/// <summary>Numbers, times and lists as the notes and errors of sources spell them. Invariant culture throughout.</summary>
internal static class Words
{
    /// <summary>A count with comma groups: 22,683.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count and its noun: "1 row", "22,683 rows".</summary>
    public static string Count(long count, string noun) => count == 1 ? "1 " + noun : $"{Count(count)} {noun}s";

    /// <summary>"once", "twice", "12 times".</summary>
    public static string Times(long count) => count switch { 1 => "once", 2 => "twice", _ => $"{Count(count)} times" };

    /// <summary>A value with at most six significant figures and a true minus sign.</summary>
    public static string Value(double value) => value.ToString("G6", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A share in whole per cent: "84 %", "under 1 %".</summary>
    public static string Share(long part, long whole)
        => part * 100 < whole ? "under 1 %" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0} %");

    /// <summary>A length of time in at most two units: "35 h 40 min", "8 min 6 s", "3.2 days".</summary>
    public static string Duration(long ticks)
    {
        var time = TimeSpan.FromTicks(ticks);
        return time switch
        {
            { TotalMilliseconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0.#} µs"),
            { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.###} ms"),
            { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s"),
            { TotalHours: < 1 } => Pair(time.Minutes, "min", time.Seconds, "s"),
            { TotalDays: < 2 } => Pair((int)time.TotalHours, "h", time.Minutes, "min"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:#,0.#} days"),
        };
    }

    /// <summary>An instant for people: "7 Jan 2014, 02:00"; seconds only where they are not zero.</summary>
    public static string Instant(long ticks) => $"{Day(ticks)}, {Clock(ticks, Sharp(ticks))}";

    /// <summary>Two instants: "7 Jan 2014, 02:00–02:55" on one day, "7 Jan 2014, 23:00, to 8 Jan 2014, 01:00" otherwise.</summary>
    public static string Span(long first, long last)
        => first == last ? Instant(first)
            : Day(first) == Day(last) ? $"{Day(first)}, {Clock(first, Sharp(first) || Sharp(last))}–{Clock(last, Sharp(first) || Sharp(last))}"
            : $"{Instant(first)}, to {Instant(last)}";

    /// <summary>The day: "7 Jan 2014".</summary>
    public static string Day(long ticks) => new DateTime(ticks).ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The time of day, to the second where asked, to the millisecond where it has some.</summary>
    public static string Clock(long ticks, bool seconds)
        => new DateTime(ticks).ToString(
            !seconds ? "HH:mm" : ticks % TimeSpan.TicksPerSecond == 0 ? "HH:mm:ss" : "HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>True when the instant does not fall on a whole minute.</summary>
    public static bool Sharp(long ticks) => ticks % TimeSpan.TicksPerMinute != 0;

    /// <summary>The first names, and how many more: "a, b, c and 12 more".</summary>
    public static string List(IEnumerable<string> names, int most = 8)
    {
        var all = names.ToList();
        return all.Count <= most ? string.Join(", ", all) : $"{string.Join(", ", all.Take(most - 1))} and {Count(all.Count - most + 1)} more";
    }

    /// <summary>Bytes of the user's data as text, cut to <paramref name="most"/> characters, control characters shown as dots.</summary>
    public static string Quote(ReadOnlySpan<byte> bytes, int most = 40)
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 4 * most)]));
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]))
            {
                text[i] = '·';
            }
        }

        return text.Length <= most ? text.ToString() : text.ToString(0, most) + "…";
    }

    /// <summary>The names closest to <paramref name="wanted"/>, best first: at most a third of its letters differ (at least two may).</summary>
    public static IReadOnlyList<string> Closest(string wanted, IEnumerable<string> names)
        => [.. names.Select(name => (name, distance: Nearest.Edits(wanted, name)))
            .Where(pair => pair.distance <= Math.Max(2, wanted.Length / 3))
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.name, StringComparer.Ordinal)
            .Take(3).Select(pair => pair.name)];

    private static string Pair(int large, string largeUnit, int small, string smallUnit)
        => small == 0 ? $"{large} {largeUnit}" : $"{large} {largeUnit} {small:00} {smallUnit}".Replace($" 0{small} s", $" {small} s", StringComparison.Ordinal);
}
