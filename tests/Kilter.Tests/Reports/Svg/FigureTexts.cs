using System.Globalization;
using System.Xml.Linq;
using Kilter.Reports.Svg;

namespace Kilter.Tests.Reports.Svg;

/// <summary>Where the words of a picture lie, by the widths that the writer reckons with.</summary>
internal static class FigureTexts
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static IReadOnlyList<(double Left, double Top, double Right, double Bottom, string Text, string Class)> Boxes(XDocument file)
        => [.. file.Descendants(Svg + "text").Select(t =>
        {
            var name = ((string)t.Attribute("class")!).Split(' ')[0];
            var size = name switch { "ti" => 15, "ca" => 12.5, "tk" or "rl" => 11.0, "cl" => 20, _ => 12 };
            var text = string.Join("  ", t.Nodes().Select(n => n is XElement e ? e.Value : ((XText)n).Value));
            var width = SvgText.Width(text, size);
            var (x, y) = (double.Parse((string)t.Attribute("x")!, CultureInfo.InvariantCulture), double.Parse((string)t.Attribute("y")!, CultureInfo.InvariantCulture));
            var left = (string?)t.Attribute("text-anchor") switch { "middle" => x - (width / 2), "end" => x - width, _ => x };
            return (left, y - (0.72 * size), left + width, y + (0.1 * size), text, name);
        })];

    /// <summary>One line for each pair of words that lie on each other.</summary>
    public static IEnumerable<string> Clashes(XDocument file, Func<string, bool>? classes = null)
    {
        var boxes = Boxes(file).Where(b => classes is null || classes(b.Class)).ToArray();
        return from a in boxes.Index()
               from b in boxes.Skip(a.Index + 1)
               where a.Item.Left < b.Right && b.Left < a.Item.Right && a.Item.Top < b.Bottom && b.Top < a.Item.Bottom
               select $"'{a.Item.Text}' lies on '{b.Text}'";
    }
}
