using System.Buffers.Binary;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Neural.Onnx;

/// <summary>The nodes and weights of an exported network while layers add theirs. Activations are (batch, steps, width), float32.</summary>
/// <remarks>Field numbers are those of onnx.proto.</remarks>
internal sealed class OnnxGraph(Network network)
{
    private readonly ProtobufWriter _nodes = new();
    private readonly ProtobufWriter _tensors = new();
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private string _layer = "";

    /// <summary>Adds a layer's nodes; the names of its nodes start with its own.</summary>
    /// <exception cref="InvalidOperationException">ONNX has no form for it.</exception>
    public string Add(IBoundLayer layer, string input)
    {
        var outer = _layer;
        _layer = layer.Name;
        var output = layer.AddTo(this, input) ?? throw Refusal("there is no form of it in ONNX");
        _layer = outer;
        return output;
    }

    /// <summary>An error that names the layer at work.</summary>
    public InvalidOperationException Refusal(string why)
        => new($"Layer '{_layer}' cannot be exported to ONNX: {why}. Leave it out, or compute the layers before and behind it in two files.");

    /// <summary>A weight matrix (inputs, outputs), or a row (outputs), by its own name.</summary>
    public string Weights(WeightMatrix matrix)
        => Named(matrix.Name, Values(matrix), matrix.IsRow ? [matrix.Outputs] : [matrix.Inputs, matrix.Outputs]);

    /// <summary>The numbers of a matrix, (inputs, outputs) without padding.</summary>
    public float[] Values(WeightMatrix matrix)
    {
        var values = new float[matrix.Count];
        matrix.Read(network.Weights, values);
        return values;
    }

    /// <summary>Numbers of this layer in whatever order and shape it needs.</summary>
    /// <param name="part">The name behind the layer's: "W".</param>
    /// <param name="values">Row-major.</param>
    /// <param name="shape">Sizes, outermost first.</param>
    public string Tensor(string part, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape) => Named($"{_layer}/{part}", values, shape);

    /// <summary>A tensor of this layer as PyTorch would keep it: ONNX has its convolutions.</summary>
    public string Assembled(ForeignModule module, string name)
        => Tensor(name, module.Assemble(name, Values), [.. module.Parts.First(p => p.Name == name).Shape]);

    /// <summary>One number, to add or multiply with.</summary>
    public string Number(float value) => Named(FormattableString.Invariant($"number {value}"), [value], []);

    /// <summary>One number several times.</summary>
    public string Repeated(float value, int count)
    {
        var values = new float[count];
        values.AsSpan().Fill(value);
        return Named(FormattableString.Invariant($"number {value} x {count}"), values, [count]);
    }

    /// <summary>A list of whole numbers: a shape, axes, repeats.</summary>
    public string Integers(params ReadOnlySpan<long> values)
    {
        var name = "integers " + string.Join(' ', values.ToArray());
        if (_known.Add(name))
        {
            var raw = new byte[values.Length * 8];
            for (var i = 0; i < values.Length; i++)
            {
                BinaryPrimitives.WriteInt64LittleEndian(raw.AsSpan(8 * i), values[i]);
            }

            AddTensor(name, kind: 7, [values.Length], raw);
        }

        return name;
    }

    /// <summary>One whole number: an index.</summary>
    public string Integer(long value)
    {
        var name = FormattableString.Invariant($"integer {value}");
        if (_known.Add(name))
        {
            var raw = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(raw, value);
            AddTensor(name, kind: 7, [], raw);
        }

        return name;
    }

    /// <summary>A node with one output, and the name of it.</summary>
    /// <param name="type">The operator, of opset 17.</param>
    /// <param name="inputs">Names; "" for one that is left out.</param>
    /// <param name="attributes">Its settings.</param>
    public string Node(string type, string[] inputs, params ReadOnlySpan<OnnxAttribute> attributes) => Node(type, inputs, [""], attributes)[0];

