using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Kilter.Numerics.Neural.Onnx;

/// <summary>Writes one message in the protocol buffers wire format: fields of varints, fixed floats, and bytes with their length before them.</summary>
/// <remarks>Source: Google, "Protocol Buffers: Encoding", protobuf.dev. Repeated numbers are written one by one, which every reader accepts.</remarks>
internal sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>What was written so far.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>A whole number; negative ones take ten bytes.</summary>
    public void Integer(int field, long value)
    {
        Varint(((ulong)field << 3) | 0);
        Varint((ulong)value);
    }

    /// <summary>A float32.</summary>
    public void Float(int field, float value)
    {
        Varint(((ulong)field << 3) | 5);
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.GetSpan(4), value);
        _bytes.Advance(4);
    }

    /// <summary>Text as UTF-8.</summary>
    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Raw bytes.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        _bytes.Write(value);
    }

    /// <summary>A message inside this one.</summary>
    public void Message(int field, ProtobufWriter message) => Bytes(field, message.Written);

    /// <summary>The fields of another message, as if they had been written here.</summary>
    public void Append(ProtobufWriter fields) => _bytes.Write(fields.Written);

    private void Varint(ulong value)
    {
        var span = _bytes.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[length++] = (byte)(value | 0x80);
        }

        span[length++] = (byte)value;
        _bytes.Advance(length);
    }
}
