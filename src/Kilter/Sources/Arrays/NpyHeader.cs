using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kilter.Sources.Arrays;

/// <summary>The head of a NumPy array file: what its numbers are and how they lie.</summary>
/// <param name="Type">The type without its byte order: f8, f4, f2, i1 … i8, u1 … u8, b1, or M8 with its unit.</param>
/// <param name="Size">Bytes of one number.</param>
/// <param name="IsFortran">True when columns, not rows, lie together.</param>
/// <param name="Rows">The length.</param>
/// <param name="Columns">Numbers a row; 1 for a one-dimensional array.</param>
/// <param name="Dimensions">1 or 2.</param>
/// <remarks>Source: NumPy Enhancement Proposal 1, "A Simple File Format for NumPy Arrays", R. Kern, 2007, with versions 2 and 3.</remarks>
internal sealed partial record NpyHeader(string Type, int Size, bool IsFortran, int Rows, int Columns, int Dimensions)
{
    /// <summary>Reads the head; the stream then stands on the first number.</summary>
    /// <param name="stream">The file from its first byte.</param>
    /// <param name="name">The array's name for errors.</param>
    /// <param name="file">What the user typed.</param>
    public static NpyHeader Read(Stream stream, string name, string file)
    {
        Span<byte> start = stackalloc byte[8];
        Exactly(stream, start, name, file);
        var wide = start[6] >= 2;
        Span<byte> length = stackalloc byte[4];
        Exactly(stream, length[..(wide ? 4 : 2)], name, file);
        var count = wide ? BinaryPrimitives.ReadUInt32LittleEndian(length) : BinaryPrimitives.ReadUInt16LittleEndian(length);
        if (count > 1 << 20)
        {
            throw Bad(name, file, $"its header says it is {Words.Count(count)} bytes long");
        }

        var bytes = new byte[count];
        Exactly(stream, bytes, name, file);
        return Parse(Encoding.Latin1.GetString(bytes), name, file);
    }

    /// <summary>The error for an array that cannot be used.</summary>
    public static DataException Bad(string name, string file, string why, params string[] expected)
        => new($"{name} cannot be read: {why}.") { File = file, Expected = expected };

    /// <summary>The error for a file that ends too early.</summary>
    public static DataException Short(string name, string file)
        => Bad(name, file, "it ends before its last number", "Copy it again from where it was made.");

    private static void Exactly(Stream stream, Span<byte> target, string name, string file)
    {
        if (stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) < target.Length)
        {
            throw Short(name, file);
        }
    }

    private static NpyHeader Parse(string text, string name, string file)
    {
        var type = TypeText().Match(text);
        var shape = ShapeText().Match(text);
        if (!type.Success || !shape.Success)
        {
            throw Bad(name, file, "it is no plain array of numbers", "A structured array can be saved plainly with:  numpy.save(file, numpy.column_stack([a[n] for n in a.dtype.names]))");
        }

        var kind = type.Groups[2].Value;
        if (type.Groups[1].Value == ">")
        {
            throw Bad(name, file, $"its numbers are big-endian ('>{kind}')", "Save it with:  numpy.save(file, array.astype('<f8'))");
        }

        var size = kind switch
        {
            "f8" or "i8" or "u8" => 8,
            "f4" or "i4" or "u4" => 4,
            "f2" or "i2" or "u2" => 2,
            "i1" or "u1" or "b1" => 1,
            _ when kind.StartsWith("M8[", StringComparison.Ordinal) => 8,
            _ => throw Bad(name, file, $"its type is '{kind}'", "Readable types: float16 to float64, int8 to int64, uint8 to uint64, bool. Save it with:  numpy.save(file, array.astype('<f8'))"),
        };
        int[] sides = [.. shape.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(side => Side(side, name, file))];
        return sides.Length is 1 or 2
            ? new NpyHeader(kind, size, text.Contains("'fortran_order': True", StringComparison.Ordinal), sides[0], sides.Length == 2 ? sides[1] : 1, sides.Length)
            : throw Bad(name, file, $"it has {sides.Length} dimensions ({string.Join(" × ", sides.Select(side => Words.Count(side)))})", "One dimension (samples) or two (samples × channels) are needed.");
    }

    private static int Side(string text, string name, string file)
        => int.TryParse(text.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out var side) ? side : throw Bad(name, file, $"its shape holds '{text}'");

    [GeneratedRegex(@"'descr':\s*'([<>|=]?)([a-zA-Z]\d+(?:\[\w+\])?)'")]
    private static partial Regex TypeText();

    [GeneratedRegex(@"'shape':\s*\(([^)]*)\)")]
    private static partial Regex ShapeText();
}
