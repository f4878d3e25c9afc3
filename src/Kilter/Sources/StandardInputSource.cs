using Kilter.Sources.Input;
using Kilter.Sources.Tables;

namespace Kilter.Sources;

/// <summary>Standard input: any of the file formats, told by its first bytes. It can be read once.</summary>
/// <remarks>Its length is not known beforehand, so rows are stored in an array that grows by half: the peak may be two and a half times the numbers.</remarks>
public sealed class StandardInputSource : ISource
{
    private readonly Func<Stream> _open;

    /// <summary>A source over the standard input of the process.</summary>
    public StandardInputSource()
        : this(Console.OpenStandardInput)
    {
    }

    /// <summary>A source over another stream in the place of standard input.</summary>
    public StandardInputSource(Func<Stream> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        _open = open;
    }

    /// <inheritdoc/>
    public string Name => "standard input";

    /// <inheritdoc/>
    public Task<Reading> ReadAsync(ReadOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        return TableReader.ReadAsync(() => ByteInput.OfStream(_open(), Name, "-", options), TableKind.Any, options, cancellation);
    }
}
