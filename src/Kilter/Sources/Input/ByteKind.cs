using System.Text;

namespace Kilter.Sources.Input;

/// <summary>What the first bytes of a file say it is.</summary>
internal enum ByteKind
{
    /// <summary>Text, of any layout.</summary>
    Text,

    /// <summary>Text that starts like JSON.</summary>
    Json,

    /// <summary>Compressed by gzip; what is inside must be looked at.</summary>
    Gzip,

    /// <summary>A NumPy array.</summary>
    Npy,

    /// <summary>A ZIP archive, perhaps of NumPy arrays.</summary>
    Zip,

    /// <summary>UTF-16 text with a byte order mark.</summary>
    Utf16,

    /// <summary>Nothing Kilter reads.</summary>
    Foreign,

    /// <summary>No bytes at all.</summary>
    Empty,
}

/// <summary>Tells kinds of files apart by their first bytes, never by their names.</summary>
internal static class ByteKinds
{
    private static readonly (byte[] Start, string Words)[] Signatures =
    [
        ([0x89, .. "PNG"u8], "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"), ([.. "GIF8"u8], "a GIF picture"), ([.. "BM"u8, 0], "a BMP picture"),
        ([.. "%PDF"u8], "a PDF document"), ([0x7F, .. "ELF"u8], "a Linux program"), ([.. "MZ"u8, 0x90], "a Windows program"),
        ([.. "PAR1"u8], "a Parquet file"), ([.. "ARROW1"u8], "an Arrow file"), ([0x89, .. "HDF"u8], "an HDF5 file"), ([.. "SQLite format 3"u8], "a SQLite database"),
        ([.. "MATLAB"u8], "a MATLAB file"), ([0xFD, .. "7zXZ"u8], "an XZ archive"), ([.. "BZh"u8], "a bzip2 archive"), ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
        ([.. "7z"u8, 0xBC, 0xAF], "a 7-Zip archive"), ([.. "Rar!"u8], "a RAR archive"), ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel or Word document"), ([0x80, 0x04, 0x95], "a Python pickle"),
        ([.. "RIFF"u8], "a WAV or AVI recording"), ([.. "OggS"u8], "an Ogg recording"), ([.. "ID3"u8], "an MP3 recording"), ([.. "<!DOCTYPE"u8], "a web page"), ([.. "<html"u8], "a web page"), ([.. "<?xml"u8], "an XML document"),
    ];

    /// <summary>The kind, from at least the first 512 bytes (fewer only when there are no more).</summary>
    public static ByteKind Of(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
        {
            return ByteKind.Empty;
        }

        if (start is [0x1F, 0x8B, ..])
        {
            return ByteKind.Gzip;
        }

        if (start[0] == 0x93 && start[1..].StartsWith("NUMPY"u8))
        {
            return ByteKind.Npy;
        }

        if (start.StartsWith("PK\u0003\u0004"u8))
        {
            return ByteKind.Zip;
        }

        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return ByteKind.Utf16;
        }

        if (Describe(start) is not null)
        {
            return ByteKind.Foreign;
        }

        var text = WithoutMark(start).TrimStart(" \t\r\n"u8);
        return text.Length > 0 && text[0] is (byte)'{' or (byte)'[' ? ByteKind.Json : ByteKind.Text;
    }

    /// <summary>What a foreign file starts like: "it starts like a PNG picture"; null when it may be text.</summary>
    public static string? Describe(ReadOnlySpan<byte> start)
    {
        foreach (var (signature, words) in Signatures)
        {
            if (start.StartsWith(signature))
            {
                return "it starts like " + words;
            }
        }

        var control = start.IndexOfAnyInRange((byte)0, (byte)8);
        return control < 0 ? null : $"byte {Words.Count(control)} is a control character (0x{start[control]:X2})";
    }

    /// <summary>The bytes behind a UTF-8 byte order mark.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes)
        => bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
}
