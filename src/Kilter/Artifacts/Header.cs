using System.Buffers;
using System.Text.Json;

namespace Kilter.Artifacts;

/// <summary>One line of a model file's header. Offsets count from the start of the payload.</summary>
internal readonly record struct HeaderEntry(string Name, string Kind, long Count, long Offset)
{
    /// <summary>Bytes of its values.</summary>
    public long Bytes => Count * Payload.SizeOf(Kind);
}

/// <summary>The header: JSON with sorted keys, <c>{"entries":[{"count":3,"kind":"float64","name":"limit","offset":0}]}</c>, entries in ordinal order of their names.</summary>
internal static class Header
{
    // The names a model uses are short; more than this is not a model of ours.
    private const int LongestName = 1024;

    /// <summary>Lays the entries out one behind the other and writes the header.</summary>
    public static (byte[] Json, HeaderEntry[] Entries) Of(IReadOnlyDictionary<string, object> values)
    {
        var entries = new List<HeaderEntry>(values.Count);
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray("entries");
        var offset = 0L;
        foreach (var (name, value) in values.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            var (kind, count) = Payload.Describe(value);
            var entry = new HeaderEntry(name, kind, count, offset);
            json.WriteStartObject();
            json.WriteNumber("count", count);
            json.WriteString("kind", kind);
            json.WriteString("name", name);
            json.WriteNumber("offset", offset);
            json.WriteEndObject();
            entries.Add(entry);
            offset = Payload.Padded(offset + entry.Bytes);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return (buffer.WrittenSpan.ToArray(), [.. entries]);
    }

    /// <summary>Reads a header, believing nothing: it must be what <see cref="Of"/> would have written, every entry exactly where it would have put it, inside the payload.</summary>
    /// <returns>The entries, or null with the reason.</returns>
    public static HeaderEntry[]? Read(ReadOnlySpan<byte> json, long payloadBytes, out string reason)
    {
        var entries = new List<HeaderEntry>();
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 4 });
            reason = Entries(ref reader, entries, payloadBytes);
        }
        catch (Exception inner) when (inner is JsonException or InvalidOperationException or FormatException)
        {
            reason = "its header is not that of a model";
        }

        return reason.Length == 0 ? [.. entries] : null;
    }

    private static string Entries(ref Utf8JsonReader reader, List<HeaderEntry> entries, long payloadBytes)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        Expect(ref reader, "entries"u8);
        Expect(ref reader, JsonTokenType.StartArray);
        var (end, last) = (0L, "");
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var entry = Entry(ref reader);
            if (entry.Name.Length is 0 or > LongestName || Payload.SizeOf(entry.Kind) == 0 || entry.Count < 0 || string.CompareOrdinal(last, entry.Name) >= 0)
            {
                return $"entry {entries.Count} of its header is not one of a model";
            }

            if (entry.Offset != end || entry.Count > (payloadBytes - end) / Payload.SizeOf(entry.Kind))
            {
                return $"entry '{entry.Name}' does not lie inside the file";
            }

            entries.Add(entry);
            (end, last) = (Payload.Padded(end + entry.Bytes), entry.Name);
        }

        Expect(ref reader, JsonTokenType.EndObject);
        return !reader.Read() && end == payloadBytes ? "" : "its header and its length do not fit";
    }

    private static HeaderEntry Entry(ref Utf8JsonReader reader)
    {
        Expect(ref reader, "count"u8);
        Expect(ref reader, JsonTokenType.Number);
        var count = reader.GetInt64();
        Expect(ref reader, "kind"u8);
        Expect(ref reader, JsonTokenType.String);
        var kind = reader.GetString()!;
        Expect(ref reader, "name"u8);
        Expect(ref reader, JsonTokenType.String);
        var name = reader.GetString()!;
        Expect(ref reader, "offset"u8);
        Expect(ref reader, JsonTokenType.Number);
        var offset = reader.GetInt64();
        Expect(ref reader, JsonTokenType.EndObject);
        return new HeaderEntry(name, kind, count, offset);
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (!reader.Read() || reader.TokenType != token)
        {
            throw new JsonException();
        }
    }

    private static void Expect(ref Utf8JsonReader reader, ReadOnlySpan<byte> property)
    {
        Expect(ref reader, JsonTokenType.PropertyName);
        if (!reader.ValueTextEquals(property))
        {
            throw new JsonException();
        }
    }
}
