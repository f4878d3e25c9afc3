using System.Globalization;
using System.Text;
using Kilter.Reports.Html;

namespace Kilter.Reports.Svg;

/// <summary>Numbers and words inside markup, and how much room words take.</summary>
internal static class SvgText
{
    // Widths in thousandths of the type size: the widest of the common system fonts, so that what fits here fits everywhere.
    private const int Digit = 640;
    private const int Narrow = 350;
    private const int Lower = 615;
    private const int Wide = 900;
    private const int Upper = 720;

    /// <summary>Text for markup: escaped, and free of everything XML does not allow.</summary>
    public static string Escape(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            kept.Append(rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString());
        }

        return HtmlText.Escape(kept.ToString());
    }

    /// <summary>A length or place: at most one decimal.</summary>
    public static string Number(double value) => Tenths((long)Math.Round(value * 10));

    /// <summary>A length or place given in tenths of a pixel: no zero that could be left out.</summary>
    public static string Tenths(long tenths)
    {
        var text = (tenths / 10.0).ToString("0.#", CultureInfo.InvariantCulture);
        return text.StartsWith("0.", StringComparison.Ordinal) ? text[1..] : text.StartsWith("-0.", StringComparison.Ordinal) ? "-" + text[2..] : text;
    }

    /// <summary>About how wide a text is, in pixels; rather too much than too little.</summary>
    public static double Width(string text, double size)
    {
        var sum = 0;
        foreach (var letter in text)
        {
            sum += letter switch
            {
                'i' or 'j' or 'l' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or ' ' or '(' or ')' or 'I' or 'f' or 't' or 'r' => Narrow,
                'm' or 'w' or 'M' or 'W' or '×' or '−' or '%' => Wide,
                >= '0' and <= '9' => Digit,
                >= 'A' and <= 'Z' => Upper,
                _ => Lower,
            };
        }

        return sum * size / 1000;
    }

    /// <summary>The text, or as much of it as fits, closed by "…".</summary>
    public static string Cut(string text, double size, double room)
    {
        if (Width(text, size) <= room)
        {
            return text;
        }

        var length = text.Length;
        while (length > 1 && Width(text[..length] + "…", size) > room)
        {
            length--;
        }

        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)].TrimEnd() + "…";
    }

    /// <summary>The text in lines that fit, broken at spaces.</summary>
    public static List<string> Lines(string text, double size, double room)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split([' ', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Width(longer, size) > room)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        return lines;
    }
}