    /// <summary>A node, and the names of its outputs.</summary>
    /// <param name="type">The operator, of opset 17.</param>
    /// <param name="inputs">Names; "" for one that is left out.</param>
    /// <param name="outputs">What is added to the node's name for each output; null for one that nobody reads.</param>
    /// <param name="attributes">Its settings.</param>
    public string[] Node(string type, string[] inputs, string?[] outputs, ReadOnlySpan<OnnxAttribute> attributes)
    {
        var stem = _layer + "/" + type;
        _names[stem] = _names.GetValueOrDefault(stem) + 1;
        var name = _names[stem] == 1 ? stem : FormattableString.Invariant($"{stem}_{_names[stem]}");
        string[] made = [.. outputs.Select(o => o is null ? "" : name + o)];
        AddNode(type, name, inputs, made, attributes);
        return made;
    }

    /// <summary>The same values in another shape; 0 keeps the batch.</summary>
    public string Reshape(string input, params ReadOnlySpan<long> shape) => Node("Reshape", [input, Integers(shape)]);

    /// <summary>Axes in another order.</summary>
    public string Transpose(string input, params ReadOnlySpan<long> axes) => Node("Transpose", [input], OnnxAttribute.Of("perm", axes));

    /// <summary>(batch, steps, width) with the last step first.</summary>
    public string Backwards(string input) => Node("Slice", [input, Integers(-1), Integers(long.MinValue), Integers(1), Integers(-1)]);

    /// <summary>(batch, steps, width) as (batch, width, steps), or back: convolutions and pools have steps last.</summary>
    public string StepsLast(string input) => Transpose(input, 0, 2, 1);

    /// <summary>Values of both side by side at each step.</summary>
    public string Concat(string first, string second) => Node("Concat", [first, second], OnnxAttribute.Of("axis", 2));

    /// <summary>A function of every value.</summary>
    public string Activate(ActivationFunction function, string input) => OnnxActivation.Add(this, function, input);

    /// <summary>The GraphProto, with one input and one output.</summary>
    public ProtobufWriter Finish(string input, string output)
    {
        // A network of layers that do nothing in scoring would otherwise give its input away.
        AddNode("Identity", "output", [output], ["output"], []);
        var graph = new ProtobufWriter();
        graph.Append(_nodes);
        graph.Text(2, "kilter");
        graph.Append(_tensors);
        graph.Message(11, ValueInfo(input, network.Input));
        graph.Message(12, ValueInfo("output", network.Output));
        return graph;
    }

    private string Named(string name, ReadOnlySpan<float> values, ReadOnlySpan<int> shape)
    {
        if (_known.Add(name))
        {
            var raw = new byte[values.Length * 4];
            for (var i = 0; i < values.Length; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(4 * i), values[i]);
            }

            AddTensor(name, kind: 1, shape, raw);
        }

        return name;
    }

    private void AddNode(string type, string name, string[] inputs, string[] outputs, ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = new ProtobufWriter();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        foreach (var output in outputs)
        {
            node.Text(2, output);
        }

        node.Text(3, name);
        node.Text(4, type);
        foreach (var attribute in attributes)
        {
            node.Message(5, attribute.Message);
        }

        _nodes.Message(1, node);
    }

    private void AddTensor(string name, int kind, ReadOnlySpan<int> shape, ReadOnlySpan<byte> raw)
    {
        var tensor = new ProtobufWriter();
        foreach (var size in shape)
        {
            tensor.Integer(1, size);
        }

        tensor.Integer(2, kind);
        tensor.Text(8, name);
        tensor.Bytes(9, raw);
        _tensors.Message(5, tensor);
    }

    private static ProtobufWriter ValueInfo(string name, SampleShape shape)
    {
        var (sizes, batch, tensor, type, info) = (new ProtobufWriter(), new ProtobufWriter(), new ProtobufWriter(), new ProtobufWriter(), new ProtobufWriter());
        batch.Text(2, "batch");
        sizes.Message(1, batch);
        foreach (var length in (int[])[shape.Steps, shape.Width])
        {
            var size = new ProtobufWriter();
            size.Integer(1, length);
            sizes.Message(1, size);
        }

        tensor.Integer(1, 1);
        tensor.Message(2, sizes);
        type.Message(1, tensor);
        info.Text(1, name);
        info.Message(2, type);
        return info;
    }
}
