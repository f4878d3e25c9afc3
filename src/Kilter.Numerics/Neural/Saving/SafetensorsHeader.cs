using System.Text.Json;

namespace Kilter.Numerics.Neural.Saving;

/// <summary>Reads the JSON header of a safetensors file, and believes none of it before it is checked.</summary>
/// <remarks>
/// The format: 8 bytes of header length (little-endian), the header, the data. The header maps names to {"dtype", "shape", "data_offsets"}, and
/// "__metadata__" to a map of texts. Tensors lie without gaps and without overlap, and fill the data to its end.
/// </remarks>
internal ref struct SafetensorsHeader
{
    /// <summary>The longest header that is read: what the reference reader accepts.</summary>
    public const int MostBytes = 100_000_000;

    private const string MetadataName = "__metadata__";
    private readonly string _file;
    private readonly Dictionary<string, SafetensorsEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private Utf8JsonReader _json;

    private SafetensorsHeader(ReadOnlySpan<byte> header, string file)
    {
        _file = file;
        _json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = 4 });
    }

    /// <summary>The tensors in the order of their data, and the texts.</summary>
    /// <param name="header">The bytes between the length and the data.</param>
    /// <param name="dataLength">Bytes behind the header.</param>
    /// <param name="file">The name in messages.</param>
    /// <exception cref="InvalidDataException">The header breaks the format; the message says what and at which byte of the file.</exception>
    public static (IReadOnlyList<SafetensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata) Read(ReadOnlySpan<byte> header, int dataLength, string file)
    {
        var reader = new SafetensorsHeader(header, file);
        try
        {
            reader.ReadAll();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{reader.Place}: the header is not valid JSON. {error.Message}", error);
        }

        return (reader.InOrder(dataLength), reader._metadata);
    }

    /// <summary>Bytes of one number, or 0 for a type that the format does not have.</summary>
    public static int SizeOf(string type) => type switch
    {
        "F64" or "I64" or "U64" or "C64" => 8,
        "F32" or "I32" or "U32" => 4,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "I8" or "U8" or "BOOL" or "F8_E4M3" or "F8_E5M2" or "F8_E8M0" => 1,
        _ => 0,
    };

    // 8 bytes of length stand before the header.
    private readonly string Place => FormattableString.Invariant($"'{_file}', byte {8 + _json.TokenStartIndex}");

    /// <summary>Names come from outside: cut short, and without control characters.</summary>
    private static string Shown(string name)
        => new([.. name.Take(80).Select(c => char.IsControl(c) ? '?' : c), .. name.Length > 80 ? "…" : ""]);

    private void ReadAll()
    {
        Next(JsonTokenType.StartObject, "an object that maps names to tensors");
        while (NextProperty() is { } name)
        {
            if (name == MetadataName)
            {
                ReadMetadata();
            }
            else
            {
                ReadEntry(name);
            }
        }

        // Refuses anything but white space behind the object.
        _json.Read();
    }

    private void ReadMetadata()
    {
        Next(JsonTokenType.StartObject, $"a map of texts under \"{MetadataName}\"");
        while (NextProperty() is { } name)
        {
            Next(JsonTokenType.String, $"a text under \"{MetadataName}\"");
            if (!_metadata.TryAdd(name, _json.GetString()!))
            {
                throw Wrong($"the metadata '{Shown(name)}' stands there twice");
            }
        }
    }

    private void ReadEntry(string name)
    {
        var (type, shape, offsets) = ((string?)null, (List<long>?)null, (List<long>?)null);
        Next(JsonTokenType.StartObject, $"an object for tensor '{Shown(name)}'");
        while (NextProperty() is { } field)
        {
            switch (field)
            {
                case "dtype" when type is null:
                    Next(JsonTokenType.String, "a text under \"dtype\"");
                    type = _json.GetString()!;
                    break;
                case "shape" when shape is null:
                    shape = Numbers("shape", most: 32);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = Numbers("data_offsets", most: 2);
                    break;
                default:
                    throw Wrong($"tensor '{Shown(name)}' has a field '{Shown(field)}' that is unknown or stands there twice; dtype, shape and data_offsets are needed, once each");
            }
        }

        if (type is null || shape is null || offsets is not [var begin, var end])
        {
            throw Wrong($"tensor '{Shown(name)}' lacks dtype, shape or two data_offsets");
        }

        Add(name, type, shape, begin, end);
    }

    private readonly void Add(string name, string type, List<long> shape, long begin, long end)
    {
        var size = SizeOf(type);
        if (size == 0)
        {
            throw Wrong($"tensor '{Shown(name)}' is of the unknown type '{Shown(type)}'");
        }

        // At most 2 GB of data are read, so more than that many bytes cannot be right.
        Int128 bytes = size;
        foreach (var length in shape)
        {
            bytes = bytes > int.MaxValue ? bytes : bytes * length;
        }

        if (bytes != (Int128)end - begin || bytes > int.MaxValue)
        {
            throw Wrong(FormattableString.Invariant($"tensor '{Shown(name)}' has the shape ({string.Join(", ", shape)}) of {type} and data_offsets [{begin}, {end}]; the two do not agree"));
        }

        if (end > int.MaxValue)
        {
            throw Wrong(FormattableString.Invariant($"tensor '{Shown(name)}' ends at byte {end} of the data; at most 2 GB are read"));
        }

        var entry = new SafetensorsEntry(name, type, [.. shape.Select(s => (int)s)]) { Begin = (int)begin, End = (int)end };
        if (!_entries.TryAdd(name, entry))
        {
            throw Wrong($"tensor '{Shown(name)}' stands there twice");
        }
    }

    private readonly List<SafetensorsEntry> InOrder(int dataLength)
    {
        List<SafetensorsEntry> entries = [.. _entries.Values.OrderBy(e => e.Begin).ThenBy(e => e.End)];
        var (at, before) = (0, "the start of the data");
        foreach (var entry in entries)
        {
            if (entry.Begin != at)
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"'{_file}': tensor '{Shown(entry.Name)}' starts at byte {entry.Begin} of the data, and {before} ends at {at}; tensors must lie one behind the other without {(entry.Begin < at ? "overlap" : "gaps")}."));
            }

            (at, before) = (entry.End, $"tensor '{Shown(entry.Name)}'");
        }

        if (at != dataLength)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"'{_file}': the tensors need {at} bytes behind the header, and there are {dataLength}. {(at > dataLength ? "The file was cut short: copy it again." : "Something was added to it.")}"));
        }

        return entries;
    }

    private List<long> Numbers(string field, int most)
    {
        var numbers = new List<long>();
        Next(JsonTokenType.StartArray, $"a list of numbers under \"{field}\"");
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            // Beyond int a length cannot fit the data either; the check keeps later casts safe.
            if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out var number) || number < 0 || (field == "shape" && number > int.MaxValue) || numbers.Count == most)
            {
                throw Wrong($"\"{field}\" holds something that is not a whole number of at least 0, or more than {most} of them");
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private string? NextProperty()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.EndObject ? null : _json.GetString();
    }

    private void Next(JsonTokenType type, string what)
    {
        if (!_json.Read() || _json.TokenType != type)
        {
            throw Wrong($"{what} is needed");
        }
    }

    private readonly InvalidDataException Wrong(string what) => new($"{Place}: {what}.");
}
