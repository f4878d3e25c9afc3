using System.Globalization;
using System.Text.Json;

namespace Kilter.Sources.Json;

/// <summary>How rows lie in a JSON document.</summary>
internal enum JsonShape
{
    /// <summary>Objects or arrays, one after another or inside one outer array; each is a row.</summary>
    Rows,

    /// <summary>One array of numbers: each number is a row.</summary>
    Series,
}

/// <summary>Walks a JSON document of any length block by block and tells a sink its rows. Objects inside a row give columns named "outer.inner".</summary>
internal sealed class JsonWalker(JsonShape shape, IRowSink sink)
{
    private static readonly JsonReaderOptions Options = new() { AllowMultipleValues = true, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly List<(string Prefix, int Index)> _path = [];
    private JsonReaderState _state = new(Options);
    private byte[] _scratch = new byte[256];
    private bool _inOuter;
    private bool _inRow;
    private bool _rowIsArray;
    private int _column = -1;
    private int _next;
    private long _line = 1;
    private int _counted;
    private bool _stopped;

    /// <summary>The columns in the order they first occurred.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The line the walker stands in, from 1.</summary>
    public long Line => _line;

    /// <summary>Walks as far as the bytes go.</summary>
    /// <returns>How many bytes were used; the rest must come again in front of the next block.</returns>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public int Walk(ReadOnlySpan<byte> bytes, bool isLast)
    {
        var reader = new Utf8JsonReader(bytes, isLast, _state);
        _counted = 0;
        while (!_stopped && reader.Read())
        {
            Take(ref reader, bytes);
        }

        var used = (int)reader.BytesConsumed;
        Count(bytes, used);
        _state = reader.CurrentState;
        return used;
    }

    /// <summary>Adds a column before the walk, so that positions agree with an earlier walk.</summary>
    public void Know(string name) => Position(name);

    private void Count(ReadOnlySpan<byte> bytes, int until)
    {
        _line += bytes[_counted..until].Count((byte)'\n');
        _counted = until;
    }

    private void Take(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        if (!_inRow)
        {
            Outside(ref reader, bytes);
            return;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _column = Column(ref reader);
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                _path.Add((Inner(), reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray when _path.Count > 0:
                _path.RemoveAt(_path.Count - 1);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _inRow = false;
                _stopped = !sink.End();
                break;
            default:
                Value(ref reader);
                break;
        }
    }

    private void Outside(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        var starts = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        if (starts && (reader.TokenType == JsonTokenType.StartObject || _inOuter || (shape == JsonShape.Rows && !OpensOuter(bytes[(int)reader.BytesConsumed..]))))
        {
            Count(bytes, (int)reader.TokenStartIndex);
            sink.Begin(_line);
            _inRow = true;
            _rowIsArray = reader.TokenType == JsonTokenType.StartArray;
            _next = 0;
        }
        else if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray)
        {
            _inOuter = starts;
        }
        else if (reader.TokenType != JsonTokenType.EndObject)
        {
            Count(bytes, (int)reader.TokenStartIndex);
            sink.Begin(_line);
            (_next, _column, _rowIsArray) = (0, -1, true);
            Value(ref reader);
            _stopped = !sink.End();
        }
    }

    // An array that holds rows, not cells: what follows its bracket is another bracket or brace.
    private static bool OpensOuter(ReadOnlySpan<byte> rest)
    {
        var text = rest.TrimStart(" \t\r\n"u8);
        return text.Length > 0 && text[0] is (byte)'[' or (byte)'{';
    }

    private void Value(ref Utf8JsonReader reader)
    {
        var column = _path.Count > 0 && _path[^1].Index >= 0 ? Position(Inner()) : _rowIsArray && _path.Count == 0 ? Numbered() : _column;
        if (reader.TokenType == JsonTokenType.Null)
        {
            sink.Cell(column, default);
        }
        else if (!reader.ValueIsEscaped)
        {
            sink.Cell(column, reader.ValueSpan);
        }
        else
        {
            _scratch = _scratch.Length < reader.ValueSpan.Length ? new byte[reader.ValueSpan.Length] : _scratch;
            sink.Cell(column, _scratch.AsSpan(0, reader.CopyString(_scratch)));
        }
    }

    private int Numbered()
    {
        var column = _next++;
        return column < _names.Count ? column : Position(shape == JsonShape.Series ? "value" : Tables.ColumnNames.MadeUp(column));
    }

    // The name of what comes next inside an array or an object inside a row.
    private string Inner()
    {
        if (_path.Count > 0 && _path[^1].Index >= 0)
        {
            var (prefix, index) = _path[^1];
            _path[^1] = (prefix, index + 1);
            return $"{prefix}.{index.ToString(CultureInfo.InvariantCulture)}";
        }

        return _rowIsArray && _path.Count == 0 ? _names[Numbered()] : _names[_column];
    }

    private int Column(ref Utf8JsonReader reader)
    {
        // Rows mostly repeat their keys in the same order.
        if (_path.Count == 0 && _next < _names.Count && reader.ValueTextEquals(_names[_next]))
        {
            return _next++;
        }

        var name = reader.GetString()!;
        var column = Position(_path.Count == 0 ? name : $"{_path[^1].Prefix}.{name}");
        _next = column + 1;
        return column;
    }

    private int Position(string name)
    {
        if (!_positions.TryGetValue(name, out var position))
        {
            position = _names.Count;
            _names.Add(name.Length == 0 ? Tables.ColumnNames.MadeUp(position) : name);
            _positions.Add(name, position);
        }

        return position;
    }
}
