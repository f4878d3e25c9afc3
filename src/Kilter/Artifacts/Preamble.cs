using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kilter.Artifacts;

/// <summary>The first 64 bytes of a model file, the same in every format: what it is, which format, how long it must be.</summary>
/// <remarks>
/// <c>"KILTER", 0, 0x1A</c> (8) · format (uint32) · block size (uint32) · bytes of the whole file (int64) · bytes covered by block checksums (int64) ·
/// bytes of the header (int64) · zeros (8) · the first 16 bytes of the SHA-256 of these 48. All little-endian.
/// </remarks>
/// <param name="Format">The format number.</param>
/// <param name="Total">Bytes of the whole file.</param>
/// <param name="Body">Bytes of preamble, header and payload, padded: the part that block checksums cover.</param>
/// <param name="Header">Bytes of the header, which starts right after the preamble.</param>
internal readonly record struct Preamble(int Format, long Total, long Body, long Header)
{
    /// <summary>Bytes of the preamble.</summary>
    public const int Size = 64;

    private const int Checked = 48;

    /// <summary>The first eight bytes: the name, a zero that no text holds, and the old end-of-text mark that stops it being typed out.</summary>
    public static ReadOnlySpan<byte> Magic => "KILTER\0\u001A"u8;

    /// <summary>Writes the 64 bytes.</summary>
    public void Write(Span<byte> target)
    {
        target[..Size].Clear();
        Magic.CopyTo(target);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], Format);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], BlockChecksums.BlockSize);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], Total);
        BinaryPrimitives.WriteInt64LittleEndian(target[24..], Body);
        BinaryPrimitives.WriteInt64LittleEndian(target[32..], Header);
        SHA256.HashData(target[..Checked]).AsSpan(0, Size - Checked).CopyTo(target[Checked..]);
    }

    /// <summary>Reads them; null when their own checksum differs.</summary>
    public static Preamble? Read(ReadOnlySpan<byte> source)
        => SHA256.HashData(source[..Checked]).AsSpan(0, Size - Checked).SequenceEqual(source[Checked..Size])
            ? new Preamble(
                BinaryPrimitives.ReadInt32LittleEndian(source[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(source[16..]),
                BinaryPrimitives.ReadInt64LittleEndian(source[24..]),
                BinaryPrimitives.ReadInt64LittleEndian(source[32..]))
            : null;

    /// <summary>True when the lengths fit each other, as any file of this format has them.</summary>
    public bool IsConsistent
        => Body >= Size && Body <= Array.MaxLength && Header >= 2 && Header <= Body - Size
            && Total == Body + BlockChecksums.SizeFor(Body) && Total <= Array.MaxLength;
}
