namespace Kilter.Numerics.Neural.Onnx;

/// <summary>A setting of a node. Field numbers are those of onnx.proto.</summary>
internal sealed class OnnxAttribute
{
    private OnnxAttribute(string name, int kind)
    {
        Message.Text(1, name);
        Message.Integer(20, kind);
    }

    /// <summary>The AttributeProto.</summary>
    public ProtobufWriter Message { get; } = new();

    public static OnnxAttribute Of(string name, float value)
    {
        var attribute = new OnnxAttribute(name, kind: 1);
        attribute.Message.Float(2, value);
        return attribute;
    }

    public static OnnxAttribute Of(string name, long value)
    {
        var attribute = new OnnxAttribute(name, kind: 2);
        attribute.Message.Integer(3, value);
        return attribute;
    }

    public static OnnxAttribute Of(string name, string value)
    {
        var attribute = new OnnxAttribute(name, kind: 3);
        attribute.Message.Text(4, value);
        return attribute;
    }

    public static OnnxAttribute Of(string name, params ReadOnlySpan<float> values)
    {
        var attribute = new OnnxAttribute(name, kind: 6);
        foreach (var value in values)
        {
            attribute.Message.Float(7, value);
        }

        return attribute;
    }

    public static OnnxAttribute Of(string name, params ReadOnlySpan<long> values)
    {
        var attribute = new OnnxAttribute(name, kind: 7);
        foreach (var value in values)
        {
            attribute.Message.Integer(8, value);
        }

        return attribute;
    }

    public static OnnxAttribute Of(string name, params ReadOnlySpan<string> values)
    {
        var attribute = new OnnxAttribute(name, kind: 8);
        foreach (var value in values)
        {
            attribute.Message.Text(9, value);
        }

        return attribute;
    }
}
