using System.Xml.Linq;
using Kilter.Reports.Figures;
using Kilter.Reports.Svg;
using Kilter.Tests.Reports.FigureKinds;

namespace Kilter.Tests.Reports.Svg;

public sealed class SvgFigureWriterTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<string, int>();
            foreach (var name in FigureSamples.All.Keys)
            {
                foreach (var width in new[] { 340, 660, 1360 })
                {
                    sizes.Add(name, width);
                }
            }

            return sizes;
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Every_kind_is_well_formed_names_its_axes_and_says_itself_in_words(string name, int width)
    {
        var figure = FigureSamples.All[name]();

        var file = XDocument.Parse(SvgFigureWriter.OfFile(figure, width)).Root!;

        var words = string.Join('\n', file.Descendants(Svg + "text").Select(t => string.Concat(t.Nodes().Select(n => n is XElement e ? " " + e.Value : n.ToString()))));
        Assert.Contains(figure.Panels[^1].X.Label, words, StringComparison.Ordinal);
        Assert.All(figure.Panels, p => Assert.Contains(p.Title.Length > 0 ? p.Title[..1] : p.Y.Label[..1], words, StringComparison.Ordinal));
        Assert.Equal(figure.Title, file.Element(Svg + "title")!.Value);
        Assert.All(figure.Panels.Take(6), p => Assert.Contains($"{p.Y.Label} against {p.X.Label}", file.Element(Svg + "desc")!.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", file.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("∞", file.ToString(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void No_words_lie_on_each_other_or_leave_the_picture(string name, int width)
    {
        var file = XDocument.Parse(SvgFigureWriter.OfFile(FigureSamples.All[name](), width));

        Assert.Empty(FigureTexts.Clashes(file));
        Assert.Empty(FigureTexts.Boxes(file).Where(b => b.Left < -20.5 || b.Right > width - 19.5).Select(b => $"'{b.Text}' reaches from {b.Left} to {b.Right}"));
    }

    [Theory, MemberData(nameof(Sizes))]
    public void The_same_figure_gives_the_same_bytes(string name, int width)
        => Assert.Equal(SvgFigureWriter.OfFile(FigureSamples.All[name](), width), SvgFigureWriter.OfFile(FigureSamples.All[name](), width));

    [Theory, InlineData("loss by epoch"), InlineData("log scores"), InlineData("confusion"), InlineData("box plots")]
    public void Files_are_as_they_were_reviewed(string name)
        => Golden.Verify($"figures/{name.Replace(' ', '-')}.svg", SvgFigureWriter.OfFile(FigureSamples.All[name]()));

    [Fact]
    public void Text_from_outside_is_escaped_and_what_xml_forbids_is_replaced()
    {
        var figure = new Figure
        {
            Name = "hostile",
            Title = "</title><script>alert(1)</script> & \uD800 \uFFFF \u0001",
            Caption = "\"'<",
            Panels = [new() { X = Axis.Linear("<x>"), Y = Axis.Linear("\u0000y&"), Marks = [new Line([0, 1], [0, 1]) { Name = "<b>" }, new Rule(0.5, "<i>")] }],
        };

        var root = XDocument.Parse(SvgFigureWriter.OfFile(figure)).Root!;

        Assert.StartsWith("</title><script>alert(1)</script> &", root.Element(Svg + "title")!.Value, StringComparison.Ordinal);
        Assert.Empty(root.Descendants(Svg + "script"));
        Assert.Contains(root.Descendants(Svg + "text"), t => t.Value == "<b>");
    }

    [Fact]
    public void A_figure_of_nothing_but_gaps_is_still_a_picture()
    {
        var gaps = new[] { double.NaN, double.NaN };
        foreach (var axis in new[] { Axis.Linear("y"), Axis.Logarithmic("y"), Axis.FromNought("y"), Axis.Share("y") })
        {
            var figure = new Figure { Name = "gaps", Title = "Gaps", Panels = [new() { X = Axis.Linear("x"), Y = axis, Marks = [new Line([0, 1], gaps), new Points([0, 1], gaps), new Bars([0, 1, 2], gaps)] }] };

            Assert.DoesNotContain("NaN", XDocument.Parse(SvgFigureWriter.OfFile(figure)).ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_gap_is_never_bridged()
    {
        var line = new Line([0, 1, 2, 3, 4, 9], [1, 2, double.NaN, 2, 1, 1]) { WidestStep = 2 };
        var figure = new Figure { Name = "gap", Title = "Gap", Panels = [new() { X = Axis.Linear("x"), Y = Axis.Linear("y"), Marks = [line] }] };

        var paths = XDocument.Parse(SvgFigureWriter.OfFile(figure)).Descendants(Svg + "path").Where(p => (string)p.Attribute("class")! is "l-seen" or "l-seen dt").Select(p => (string)p.Attribute("d")!).ToArray();

        Assert.Equal(2, paths[0].Count(c => c == 'M'));
        Assert.EndsWith("h0", paths[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Values_a_log_axis_has_no_place_for_are_counted()
    {
        var figure = new Figure { Name = "log", Title = "Log", Panels = [new() { X = Axis.Linear("x"), Y = Axis.Logarithmic("y"), Marks = [new Line([0, 1, 2, 3], [1, 0, -5, 10])] }] };

        Assert.Contains("2 values below 0.891 lie on the lower edge.", SvgFigureWriter.OfFile(figure), StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_does_not_grow_with_the_series()
    {
        double[] x = [.. Enumerable.Range(0, 200_000).Select(i => (double)i)];
        var figure = new Figure { Name = "long", Title = "Long", Panels = [new() { X = Axis.Linear("x"), Y = Axis.Linear("y"), Marks = [new Line(x, [.. x.Select(v => Math.Sin(v) * Math.Sin(v / 900))]), new Points(x, x), new Stems(x, x), new Band(x, x, [.. x.Select(v => v + 1)])] }] };

        Assert.InRange(SvgFigureWriter.OfFile(figure).Length, 1_000, 100_000);
    }

    [Fact]
    public void Colours_are_those_of_the_report()
    {
        var css = Repository.Read("src/Kilter/Reports/Assets/report.css");
        var (light, dark) = (css[..css.IndexOf("@media", StringComparison.Ordinal)], css[css.IndexOf(":root[data-theme=dark]", StringComparison.Ordinal)..]);

        Assert.All(FigureStyle.Palette, p =>
        {
            Assert.Contains($"--{p.Key}:{p.Value.Light};", light, StringComparison.Ordinal);
            Assert.Contains($"--{p.Key}:{p.Value.Dark};", dark, StringComparison.Ordinal);
        });
    }
}
