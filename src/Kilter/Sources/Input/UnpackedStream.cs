using System.Buffers.Binary;
using System.IO.Compression;

namespace Kilter.Sources.Input;

/// <summary>Unpacks gzip, and unlike <see cref="GZipStream"/> says so when the file ends too early.</summary>
/// <remarks>
/// The last four bytes of a gzip member hold its unpacked length modulo 2^32 (RFC 1952, section 2.3.1). They are compared with what came out; a file of several
/// members, told by a second member head inside it, is let through, since the last length then covers only the last member.
/// </remarks>
internal sealed class UnpackedStream : Stream
{
    private readonly Watch _packed;
    private readonly GZipStream _inner;
    private long _total;

    /// <summary>Unpacks a stream that starts with a gzip head.</summary>
    public UnpackedStream(Stream packed)
    {
        _packed = new Watch(packed);
        _inner = new GZipStream(_packed, CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _total; set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The packed bytes are damaged or end too early.</exception>
    public override int Read(Span<byte> buffer)
    {
        var count = _inner.Read(buffer);
        _total += count;
        if (count == 0 && buffer.Length > 0 && !_packed.HasMore && _packed.LastLength != (uint)_total)
        {
            throw new InvalidDataException("The gzip data ends too early.");
        }

        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Passes packed bytes on and keeps the last few; looks for the head of a second member.</summary>
    private sealed class Watch(Stream inner) : Stream
    {
        private const int Head = 10;

        private static ReadOnlySpan<byte> Magic => [0x1F, 0x8B, 8];

        // The end of the last block, so that a head cut in two is seen, and room for the next.
        private readonly byte[] _tail = new byte[Head];
        private long _seen;

        public bool HasMore { get; private set; }

        public uint LastLength => BinaryPrimitives.ReadUInt32LittleEndian(_tail.AsSpan(Head - 4));

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _seen; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var count = inner.Read(buffer);
            Look(buffer[..count]);
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private void Look(ReadOnlySpan<byte> block)
        {
            Span<byte> seam = stackalloc byte[2 * Head];
            _tail.CopyTo(seam);
            var lead = Math.Min(Head, block.Length);
            block[..lead].CopyTo(seam[Head..]);
            HasMore |= HasHead(_seen == 0 ? [] : seam[..(Head + lead)]) || HasHead(_seen == 0 ? block[Math.Min(1, block.Length)..] : block);
            _seen += block.Length;
            if (block.Length >= Head)
            {
                block[^Head..].CopyTo(_tail);
            }
            else
            {
                seam.Slice(lead, Head).CopyTo(_tail);
            }
        }

        // Magic, deflate, no reserved flag, a compression level and a system that exist.
        private static bool HasHead(ReadOnlySpan<byte> bytes)
        {
            while (true)
            {
                var at = bytes.IndexOf(Magic);
                if (at < 0 || bytes.Length - at < Head)
                {
                    return false;
                }

                var head = bytes[at..];
                if (head[3] < 32 && head[8] is 0 or 2 or 4 && head[9] is <= 13 or 255)
                {
                    return true;
                }

                bytes = bytes[(at + 3)..];
            }
        }
    }
}
