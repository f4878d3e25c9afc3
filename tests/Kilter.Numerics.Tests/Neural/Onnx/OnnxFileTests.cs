using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Onnx;
using Kilter.Numerics.Tests.Neural.Saving;

namespace Kilter.Numerics.Tests.Neural.Onnx;

/// <summary>The bytes of exported networks; whether another runtime computes the same numbers with them is for the system tests.</summary>
public sealed class OnnxFileTests
{
    [Fact]
    public void Messages_are_written_as_the_wire_format_says()
    {
        var (inner, message) = (new ProtobufWriter(), new ProtobufWriter());
        inner.Integer(1, 150);
        inner.Float(2, 1);
        message.Text(2, "tést");
        message.Message(20, inner);
        message.Integer(1, -1);

        // The first and third examples stand in the description of the format.
        Assert.Equal(
            "12 05 74 C3 A9 73 74 A2 01 08 08 96 01 15 00 00 80 3F 08 FF FF FF FF FF FF FF FF FF 01",
            string.Join(' ', message.Written.ToArray().Select(b => b.ToString("X2"))));
    }

    [Fact]
    public void A_small_network_is_written_byte_by_byte_as_expected()
    {
        var network = new Network(new SampleShape(1, 1), [new Dense(1) { Bias = false }], seed: 1);
        network.Parameters[0].Set([2]);

        var text = System.Text.Encoding.Latin1.GetString(Bytes(network));

        Assert.StartsWith("\b\b\u0012\u0006kilter:", text, StringComparison.Ordinal);
        Assert.Contains("\u0005input\n\u000Edense_1/kernel\u0012\u000Edense_1/MatMul\u001A\u000Edense_1/MatMul\"\u0006MatMul", text, StringComparison.Ordinal);
        Assert.Contains("\b\u0001\b\u0001\u0010\u0001B\u000Edense_1/kernelJ\u0004\0\0\0@", text, StringComparison.Ordinal);
        Assert.EndsWith("B\u0004\n\0\u0010\u0011", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_network_gives_the_same_file()
    {
        using var file = new ScratchFile();
        var network = new Network(new SampleShape(3, 2), [new Lstm(4) { ReturnSequences = true }, new Dropout(0.5), new Lstm(3), new RepeatVector(2), new Dense(2)], seed: 1);

        OnnxFile.Save(network, file.Path);

        Assert.Equal(Bytes(network), File.ReadAllBytes(file.Path));
        Assert.Equal(Bytes(network), Bytes(network));
    }

    [Fact]
    public void A_layer_without_a_form_in_ONNX_is_refused_by_its_name()
    {
        var graph = new OnnxGraph(new Network(new SampleShape(1, 1), [new Dense(1)], seed: 1));

        var error = Assert.Throws<InvalidOperationException>(() => graph.Add(new Strange(), "input"));

        Assert.StartsWith("Layer 'strange_3' cannot be exported to ONNX: there is no form of it in ONNX.", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(Network network)
    {
        var stream = new MemoryStream();
        OnnxFile.Save(network, stream);
        return stream.ToArray();
    }

    private sealed class Strange : IBoundLayer
    {
        public string Name => "strange_3";

        public SampleShape Input => new(1, 1);

        public SampleShape Output => new(1, 1);

        public int CacheLength(int lanes, bool training) => 0;

        public int ScratchLength(int lanes) => 0;

        public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache) => x.CopyTo(y);

        public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache) => dy.CopyTo(dx);
    }
}
