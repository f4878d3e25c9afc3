using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kilter.Numerics.Neural.Saving;

/// <summary>Gathers tensors and writes them as one safetensors file.</summary>
/// <remarks>
/// Tensors of 8-byte numbers come first, otherwise the order stays as added; the header is padded so that every tensor is aligned. The same tensors give the
/// same bytes. Memory: one copy of what is added.
/// </remarks>
public sealed class SafetensorsWriter
{
    // A legible header: the file is data, never part of a page.
    private static readonly JsonWriterOptions Legible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<(string Name, string Type, int[] Shape, byte[] Data)> _tensors = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Texts for the header's "__metadata__".</summary>
    public IDictionary<string, string> Metadata { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Adds float32 numbers (F32), row-major.</summary>
    /// <exception cref="ArgumentException">The name is taken or reserved, or the numbers do not fill the shape.</exception>
    public void Add(string name, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape)
    {
        var data = Take(name, "F32", values.Length, shape);
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(4 * i), values[i]);
        }
    }

    /// <summary>Adds float64 numbers (F64), row-major.</summary>
    /// <exception cref="ArgumentException">The name is taken or reserved, or the numbers do not fill the shape.</exception>
    public void Add(string name, ReadOnlySpan<double> values, params ReadOnlySpan<int> shape)
    {
        var data = Take(name, "F64", values.Length, shape);
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(8 * i), values[i]);
        }
    }

    /// <summary>Adds whole numbers (I64), row-major.</summary>
    /// <exception cref="ArgumentException">The name is taken or reserved, or the numbers do not fill the shape.</exception>
    public void Add(string name, ReadOnlySpan<long> values, params ReadOnlySpan<int> shape)
    {
        var data = Take(name, "I64", values.Length, shape);
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(data.AsSpan(8 * i), values[i]);
        }
    }

    /// <summary>Writes the file beside <paramref name="path"/> and renames it: a reader finds the old file or the new one, whole.</summary>
    /// <exception cref="IOException">The folder is missing or full.</exception>
    public void Write(string path) => WholeFile.Write(path, Write);

    /// <summary>Writes to a stream, which stays open.</summary>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var tensors = _tensors.OrderByDescending(t => SafetensorsHeader.SizeOf(t.Type)).ToArray();
        var header = Header(tensors);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var (_, _, _, data) in tensors)
        {
            stream.Write(data);
        }
    }

    private byte[] Header(IEnumerable<(string Name, string Type, int[] Shape, byte[] Data)> tensors)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Legible))
        {
            json.WriteStartObject();
            WriteMetadata(json);
            var at = 0L;
            foreach (var (name, type, shape, data) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", type);
                WriteNumbers(json, "shape", shape.Select(s => (long)s));
                WriteNumbers(json, "data_offsets", [at, at + data.Length]);
                json.WriteEndObject();
                at += data.Length;
            }

            json.WriteEndObject();
        }

        // The format allows spaces behind the object; with the 8 bytes in front the data starts at a multiple of 8.
        var padded = new byte[(buffer.WrittenCount + 7) / 8 * 8];
        padded.AsSpan().Fill((byte)' ');
        buffer.WrittenSpan.CopyTo(padded);
        return padded;
    }

    private void WriteMetadata(Utf8JsonWriter json)
    {
        if (Metadata.Count == 0)
        {
            return;
        }

        json.WriteStartObject("__metadata__");
        foreach (var (key, value) in Metadata)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string field, IEnumerable<long> numbers)
    {
        json.WriteStartArray(field);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private byte[] Take(string name, string type, int count, ReadOnlySpan<int> shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var needed = 1L;
        foreach (var size in shape)
        {
            needed = size < 0 ? -1 : checked(needed * size);
        }

        if (needed != count)
        {
            throw new ArgumentException($"Tensor '{name}' has {count.ToString(CultureInfo.InvariantCulture)} values; the shape {SafetensorsEntry.Text(shape.ToArray())} needs another number.", nameof(shape));
        }

        if (name == "__metadata__" || !_names.Add(name))
        {
            throw new ArgumentException($"The name '{name}' is {(name == "__metadata__" ? "the format's own" : "taken")}; each tensor needs one of its own.", nameof(name));
        }

        var data = new byte[count * SafetensorsHeader.SizeOf(type)];
        _tensors.Add((name, type, shape.ToArray(), data));
        return data;
    }
}
