using Kilter.Numerics.Neural.Layers;

namespace Kilter.Numerics.Neural.Onnx;

/// <summary>Convolutions and pools as ONNX knows them: over (batch, channels, steps).</summary>
internal static class OnnxWindows
{
    /// <summary>Adds a convolution whose weights lie as PyTorch's.</summary>
    public static string Convolve(OnnxGraph graph, string input, StepWindows windows, string[] weights, int groups)
        => Add(graph, "Conv", input, windows, weights, Dilations(windows), OnnxAttribute.Of("group", groups));

    /// <summary>Adds a pool.</summary>
    public static string Pool(OnnxGraph graph, string type, string input, StepWindows windows, OnnxAttribute setting) => Add(graph, type, input, windows, [], setting);

    /// <summary>Adds a transposed convolution; the windows lie over its output, one for each step of its input.</summary>
    public static string ConvolveTransposed(OnnxGraph graph, string input, StepWindows windows, string[] weights)
    {
        // Output steps that no window reaches are padding of the output.
        var beyond = windows.Steps + windows.Before - (((windows.Count - 1) * windows.Stride) + windows.Span);
        return Add(graph, "ConvTranspose", input, windows, weights, Dilations(windows), OnnxAttribute.Of("output_padding", [Math.Max(0L, beyond)]));
    }

    /// <summary>The setting of the steps between two taps.</summary>
    public static OnnxAttribute Dilations(StepWindows windows) => OnnxAttribute.Of("dilations", [(long)windows.Dilation]);

    private static string Add(OnnxGraph graph, string type, string input, StepWindows windows, string[] weights, params OnnxAttribute[] settings)
    {
        OnnxAttribute[] attributes =
        [
            OnnxAttribute.Of("kernel_shape", [(long)windows.Size]),
            OnnxAttribute.Of("strides", [(long)windows.Stride]),
            OnnxAttribute.Of("pads", [windows.Before, windows.After]),
            .. settings,
        ];
        return graph.StepsLast(graph.Node(type, [graph.StepsLast(input), .. weights], attributes));
    }
}
