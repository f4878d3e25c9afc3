using System.Globalization;

namespace Kilter.Artifacts;

/// <summary>The words for a model file that cannot be loaded.</summary>
/// <param name="name">The file as the user gave it.</param>
internal sealed class ArtifactErrors(string name)
{
    private static readonly string[] Again = ["Nothing was loaded. Fit it again, or copy it again from where it was made."];

    // More letters than this apart, and another file was meant.
    private const int LikelyEdits = 3;

    private static readonly (byte[] Start, string Words)[] Signatures =
    [
        ([0x89, .. "PNG"u8], "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"), ([.. "GIF8"u8], "a GIF picture"), ([.. "%PDF"u8], "a PDF document"),
        ([0x1F, 0x8B], "a gzip file"), ([.. "PK"u8, 3, 4], "a ZIP archive (a PyTorch or Excel file is one too)"), ([0x93, .. "NUMPY"u8], "a NumPy array"),
        ([0x80, 2], "a Python pickle"), ([0x80, 3], "a Python pickle"), ([0x80, 4], "a Python pickle"), ([0x80, 5], "a Python pickle"),
        ([0x89, .. "HDF"u8], "an HDF5 file"), ([.. "SQLite format 3"u8], "a SQLite database"), ([0x7F, .. "ELF"u8], "a Linux program"),
    ];

    /// <summary>No such file; names the model files in the folder, the closest as what to type.</summary>
    public static DataException Missing(string path, Exception inner)
    {
        var folder = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
        var models = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.kilter").Select(f => folder == "." ? Path.GetFileName(f) : f).Order(StringComparer.Ordinal).ToArray()
            : [];
        return new DataException($"'{path}' does not exist.", inner)
        {
            File = path,
            Expected = models.Length > 0 ? [$"In this folder: {string.Join(", ", models.Take(5).Select(Path.GetFileName))}{(models.Length > 5 ? ", …" : "")}."]
                : ["A model is made with: kilter fit FILE --out " + Path.GetFileName(path)],
            Try = [.. models.Where(m => m == Nearest.Of(path, models) && Nearest.Edits(path, m) <= LikelyEdits)],
        };
    }

    /// <summary>Empty, or the file of another program.</summary>
    public DataException Foreign(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
        {
            return Make($"'{name}' is empty (0 bytes). A model file was expected.", Again);
        }

        return Make($"'{name}' is not a Kilter model: {Kind(start)}.", ["A model is made with: kilter fit FILE --out model.kilter"]);
    }

    /// <summary>The file ends too early.</summary>
    public DataException Short(long got, long needed, bool orMore)
        => Make($"{name} is cut short: {Count(got)} of {(orMore ? "at least " : "")}{Count(needed)} bytes.", Again);

    /// <summary>A checksum differs.</summary>
    public DataException Damaged(long at, long length) => Make($"{name} is damaged: checksum differs after byte {Count(at)} of {Count(length)}.", Again);

    /// <summary>Checksums are good, and still it is not a model.</summary>
    public DataException Wrong(string reason) => Make($"{name} is damaged: {reason}.", Again);

    /// <summary>Made by a later Kilter.</summary>
    public DataException Newer(int format)
        => Make($"{name} has format {format}; this kilter reads up to format {ArtifactFile.Format}.", ["Nothing was loaded. It was made by a newer kilter: use that one, or fit it again with this one."]);

    private DataException Make(string message, string[] expected) => new(message) { File = name, Expected = expected };

    private static string Kind(ReadOnlySpan<byte> start)
    {
        foreach (var (signature, words) in Signatures)
        {
            if (start.StartsWith(signature))
            {
                return "it starts like " + words;
            }
        }

        return start.IndexOfAnyInRange((byte)0, (byte)8) < 0 ? "it is text" : "it starts with other bytes";
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
