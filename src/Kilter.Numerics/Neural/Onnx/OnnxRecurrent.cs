using Kilter.Numerics.Neural.Layers;

namespace Kilter.Numerics.Neural.Onnx;

/// <summary>Recurrent layers as ONNX knows them: activations are (steps, batch, width) and turned round on both sides.</summary>
internal static class OnnxRecurrent
{
    /// <summary>Adds an LSTM, GRU or RNN.</summary>
    /// <param name="graph">Where nodes go.</param>
    /// <param name="type">The operator.</param>
    /// <param name="input">(batch, steps, width).</param>
    /// <param name="gates">Its weights.</param>
    /// <param name="functions">In the order in which ONNX lists them.</param>
    /// <param name="output">One step: the last output alone is wanted.</param>
    /// <param name="attributes">More settings.</param>
    public static string Add(
        OnnxGraph graph, string type, string input, OnnxGates gates, ActivationFunction[] functions, SampleShape output, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var (units, rows) = (gates.Units, gates.Recurrent.Length / gates.Units);
        List<string> inputs =
        [
            graph.Transpose(input, 1, 0, 2),
            graph.Tensor("W", gates.Kernel, 1, rows, gates.Kernel.Length / rows),
            graph.Tensor("R", gates.Recurrent, 1, rows, units),
        ];
        if (gates.Bias.Length > 0)
        {
            inputs.Add(graph.Tensor("B", gates.Bias, 1, 2 * rows));
        }

        OnnxAttribute[] all = [OnnxAttribute.Of("hidden_size", units), .. Activations(graph, functions), .. attributes];

        // Y is (steps, 1, batch, H), Y_h (1, batch, H): the last step.
        return output.Steps == 1
            ? graph.Transpose(graph.Node(type, [.. inputs], [null, "/last"], all)[1], 1, 0, 2)
            : graph.Reshape(graph.Transpose(graph.Node(type, [.. inputs], ["/all"], all)[0], 2, 0, 1, 3), 0, output.Steps, units);
    }

    // Only functions that have one take the next alpha and beta of the lists.
    private static List<OnnxAttribute> Activations(OnnxGraph graph, ActivationFunction[] functions)
    {
        var operators = Array.ConvertAll(functions, f => OnnxActivation.Operator(f) ?? throw graph.Refusal($"there is no activation '{f.Name}' in it"));
        List<OnnxAttribute> attributes = [OnnxAttribute.Of("activations", Array.ConvertAll(operators, o => o.Type))];
        float[] alphas = [.. operators.Where(o => o.Alpha is not null).Select(o => o.Alpha!.Value)];
        float[] betas = [.. operators.Where(o => o.Beta is not null).Select(o => o.Beta!.Value)];
        if (alphas.Length > 0)
        {
            attributes.Add(OnnxAttribute.Of("activation_alpha", alphas));
        }

        if (betas.Length > 0)
        {
            attributes.Add(OnnxAttribute.Of("activation_beta", betas));
        }

        return attributes;
    }
}
