using System.Buffers.Binary;
using System.Text;

namespace Kilter.Sources.Input;

/// <summary>The bytes of one file or stream: opened with errors that teach, hashed as they come, unpacked where gzip wrapped them.</summary>
internal sealed class ByteInput : IDisposable
{
    private const int Look = 512;

    private readonly HashingStream _raw;

    private ByteInput(string name, string file, Stream stream, long total, long unpacked, IProgress<(long Read, long Total)>? progress)
    {
        (Name, File) = (name, file);
        _raw = new HashingStream(stream, read => progress?.Report((read, total)));
        var content = PrefixStream.Peek(_raw, Look, out var start);
        Kind = ByteKinds.Of(start.Span);
        Expected = total;
        if (Kind == ByteKind.Gzip)
        {
            IsPacked = true;
            Expected = unpacked;
            content = Unpack(content, out start);
            Kind = ByteKinds.Of(start.Span);
        }

        Start = start;
        Content = Kind == ByteKind.Utf16 ? Transcode(content, start.Span) : content;
        Expected = Kind == ByteKind.Utf16 ? Expected / 2 : Expected;
    }

    /// <summary>The file name without its folder, or "standard input".</summary>
    public string Name { get; }

    /// <summary>What the user typed.</summary>
    public string File { get; }

    /// <summary>What the unpacked bytes are.</summary>
    public ByteKind Kind { get; }

    /// <summary>True when gzip wrapped the bytes.</summary>
    public bool IsPacked { get; }

    /// <summary>The first unpacked bytes.</summary>
    public ReadOnlyMemory<byte> Start { get; }

    /// <summary>The unpacked bytes; UTF-16 text arrives as UTF-8.</summary>
    public Stream Content { get; }

    /// <summary>How many unpacked bytes to expect; 0 when unknown. A hint only.</summary>
    public long Expected { get; }

    /// <summary>Raw bytes read so far.</summary>
    public long BytesRead => _raw.Total;

    /// <summary>Opens a file.</summary>
    /// <exception cref="DataException">It is not there, is a folder, is closed to this user, or is empty.</exception>
    public static ByteInput OfFile(string path, ReadOptions options)
    {
        var name = Path.GetFileName(path);
        var stream = Openings.File(path);
        try
        {
            return new ByteInput(name, path, stream, stream.Length, UnpackedLength(stream), options.Progress);
        }
        catch (InvalidDataException damage)
        {
            stream.Dispose();
            throw Damaged(name, path, damage);
        }
    }

    /// <summary>Takes over an open stream, such as standard input.</summary>
    public static ByteInput OfStream(Stream stream, string name, string file, ReadOptions options)
        => new(name, file, stream, total: 0, unpacked: 0, options.Progress);

    /// <summary>The error for packed bytes that do not unpack.</summary>
    public static DataException Damaged(string name, string file, Exception cause)
        => new($"{name} is damaged: its gzip data does not unpack.", cause) { File = file, Expected = ["Copy it again from where it was made; gzip -t tests it."] };

    /// <summary>Reads to the end and gives the SHA-256 of all raw bytes.</summary>
    public string Finish() => _raw.Finish();

    /// <inheritdoc/>
    public void Dispose()
    {
        Content.Dispose();
        _raw.Dispose();
    }

    private static PrefixStream Unpack(Stream packed, out ReadOnlyMemory<byte> start)
        => PrefixStream.Peek(new UnpackedStream(packed), Look, out start);

    private static Stream Transcode(Stream content, ReadOnlySpan<byte> start)
        => Encoding.CreateTranscodingStream(content, start[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode, Encoding.UTF8);

    // The last four bytes of a gzip file hold its unpacked length modulo 2^32 (RFC 1952, section 2.3.1); a small figure is not believed.
    private static long UnpackedLength(FileStream stream)
    {
        Span<byte> last = stackalloc byte[4];
        if (!stream.CanSeek || stream.Length < 18)
        {
            return 0;
        }

        stream.Seek(-4, SeekOrigin.End);
        stream.ReadExactly(last);
        stream.Seek(0, SeekOrigin.Begin);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(last);
        return length >= stream.Length && length < 1100 * stream.Length ? length : 0;
    }
}
