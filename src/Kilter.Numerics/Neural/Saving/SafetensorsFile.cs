using System.Buffers.Binary;
using System.Globalization;

namespace Kilter.Numerics.Neural.Saving;

/// <summary>A safetensors file that was read: named tensors and texts.</summary>
/// <remarks>
/// <para>
/// Safe on any input: every length and offset is checked against the file before it is used, nothing is executed, and memory stays within the size of the
/// file and its header (at most 100 MB). At most 2 GB of data.
/// </para>
/// <para>Source: the safetensors format, Hugging Face, https://github.com/huggingface/safetensors.</para>
/// </remarks>
public sealed class SafetensorsFile
{
    private readonly Dictionary<string, SafetensorsEntry> _entries;
    private readonly byte[] _data;

    private SafetensorsFile(string name, IReadOnlyList<SafetensorsEntry> entries, IReadOnlyDictionary<string, string> metadata, byte[] data)
    {
        (Name, Entries, Metadata, _data) = (name, entries, metadata, data);
        _entries = entries.ToDictionary(e => e.Name, StringComparer.Ordinal);
    }

    /// <summary>The name of the file in messages.</summary>
    public string Name { get; }

    /// <summary>What is in it, in the order of the data.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The texts under "__metadata__".</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads a file whole.</summary>
    /// <exception cref="InvalidDataException">It is not a safetensors file, or a damaged one; the message says what is wrong and where.</exception>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    public static SafetensorsFile Read(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">From the first byte of the format on.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidDataException">It is not a safetensors file, or a damaged one; the message says what is wrong and where.</exception>
    public static SafetensorsFile Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        if (!stream.CanSeek)
        {
            var copy = new MemoryStream();
            stream.CopyTo(copy);
            copy.Position = 0;
            stream = copy;
        }

        var length = stream.Length - stream.Position;
        Span<byte> start = stackalloc byte[8];
        if (stream.ReadAtLeast(start, 8, throwOnEndOfStream: false) < 8)
        {
            throw new InvalidDataException(FormattableString.Invariant($"'{name}' has {length} bytes; a safetensors file starts with 8 bytes of header length."));
        }

        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (headerLength > SafetensorsHeader.MostBytes || (long)headerLength > length - 8)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"'{name}', byte 0: the header should have {headerLength} bytes; the file has {length} in all, and a header at most {SafetensorsHeader.MostBytes}. It is not a safetensors file, or was cut short."));
        }

        var dataLength = length - 8 - (long)headerLength;
        if (dataLength > Array.MaxLength)
        {
            throw new InvalidDataException(FormattableString.Invariant($"'{name}' holds {dataLength} bytes of data; at most 2 GB are read."));
        }

        var header = new byte[(int)headerLength];
        Fill(stream, header, name);
        var (entries, metadata) = SafetensorsHeader.Read(header, (int)dataLength, name);
        var data = new byte[dataLength];
        Fill(stream, data, name);
        return new SafetensorsFile(name, entries, metadata, data);
    }

    /// <summary>Whether there is a tensor of that name.</summary>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>What the file says about a tensor.</summary>
    /// <exception cref="InvalidDataException">There is none of that name.</exception>
    public SafetensorsEntry Entry(string name) => _entries.TryGetValue(name, out var entry)
        ? entry
        : throw new InvalidDataException($"'{Name}' has no tensor '{name}'. It has: {string.Join(", ", Entries.Take(20).Select(e => e.Name))}{(Entries.Count > 20 ? ", …" : "")}.");

    /// <summary>The numbers of a tensor of type F32, F16, BF16 or F64, row-major; F64 is rounded.</summary>
    /// <exception cref="InvalidDataException">There is none of that name, or it holds another type.</exception>
    public float[] Floats(string name)
    {
        var entry = Entry(name);
        var bytes = Bytes(entry);
        var values = new float[entry.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = entry.Type == "F32" ? BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]) : (float)Real(entry, bytes, i);
        }

        return values;
    }

    /// <summary>The numbers of a tensor of type F64, F32, F16 or BF16, row-major.</summary>
    /// <exception cref="InvalidDataException">There is none of that name, or it holds another type.</exception>
    public double[] Doubles(string name)
    {
        var entry = Entry(name);
        var bytes = Bytes(entry);
        var values = new double[entry.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Real(entry, bytes, i);
        }

        return values;
    }

    /// <summary>The numbers of a tensor of whole numbers or of BOOL (0 and 1), row-major.</summary>
    /// <exception cref="InvalidDataException">There is none of that name, it holds another type, or a U64 does not fit.</exception>
    public long[] Integers(string name)
    {
        var entry = Entry(name);
        var bytes = Bytes(entry);
        var values = new long[entry.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Whole(entry, bytes, i);
        }

        return values;
    }

    private static void Fill(Stream stream, byte[] bytes, string name)
    {
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException($"'{name}' ended while it was read; someone may be writing it.", error);
        }
    }

    private ReadOnlySpan<byte> Bytes(SafetensorsEntry entry) => _data.AsSpan(entry.Begin, entry.End - entry.Begin);

    private double Real(SafetensorsEntry entry, ReadOnlySpan<byte> bytes, int i) => entry.Type switch
    {
        "F64" => BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]),
        "F32" => BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]),
        "F16" => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]),
        // A bfloat16 is the upper half of a float32.
        "BF16" => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) << 16),
        _ => throw new InvalidDataException($"'{Name}': tensor '{entry.Name}' is of type {entry.Type}; F32, F64, F16 or BF16 is needed."),
    };

    private long Whole(SafetensorsEntry entry, ReadOnlySpan<byte> bytes, int i)
    {
        switch (entry.Type)
        {
            case "I64":
                return BinaryPrimitives.ReadInt64LittleEndian(bytes[(8 * i)..]);
            case "U64":
                var value = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(8 * i)..]);
                return value <= long.MaxValue ? (long)value : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"'{Name}': tensor '{entry.Name}' holds {value}; at most {long.MaxValue} is read."));
            case "I32":
                return BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]);
            case "U32":
                return BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 * i)..]);
            case "I16":
                return BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]);
            case "U16":
                return BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]);
            case "I8":
                return (sbyte)bytes[i];
            case "U8" or "BOOL":
                return bytes[i];
            default:
                throw new InvalidDataException($"'{Name}': tensor '{entry.Name}' is of type {entry.Type}; whole numbers are needed, I64 say.");
        }
    }
}
