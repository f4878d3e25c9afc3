using System.Globalization;
using System.Text;
using Kilter.Events;
using Kilter.Reports.Words;

namespace Kilter.Reports.Html;

/// <summary>The small parts that every section of a page is written with. Text from the data passes through <see cref="Escape"/> on its way in, always.</summary>
internal static class HtmlText
{
    /// <summary>Text as HTML text or inside a double-quoted attribute. Control characters become spaces.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(char.IsControl(letter) && letter != '\n' ? ' ' : letter),
            };
        }

        return escaped.ToString();
    }

    /// <summary>A passage with its emphases: bold, and the event colour.</summary>
    public static string Marked(Passage passage, string eventTag = "<b class=\"ev-ink\">", string eventEnd = "</b>")
        => string.Concat(passage.Pieces.Select(p => p.Emphasis switch
        {
            Emphasis.Strong => "<b>" + Escape(Unbroken(p.Text)) + "</b>",
            Emphasis.Event => eventTag + Escape(Unbroken(p.Text)) + eventEnd,
            _ => Escape(p.Text),
        }));

    // A number is not parted from its unit at the end of a line.
    private static string Unbroken(string text) => text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] == '−') ? text.Replace(' ', '\u00a0') : text;

    /// <summary>A number inside markup: at most three decimals, never an exponent.</summary>
    public static string Coordinate(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>An event's id on its severity's colour.</summary>
    public static string Tag(AnomalyEvent found) => $"<span class=\"tag s{(int)found.Severity}\">{Escape(found.Id)}</span>";

    /// <summary>Three rising bars and the word.</summary>
    public static string SeverityMark(Severity severity)
    {
        var bars = string.Concat(Enumerable.Range(1, 3).Select(k => k <= (int)severity ? "<i class=\"on\"></i>" : "<i></i>"));
        return $"<span class=\"sev\"><span class=\"pips\" aria-hidden=\"true\">{bars}</span>{EventWords.Word(severity)}</span>";
    }

    /// <summary>Three dots, so many of them filled.</summary>
    public static string Dots(Confidence confidence)
        => $"<span class=\"dots\" aria-hidden=\"true\">{new string('●', (int)confidence)}<s>{new string('●', 3 - (int)confidence)}</s></span>";

    /// <summary>A list of terms and their values; values are markup already.</summary>
    public static string Terms(IEnumerable<(string Term, string Html)> rows)
        => string.Concat(rows.Select(r => $"<dt>{Escape(r.Term)}</dt><dd>{r.Html}</dd>"));
}
