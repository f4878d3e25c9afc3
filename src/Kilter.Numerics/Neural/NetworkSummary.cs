using System.Globalization;
using System.Text;

namespace Kilter.Numerics.Neural;

/// <summary>One layer of a network, as a summary shows it.</summary>
/// <param name="Name">Kind and place: "lstm_2".</param>
/// <param name="Output">The shape of what comes out.</param>
/// <param name="Parameters">Weights, those that are not trained among them.</param>
/// <param name="Trainable">Weights that are trained.</param>
public sealed record LayerSummary(string Name, SampleShape Output, int Parameters, int Trainable);

/// <summary>What a network consists of. As text: a table, one line a layer, and the totals.</summary>
/// <param name="Input">The shape of one sample.</param>
/// <param name="Layers">In order; what lies inside a layer counts for that layer.</param>
public sealed record NetworkSummary(SampleShape Input, IReadOnlyList<LayerSummary> Layers)
{
    /// <summary>All weights.</summary>
    public int Parameters => Layers.Sum(l => l.Parameters);

    /// <summary>Weights that are trained.</summary>
    public int Trainable => Layers.Sum(l => l.Trainable);

    /// <summary>The table: name, output shape, parameters; lines end with "\n".</summary>
    public override string ToString()
    {
        List<(string Name, string Shape, string Count)> lines =
        [
            ("layer", "output", "parameters"),
            ("input", Input.ToString(), ""),
            .. Layers.Select(l => (l.Name, l.Output.ToString(), Number(l.Parameters))),
            ("total", "", Number(Parameters)),
            ("trainable", "", Number(Trainable)),
            ("not trainable", "", Number(Parameters - Trainable)),
        ];
        var (names, shapes, counts) = (lines.Max(l => l.Name.Length), lines.Max(l => l.Shape.Length), lines.Max(l => l.Count.Length));
        var text = new StringBuilder();
        foreach (var (name, shape, count) in lines)
        {
            var line = $"{name.PadRight(names)}  {shape.PadRight(shapes)}  {count.PadLeft(counts)}";
            text.Append(line.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    internal static NetworkSummary Of(Network network) => new(
        network.Input,
        [.. network.Stack.Layers.Select(layer =>
        {
            var own = network.Matrices.Where(m => m.Name.StartsWith(layer.Name + "/", StringComparison.Ordinal)).ToArray();
            return new LayerSummary(layer.Name, layer.Output, own.Sum(m => m.Count), own.Where(m => m.Trainable).Sum(m => m.Count));
        })]);

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
