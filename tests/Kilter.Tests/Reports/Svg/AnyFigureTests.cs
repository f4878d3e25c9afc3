using System.Globalization;
using System.Xml.Linq;
using Kilter.Frames;
using Kilter.Numerics.Randomness;
using Kilter.Reports.Figures;
using Kilter.Reports.Svg;

namespace Kilter.Tests.Reports.Svg;

/// <summary>Figures of anything: laws that hold for every seed, which is the case itself.</summary>
public sealed class AnyFigureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 120)];

    [Theory, MemberData(nameof(Seeds))]
    public void Whatever_the_numbers_the_picture_is_whole_finite_and_bounded(int seed)
    {
        var figure = Draw(new Rng((ulong)seed));
        foreach (var width in new[] { 240, 500, 1600 })
        {
            var document = XDocument.Parse(SvgFigureWriter.OfFile(figure, width));
            var file = document.Root!;

            var numbers = file.Descendants().SelectMany(e => e.Attributes()).Where(a => a.Name.LocalName is "x" or "y" or "width" or "height" or "stroke-width").Where(a => !a.Value.EndsWith('%'));
            Assert.All(numbers, a => Assert.True(double.TryParse(a.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < 20_000, $"{a.Parent!.Name.LocalName} {a}"));
            Assert.All(file.Descendants(Svg + "path"), p => Assert.Matches("^M-?[.0-9]", (string)p.Attribute("d")!));
            Assert.All(file.Descendants(Svg + "path"), p => Assert.DoesNotMatch("[^-MmLlHhVvAaZz0-9. ]", (string)p.Attribute("d")!));

            // Words on the plot may have to share a place when there are too many; ticks, heads and legends never.
            Assert.Empty(FigureTexts.Clashes(document, c => c != "rl"));
            var height = double.Parse((string)file.Attribute("height")!, CultureInfo.InvariantCulture);
            Assert.All(file.Descendants(Svg + "text"), t => Assert.InRange(double.Parse((string)t.Attribute("y")!, CultureInfo.InvariantCulture), 0, height));
        }
    }

    private static Figure Draw(Rng rng) => new()
    {
        Name = "any",
        Title = Words(rng, 12),
        Caption = Words(rng, 40),
        Columns = 1 + rng.NextInt(4),
        Stacked = rng.NextInt(3) == 0,
        Wide = rng.NextInt(2) == 0,
        Panels = [.. Enumerable.Range(0, 1 + rng.NextInt(6)).Select(_ => Panel(rng))],
    };

    private static Panel Panel(Rng rng)
    {
        var (x, y) = (AxisOf(rng), AxisOf(rng));
        return new()
        {
            Title = rng.NextInt(2) == 0 ? "" : Words(rng, 6),
            X = x,
            Y = y,
            Height = 24 + rng.NextInt(300),
            Square = rng.NextInt(5) == 0,
            Marks = [.. Enumerable.Range(0, rng.NextInt(5)).Select(_ => Mark(rng, x, y))],
        };
    }

    private static Axis AxisOf(Rng rng) => rng.NextInt(6) switch
    {
        0 => Axis.Logarithmic("log", "unit"),
        1 => Axis.Of(TimeAxis.Regular(new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc), TimeSpan.FromSeconds(1), 10)),
        2 => Axis.Duration("lag"),
        3 => Axis.Named("class", [.. Enumerable.Range(0, 1 + rng.NextInt(60)).Select(_ => Words(rng, 3))]),
        4 => Axis.FromNought("score"),
        _ => Axis.Linear("value"),
    };

    private static IMark Mark(Rng rng, Axis x, Axis y)
    {
        var count = rng.NextInt(3) == 0 ? rng.NextInt(3) : rng.NextInt(3_000);
        var (xs, ys, others) = (Values(rng, x, count), Values(rng, y, count), Values(rng, y, count));
        return rng.NextInt(9) switch
        {
            0 => new Points(xs, ys) { Name = Words(rng, 2), Marker = (Marker)rng.NextInt(3) },
            1 => new Band(xs, ys, others) { Name = Words(rng, 2) },
            2 => new Stems(xs, ys),
            3 => new Bars([.. xs.Append(1e3).Order()], ys),
            4 => new Rule(Values(rng, y, 1)[0], Words(rng, 3)) { Upright = rng.NextInt(2) == 0 },
            5 => new Shade([.. xs.Zip(ys).Take(20)]) { Name = Words(rng, 1), Strip = rng.NextInt(2) == 0 },
            6 => new Remark(Values(rng, x, 1)[0], Values(rng, y, 1)[0], Words(rng, 4)),
            7 => new Boxes([.. ys.Where(double.IsFinite).Chunk(50).Select((v, k) => BoxSummary.Of(k, v))]) { Name = Words(rng, 1) },
            _ => new Line(xs, ys) { Name = Words(rng, 3), Steps = rng.NextInt(3) == 0, WidestStep = rng.NextInt(2) == 0 ? double.PositiveInfinity : 1 },
        };
    }

    // Tiny and huge, negative and zero, NaN and infinite; instants where the axis has them.
    private static double[] Values(Rng rng, Axis axis, int count)
    {
        var size = Math.Pow(10, rng.NextInt(30) - 15);
        var around = rng.NextInt(2) == 0 ? 0 : size * 1e4;
        return [.. Enumerable.Range(0, count).Select(_ => rng.NextInt(40) switch
        {
            0 => double.NaN,
            1 => double.PositiveInfinity,
            2 => 0,
            3 => -size * 50,
            _ => axis.Kind == AxisKind.Time ? 6.3e17 + (1e12 * rng.NextDouble()) : around + (size * rng.NextNormal()),
        })];
    }

    private static string Words(Rng rng, int most) => string.Join(' ', Enumerable.Range(0, rng.NextInt(most + 1)).Select(_ => new string((char)('a' + rng.NextInt(26)), 1 + rng.NextInt(9))));
}
