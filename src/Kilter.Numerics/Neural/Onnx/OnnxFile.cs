using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Neural.Onnx;

/// <summary>Writes networks for other programs to run, in the ONNX format: IR version 8, operators of set 17.</summary>
/// <remarks>
/// <para>
/// The model has one input "input" (batch, steps, width) and one output "output" likewise, float32; the batch may have any size. It computes what
/// <see cref="Network.Run(IWindowSource, int)"/> computes: nothing is dropped, running means are used. Other runtimes round otherwise: expect agreement to some 1e-6 of the values' size.
/// </para>
/// <para>Source: ONNX, "Open Neural Network Exchange Intermediate Representation Specification", https://github.com/onnx/onnx.</para>
/// </remarks>
public static class OnnxFile
{
    private const int IrVersion = 8;
    private const int OperatorSet = 17;

    /// <summary>Writes the network beside <paramref name="path"/> and renames: a reader finds the old file or the new one, whole.</summary>
    /// <exception cref="InvalidOperationException">A layer has no form in ONNX; the message names it.</exception>
    /// <exception cref="IOException">The folder is missing or full.</exception>
    public static void Save(Network network, string path)
    {
        var model = Model(network);
        WholeFile.Write(path, stream => stream.Write(model.Written));
    }

    /// <summary>Writes the network to a stream, which stays open.</summary>
    /// <exception cref="InvalidOperationException">A layer has no form in ONNX; the message names it.</exception>
    public static void Save(Network network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Model(network).Written);
    }

    // Field numbers are those of onnx.proto.
    private static ProtobufWriter Model(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var graph = new OnnxGraph(network);
        var output = network.Stack.AddTo(graph, "input")!;
        var (model, operators) = (new ProtobufWriter(), new ProtobufWriter());
        operators.Text(1, "");
        operators.Integer(2, OperatorSet);
        model.Integer(1, IrVersion);
        model.Text(2, "kilter");
        model.Message(7, graph.Finish("input", output));
        model.Message(8, operators);
        return model;
    }
}
