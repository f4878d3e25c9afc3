using Kilter.Numerics.Neural.Layers;

namespace Kilter.Numerics.Neural.Onnx;

/// <summary>The weights of a recurrent layer as ONNX has them: a row a gate and unit, gates in ONNX's order.</summary>
/// <param name="Units">H.</param>
/// <param name="Kernel">(gates·H, I).</param>
/// <param name="Recurrent">(gates·H, H).</param>
/// <param name="Bias">Of W·x, then of U·h₋: (2·gates·H); empty for none.</param>
internal sealed record OnnxGates(int Units, float[] Kernel, float[] Recurrent, float[] Bias)
{
    /// <summary>Those of an LSTM or a plain recurrent layer.</summary>
    /// <param name="graph">Knows the weights.</param>
    /// <param name="weights">Ours.</param>
    /// <param name="gates">ONNX's gates, first one first, as numbers of ours.</param>
    public static OnnxGates Of(OnnxGraph graph, RecurrentWeights weights, params int[] gates) => new(
        weights.Recurrent.Inputs,
        Turned(graph, weights.Kernel, gates),
        Turned(graph, weights.Recurrent, gates),
        weights.Bias.First is null ? [] : [.. Turned(graph, weights.Bias.First, gates), .. Row(graph, weights.Bias.Second, weights.Kernel.Outputs, gates)]);

    /// <summary>Those of a gated recurrent unit: z, r, n, where ours are r, z and n apart.</summary>
    public static OnnxGates Of(OnnxGraph graph, GruWeights weights)
    {
        var units = weights.Recurrent.Inputs;
        int[] gates = [1, 0];
        int[] candidate = [0];
        return new OnnxGates(
            units,
            [.. Turned(graph, weights.KernelGates, gates), .. Turned(graph, weights.Kernel, candidate)],
            [.. Turned(graph, weights.RecurrentGates, gates), .. Turned(graph, weights.Recurrent, candidate)],
            weights.BiasGates.First is null ? [] :
            [
                .. Turned(graph, weights.BiasGates.First, gates),
                .. Row(graph, weights.Bias.First, units, candidate),
                .. Row(graph, weights.BiasGates.Second, 2 * units, gates),
                .. Row(graph, weights.RecurrentBias.First ?? weights.Bias.Second, units, candidate),
            ]);
    }

    private static float[] Row(OnnxGraph graph, WeightMatrix? row, int length, int[] gates) => row is null ? new float[length] : Turned(graph, row, gates);

    // (gates·H, inputs) with the gates in ONNX's order, from our (inputs, gates·H).
    private static float[] Turned(OnnxGraph graph, WeightMatrix matrix, int[] gates)
    {
        var (values, turned, units) = (graph.Values(matrix), new float[matrix.Count], matrix.Outputs / gates.Length);
        for (var row = 0; row < matrix.Outputs; row++)
        {
            var ours = (gates[row / units] * units) + (row % units);
            for (var i = 0; i < matrix.Inputs; i++)
            {
                turned[(row * matrix.Inputs) + i] = values[(i * matrix.Outputs) + ours];
            }
        }

        return turned;
    }
}
