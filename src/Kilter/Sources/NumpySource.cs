using Kilter.Sources.Input;
using Kilter.Sources.Tables;

namespace Kilter.Sources;

/// <summary>NumPy arrays: .npy of one or two dimensions, and .npz archives; also gzipped.</summary>
/// <remarks>
/// <para>Rows are samples, columns channels named c1, c2, …; little-endian float16 to float64, int8 to int64, uint8 to uint64 and bool, in C or Fortran order.
/// Of an archive, the arrays as long as the longest become columns under their names; a one-dimensional datetime64 array, or Unix time under a telling
/// name, is the time. Whole numbers beyond 2^53 are rounded; infinities are taken as missing.</para>
/// <para>Cost: O(bytes); memory: eight bytes a number; an archive is held packed beside them.</para>
/// </remarks>
public sealed class NumpySource : ISource
{
    private readonly Func<ReadOptions, ByteInput> _open;

    /// <summary>A source over a file.</summary>
    public NumpySource(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Name = Path.GetFileName(path);
        _open = options => ByteInput.OfFile(path, options);
    }

    /// <summary>A source over a stream that <paramref name="open"/> gives anew for each reading; it is closed after.</summary>
    public NumpySource(Func<Stream> open, string name)
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
        return TableReader.ReadAsync(() => _open(options), TableKind.Numpy, options, cancellation);
    }
}
