using Kilter.Numerics.Neural.Layers;

namespace Kilter.Numerics.Neural.Onnx;

/// <summary>Activation functions as ONNX knows them: one operator, or several where set 17 has none.</summary>
internal static class OnnxActivation
{
    /// <summary>The operator, and its alpha and beta where it has them; null for a function that is not one operator.</summary>
    public static (string Type, float? Alpha, float? Beta)? Operator(ActivationFunction function) => function.Name switch
    {
        "relu" => ("Relu", null, null),
        "tanh" => ("Tanh", null, null),
        "sigmoid" => ("Sigmoid", null, null),
        "hard-sigmoid" => ("HardSigmoid", 0.2f, 0.5f),
        "leaky-relu" => ("LeakyRelu", (float)function.Alpha, null),
        "elu" => ("Elu", (float)function.Alpha, null),
        "selu" => ("Selu", null, null),
        "softsign" => ("Softsign", null, null),
        "exponential" => ("Exp", null, null),
        _ => null,
    };

    /// <summary>Adds the nodes of a function of every value.</summary>
    public static string Add(OnnxGraph graph, ActivationFunction function, string x)
    {
        if (Operator(function) is not var (type, alpha, beta))
        {
            return AddSeveral(graph, function, x);
        }

        List<OnnxAttribute> attributes = [];
        if (alpha is { } a)
        {
            attributes.Add(OnnxAttribute.Of("alpha", a));
        }

        if (beta is { } b)
        {
            attributes.Add(OnnxAttribute.Of("beta", b));
        }

        return graph.Node(type, [x], [.. attributes]);
    }

    // The formulas are those of ActivationFunction's documentation.
    private static string AddSeveral(OnnxGraph graph, ActivationFunction function, string x)
    {
        switch (function.Name)
        {
            case "linear":
                return x;
            case "relu6":
                return graph.Node("Clip", [x, graph.Number(0), graph.Number(6)]);
            case "silu":
                return graph.Node("Mul", [x, graph.Node("Sigmoid", [x])]);
            case "softplus":
                var sharp = graph.Number((float)function.Alpha);
                return graph.Node("Div", [graph.Node("Softplus", [graph.Node("Mul", [x, sharp])]), sharp]);
            case "mish":
                return graph.Node("Mul", [x, graph.Node("Tanh", [graph.Node("Softplus", [x])])]);
            case "gelu":
                return Halved(graph, x, graph.Node("Erf", [graph.Node("Mul", [x, graph.Number((float)Math.Sqrt(0.5))])]));
            case "gelu-tanh":
                var cube = graph.Node("Mul", [graph.Node("Mul", [x, x]), x]);
                var sum = graph.Node("Add", [x, graph.Node("Mul", [cube, graph.Number(0.044715f)])]);
                return Halved(graph, x, graph.Node("Tanh", [graph.Node("Mul", [sum, graph.Number((float)Math.Sqrt(2 / Math.PI))])]));
            default:
                throw graph.Refusal($"there is no activation '{function.Name}' in it");
        }
    }

    // x/2·(1 + inner).
    private static string Halved(OnnxGraph graph, string x, string inner)
        => graph.Node("Mul", [graph.Node("Mul", [x, graph.Number(0.5f)]), graph.Node("Add", [inner, graph.Number(1)])]);
}
