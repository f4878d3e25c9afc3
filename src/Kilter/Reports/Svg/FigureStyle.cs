using System.Text;
using Kilter.Reports.Figures;

namespace Kilter.Reports.Svg;

/// <summary>The house's colours and type for figures, as a style sheet: with the colours themselves in a file of its own, with the page's tokens on a page.</summary>
/// <remarks>The markup is the same in both. A file carries plain colours, because many viewers know no CSS variables; its dark colours follow the reader's system.</remarks>
internal static class FigureStyle
{
    /// <summary>Token, light and dark value, as in <c>report.css</c>; a test compares the two.</summary>
    internal static readonly IReadOnlyDictionary<string, (string Light, string Dark)> Palette = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["surface"] = ("#fff", "#161b21"),
        ["line"] = ("#e2dfd6", "#28303a"),
        ["line-strong"] = ("#c9c5b9", "#3d4854"),
        ["ink"] = ("#17191c", "#eceff2"),
        ["ink-2"] = ("#4a5058", "#b4bdc7"),
        ["ink-3"] = ("#6b717a", "#8c97a3"),
        ["seen"] = ("#1f5a96", "#86b9ef"),
        ["band-mid"] = ("#6f8aa6", "#5f7f9f"),
        ["event"] = ("#c84e00", "#ff9250"),
        ["normal"] = ("#00806a", "#4fc9ac"),
        ["label"] = ("#7a4fa3", "#c3a0e6"),
        ["warn"] = ("#8a6100", "#e5bd5b"),
        ["limit"] = ("#17191c", "#eceff2"),
        ["heat0"] = ("#f3f1ec", "#1b2128"),
        ["heat1"] = ("#f7dcbf", "#46301f"),
        ["heat2"] = ("#efa767", "#8f4a18"),
        ["heat3"] = ("#d0600f", "#e07a2c"),
        ["heat4"] = ("#6e2300", "#ffd9b5"),
    };

    private const string Sans = "system-ui,-apple-system,\"Segoe UI Variable Text\",\"Segoe UI\",Roboto,\"Noto Sans\",\"Helvetica Neue\",Arial,sans-serif";

    // Selector, what is coloured, token.
    private static readonly (string Selector, string Property, string Token)[] Colours =
    [
        (".bg", "fill", "surface"), (".gr", "stroke", "line"), (".ax", "stroke", "line-strong"),
        ("text", "fill", "ink-2"), (".tk", "fill", "ink-3"), (".un", "fill", "ink-3"), (".ca", "fill", "ink-3"), (".hd", "fill", "ink"), (".ti", "fill", "ink"),
        (".rl", "fill", "ink"), (".ha", "stroke", "surface"), (".cl", "fill", "ink"), (".cs", "fill", "ink-2"),
        .. Enumerable.Range(0, 5).Select(k => ($".h{k}", "fill", $"heat{k}")),
        .. Enum.GetValues<MarkColour>().SelectMany(c => new[] { (".l-" + Word(c), "stroke", Token(c)), (".f-" + Word(c), "fill", Token(c)) }),
    ];

    /// <summary>The class of a line in this colour.</summary>
    public static string Stroke(MarkColour colour) => "l-" + Word(colour);

    /// <summary>The class of an area in this colour.</summary>
    public static string Fill(MarkColour colour) => "f-" + Word(colour);

    /// <summary>For a file of its own.</summary>
    public static string OfFile()
    {
        var css = new StringBuilder(Shapes(""));
        css.Append(Rules("", token => Palette[token].Light)).Append("@media (prefers-color-scheme:dark){").Append(Rules("", token => Palette[token].Dark)).Append("}\n");
        return css.ToString();
    }

    /// <summary>For all figures of a page that has the tokens.</summary>
    public static string OfPage() => Shapes(".kf ") + Rules(".kf ", token => $"var(--{token})");

    private static string Shapes(string scope)
    {
        var css = new StringBuilder();
        void Add(string selector, string body) => css.Append(scope).Append(selector).Append('{').Append(body).Append("}\n");
        Add("text", $"font:12px {Sans};font-variant-numeric:tabular-nums");
        Add(".ti", "font-size:15px;font-weight:640");
        Add(".ca", "font-size:12.5px");
        Add(".tk", "font-size:11px");
        Add(".hd", "font-weight:600");
        Add(".un", "font-weight:400");
        Add(".rl", "font-size:11px");
        Add(".cl", "font-size:20px;font-weight:640");
        Add(".ha", "stroke-width:3px;stroke-linejoin:round;paint-order:stroke");
        Add("path", "stroke-linejoin:round");
        Add(".gr", "fill:none;stroke-width:1");
        Add(".ax", "fill:none;stroke-width:1");
        foreach (var colour in Enum.GetValues<MarkColour>())
        {
            Add("." + Stroke(colour), "fill:none");
        }

        Add(".ds", "stroke-dasharray:5 3");
        Add(".dt", "stroke-linecap:round");
        Add(".cr", "shape-rendering:crispEdges");
        return css.ToString();
    }

    private static string Rules(string scope, Func<string, string> value)
        => string.Concat(Colours.Select(c => $"{scope}{c.Selector}{{{c.Property}:{value(c.Token)}}}\n"));

    private static string Word(MarkColour colour) => colour switch
    {
        MarkColour.Seen => "seen",
        MarkColour.Expected => "exp",
        MarkColour.Event => "event",
        MarkColour.Normal => "normal",
        MarkColour.Label => "label",
        MarkColour.Doubt => "doubt",
        MarkColour.Limit => "limit",
        _ => "quiet",
    };

    private static string Token(MarkColour colour) => colour switch
    {
        MarkColour.Seen => "seen",
        MarkColour.Expected => "band-mid",
        MarkColour.Event => "event",
        MarkColour.Normal => "normal",
        MarkColour.Label => "label",
        MarkColour.Doubt => "warn",
        MarkColour.Limit => "limit",
        _ => "ink-3",
    };
}
