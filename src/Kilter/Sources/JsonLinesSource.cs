using Kilter.Sources.Input;
using Kilter.Sources.Tables;

namespace Kilter.Sources;

/// <summary>JSON lines: one object a line; also an array of objects, arrays of numbers one a line, or one array of numbers.</summary>
/// <remarks>
/// <para>Keys are columns in the order they first occur; a key missing in a row is a missing value; objects inside a row give columns named "outer.inner".
/// Numbers may stand in quotes; true and false are 1 and 0; null is missing. Time and roles are guessed as for CSV.</para>
/// <para>Cost: O(bytes), one pass; memory: eight bytes a number and two blocks of 1 MiB. A key that first occurs late costs one copy of the rows.</para>
/// </remarks>
public sealed class JsonLinesSource : ISource
{
    private readonly Func<ReadOptions, ByteInput> _open;

    /// <summary>A source over a file.</summary>
    public JsonLinesSource(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Name = Path.GetFileName(path);
        _open = options => ByteInput.OfFile(path, options);
    }

    /// <summary>A source over a stream that <paramref name="open"/> gives anew for each reading; it is closed after.</summary>
    public JsonLinesSource(Func<Stream> open, string name)
    {
        ArgumentNullException.ThrowIfNull(open);
        Name = name;
        _open = options => ByteInput.OfStream(open(), name, name, options);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Task<Reading> ReadAsync(ReadOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        return TableReader.ReadAsync(() => _open(options), TableKind.Json, options, cancellation);
    }
}
