using Kilter.Numerics.Neural.Layers;

namespace Kilter.Numerics.Neural.Onnx;

/// <summary>Activation functions as ONNX knows them.</summary>
internal static class OnnxActivation
{
    /// <summary>The operator, and its alpha and beta where it has them; null for a function that ONNX lacks.</summary>
    public static (string Type, float? Alpha, float? Beta)? Operator(ActivationFunction function) => function.Name switch
    {
        "relu" => ("Relu", null, null),
        "tanh" => ("Tanh", null, null),
        "sigmoid" => ("Sigmoid", null, null),
        "hard-sigmoid" => ("HardSigmoid", 0.2f, 0.5f),
        "leaky-relu" => ("LeakyRelu", (float)function.Alpha, null),
        _ => null,
    };

    /// <summary>Adds the node of a function of every value.</summary>
    public static string Add(OnnxGraph graph, ActivationFunction function, string input)
    {
        if (function == ActivationFunction.Linear)
        {
            return input;
        }

        var (type, alpha, beta) = Operator(function) ?? throw graph.Refusal($"there is no activation '{function.Name}' in it");
        List<OnnxAttribute> attributes = [];
        if (alpha is { } a)
        {
            attributes.Add(OnnxAttribute.Of("alpha", a));
        }

        if (beta is { } b)
        {
            attributes.Add(OnnxAttribute.Of("beta", b));
        }

        return graph.Node(type, [input], [.. attributes]);
    }
}
