using System.Globalization;

namespace Kilter.Reports.Words;

/// <summary>How numbers are said: the same on the page, the terminal and in Markdown.</summary>
/// <remarks>Minus is U+2212, ranges carry an en dash, thousands are grouped by commas, and what is missing is an en dash, never 0 or NaN.</remarks>
public static class Numbers
{
    /// <summary>What stands for a number that is not there.</summary>
    public const string Missing = "–";

    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A measured value: three significant figures, whole digits never dropped ("51.3", "1,204", "−0.042"), its unit after a space.</summary>
    /// <remarks>Below 1 the zeros at the end are dropped; below 0.0001 and from 10¹⁵ on it is written with a power of ten.</remarks>
    public static string Value(double value, string? unit = null)
    {
        if (!double.IsFinite(value))
        {
            return Missing;
        }

        var text = Magnitude(Math.Abs(value));
        return (value < 0 && text != "0" ? "−" : "") + text + (string.IsNullOrEmpty(unit) ? "" : " " + unit);
    }

    /// <summary>What was expected: "72–103", "at most 0.03" or "at least 4.2" when one side is open, "–" when both are.</summary>
    /// <param name="low">The lower edge; not finite when open.</param>
    /// <param name="high">The upper edge; not finite when open.</param>
    /// <param name="unit">The unit, or null.</param>
    public static string Range(double low, double high, string? unit = null)
    {
        if (!double.IsFinite(low))
        {
            return double.IsFinite(high) ? "at most " + Value(high, unit) : Missing;
        }

        if (!double.IsFinite(high))
        {
            return "at least " + Value(low, unit);
        }

        var (from, to) = (Value(low), Value(high));
        if (from == to)
        {
            return Value(low, unit);
        }

        // The same number of decimals on both sides where one was dropped as a zero: 0.125–0.130.
        (from, to) = (Matched(from, to), Matched(to, from));

        // Zeros after the point say nothing beside a number that has no point: 72–103, not 72.0–103.
        (from, to) = (to.Contains('.') ? from : TrimZeros(from), from.Contains('.') ? to : TrimZeros(to));
        return from + (to.StartsWith('−') ? " to " : "–") + to + (string.IsNullOrEmpty(unit) ? "" : " " + unit);
    }

    /// <summary>A score without its unit: two decimals ("1.60"), none from 1,000 on.</summary>
    public static string ScoreFigure(double score)
        => !double.IsFinite(score) ? Missing : score.ToString(Math.Abs(score) < 1000 ? "F2" : "N0", CultureInfo.InvariantCulture);

    /// <summary>A score with its unit: "1.60 × limit".</summary>
    public static string Score(double score) => double.IsFinite(score) ? ScoreFigure(score) + " × limit" : Missing;

    /// <summary>A share of a whole in [0, 1]: "84 %", "under 1 %", "over 99 %".</summary>
    public static string Share(double share)
        => !double.IsFinite(share) ? Missing
            : share is > 0 and < 0.01 ? "under 1 %"
            : share is > 0.99 and < 1 ? "over 99 %"
            : Math.Round(share * 100, MidpointRounding.AwayFromZero).ToString("F0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A count: comma groups of three.</summary>
    public static string Count(long count) => (count < 0 ? "−" : "") + Math.Abs(count).ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: "1 channel", "38 channels".</summary>
    public static string Count(long count, string one, string? many = null) => Count(count) + " " + (count == 1 ? one : many ?? one + "s");

    /// <summary>A rate of rare things: as a measured value, but "under 0.01" below that.</summary>
    public static string Rate(double rate) => rate is >= 0 and < 0.01 ? (rate == 0 ? "0" : "under 0.01") : TrimZeros(rate < 10 ? rate.ToString("F2", CultureInfo.InvariantCulture) : Value(rate));

    /// <summary>How often in words: "once", "twice", "6 times".</summary>
    public static string Times(int count) => count switch { 1 => "once", 2 => "twice", _ => Count(count) + " times" };

    private static string Matched(string text, string other)
        => text.Contains('.') && other.Contains('.') && !text.Contains('×') && !other.Contains('×') && Decimals(other) - Decimals(text) == 1 && text.TrimStart('−', '0', '.').Length == 2
            ? text + "0"
            : text;

    private static int Decimals(string text) => text.Length - text.IndexOf('.') - 1;

    /// <summary>Drops the zeros after the point, and the point with them.</summary>
    internal static string TrimZeros(string text) => text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;

    private static string Magnitude(double value)
    {
        if (value == 0)
        {
            return "0";
        }

        var rounded = value.ToString("E2", CultureInfo.InvariantCulture);
        var exponent = int.Parse(rounded.AsSpan(rounded.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (exponent is < -4 or >= 15)
        {
            return TrimZeros(rounded[..4]) + " × 10" + (exponent < 0 ? "⁻" : "") + string.Concat(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(d => Superscripts[d - '0']));
        }

        var text = value.ToString("N" + Math.Max(0, 2 - exponent).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return exponent < 0 ? TrimZeros(text) : text;
    }
}
