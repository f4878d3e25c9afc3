using Kilter.Sources.Input;
using Kilter.Sources.Tables;

namespace Kilter.Sources;

/// <summary>Text tables: CSV with comma, semicolon, tab, bar or white space, quoted or not, with or without header; one number a line is the one-column case.</summary>
/// <remarks>
/// <para>gzip, a UTF-8 or UTF-16 byte order mark and Windows line ends are seen and undone. Separator, decimal sign, header and time are guessed from the first
/// rows and checked on every row; roles are guessed from every value. Empty lines are skipped; a row with too many or too few cells is an error.</para>
/// <para>Numbers are read to the nearest double. True and false are 1 and 0; an infinite number is taken as missing, and said.</para>
/// <para>Cost: O(bytes), one pass; memory: eight bytes a number (and eight a time stamp once time is uneven) and two blocks of 1 MiB.</para>
/// </remarks>
public sealed class CsvSource : ISource
{
    private readonly Func<ReadOptions, ByteInput> _open;

    /// <summary>A source over a file.</summary>
    public CsvSource(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Name = Path.GetFileName(path);
        _open = options => ByteInput.OfFile(path, options);
    }

    /// <summary>A source over a stream that <paramref name="open"/> gives anew for each reading; it is closed after.</summary>
    public CsvSource(Func<Stream> open, string name)
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
        return TableReader.ReadAsync(() => _open(options), TableKind.Csv, options, cancellation);
    }
}
