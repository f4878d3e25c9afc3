using System.Security.Cryptography;

namespace Kilter.Artifacts;

/// <summary>A SHA-256 for every 4,096 bytes, and one over these: tells not only that a file is damaged but where.</summary>
internal static class BlockChecksums
{
    /// <summary>Bytes that one checksum covers.</summary>
    public const int BlockSize = 4096;

    /// <summary>Bytes of one checksum.</summary>
    public const int HashSize = 32;

    /// <summary>Bytes of all checksums of a body, the one over them included.</summary>
    public static long SizeFor(long body) => HashSize * (((body + BlockSize - 1) / BlockSize) + 1);

    /// <summary>The checksums of a body: (blocks + 1) × 32 bytes.</summary>
    public static byte[] Of(ReadOnlySpan<byte> body)
    {
        var table = new byte[SizeFor(body.Length)];
        var hashes = table.AsSpan(0, table.Length - HashSize);
        for (var at = 0; at < body.Length; at += BlockSize)
        {
            SHA256.HashData(body.Slice(at, Math.Min(BlockSize, body.Length - at)), hashes[(at / BlockSize * HashSize)..]);
        }

        SHA256.HashData(hashes, table.AsSpan(hashes.Length));
        return table;
    }

    /// <summary>The offset of the first block that differs from its checksum, the body's length when the checksums themselves are damaged, or −1.</summary>
    public static int FirstDamage(ReadOnlySpan<byte> body, ReadOnlySpan<byte> table)
    {
        Span<byte> hash = stackalloc byte[HashSize];
        var hashes = table[..^HashSize];
        SHA256.HashData(hashes, hash);
        if (!hash.SequenceEqual(table[^HashSize..]))
        {
            return body.Length;
        }

        for (var at = 0; at < body.Length; at += BlockSize)
        {
            SHA256.HashData(body.Slice(at, Math.Min(BlockSize, body.Length - at)), hash);
            if (!hash.SequenceEqual(hashes.Slice(at / BlockSize * HashSize, HashSize)))
            {
                return at;
            }
        }

        return -1;
    }
}
