using Kilter.Numerics.Neural.Layers;

namespace Kilter.Numerics.Neural.Onnx;

/// <summary>Recurrent layers as ONNX knows them: weights (1, gates·H, I), activations (steps, batch, width).</summary>
internal static class OnnxRecurrent
{
    /// <summary>Adds an LSTM or RNN whose weights lie as <see cref="RecurrentWeights"/> has them.</summary>
    /// <param name="graph">Where nodes go.</param>
    /// <param name="type">The operator.</param>
    /// <param name="input">(batch, steps, width).</param>
    /// <param name="weights">Ours.</param>
    /// <param name="gates">ONNX's gates, first one first, as numbers of ours.</param>
    /// <param name="functions">In the order in which ONNX lists them.</param>
    /// <param name="output">One step: the last output alone is wanted.</param>
    /// <param name="attributes">More settings.</param>
    public static string Add(
        OnnxGraph graph, string type, string input, RecurrentWeights weights, int[] gates, ActivationFunction[] functions, SampleShape output, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var stem = weights.Kernel.Name[..weights.Kernel.Name.LastIndexOf('/')] + "/onnx";
        var (kernel, recurrent) = (weights.Kernel, weights.Recurrent);
        List<string> inputs =
        [
            graph.Transpose(input, 1, 0, 2),
            graph.Tensor(stem + "/W", Turned(graph, kernel, gates), 1, kernel.Outputs, kernel.Inputs),
            graph.Tensor(stem + "/R", Turned(graph, recurrent, gates), 1, recurrent.Outputs, recurrent.Inputs),
        ];
        if (weights.Bias is { } bias)
        {
            float[] second = weights.SecondBias is null ? new float[bias.Outputs] : Turned(graph, weights.SecondBias, gates);
            inputs.Add(graph.Tensor(stem + "/B", [.. Turned(graph, bias, gates), .. second], 1, 2 * bias.Outputs));
        }

        return Finish(graph, type, [.. inputs], recurrent.Inputs, functions, output, attributes);
    }

    /// <summary>Adds the node itself, given its inputs as ONNX has them, and turns its output round.</summary>
    public static string Finish(
        OnnxGraph graph, string type, string[] inputs, int units, ActivationFunction[] functions, SampleShape output, ReadOnlySpan<OnnxAttribute> attributes)
    {
        var operators = Array.ConvertAll(functions, f => OnnxActivation.Operator(f) ?? throw graph.Refusal($"there is no activation '{f.Name}' in it"));
        List<OnnxAttribute> all =
        [
            OnnxAttribute.Of("hidden_size", units),
            OnnxAttribute.Of("activations", Array.ConvertAll(operators, o => o.Type)),
            .. attributes,
        ];

        // Only functions that have one take the next alpha and beta of the lists.
        if (Array.Exists(operators, o => o.Alpha is not null))
        {
            all.Add(OnnxAttribute.Of("activation_alpha", [.. operators.Where(o => o.Alpha is not null).Select(o => o.Alpha!.Value)]));
        }

        if (Array.Exists(operators, o => o.Beta is not null))
        {
            all.Add(OnnxAttribute.Of("activation_beta", [.. operators.Where(o => o.Beta is not null).Select(o => o.Beta!.Value)]));
        }

        // Y is (steps, 1, batch, H), Y_h (1, batch, H): the last step.
        return output.Steps == 1
            ? graph.Transpose(graph.Node(type, inputs, [null, "/last"], [.. all])[1], 1, 0, 2)
            : graph.Reshape(graph.Transpose(graph.Node(type, inputs, ["/all"], [.. all])[0], 2, 0, 1, 3), 0, output.Steps, units);
    }

    /// <summary>(gates·H, inputs) with the gates in ONNX's order, from our (inputs, gates·H).</summary>
    public static float[] Turned(OnnxGraph graph, WeightMatrix matrix, int[] gates)
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
