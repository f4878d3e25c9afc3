using System.Buffers.Binary;
using System.Text;

namespace Kilter.Artifacts;

/// <summary>Entries to little-endian bytes and back. Every entry starts at a multiple of 64 and is padded with zeros to the next.</summary>
internal static class Payload
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The next multiple of 64.</summary>
    public static long Padded(long bytes) => (bytes + 63) & ~63L;

    /// <summary>Kind as the header names it, and how many values (bytes of UTF-8 for a text).</summary>
    /// <exception cref="ArgumentException">A text holds half of a surrogate pair.</exception>
    public static (string Kind, long Count) Describe(object value) => value switch
    {
        string text => ("text", Strict.GetByteCount(text)),
        double[] numbers => ("float64", numbers.LongLength),
        float[] numbers => ("float32", numbers.LongLength),
        long[] numbers => ("int64", numbers.LongLength),
        _ => throw new ArgumentException($"An entry is a {value.GetType().Name}; texts and numbers can be saved.", nameof(value)),
    };

    /// <summary>Bytes of one value of a kind; 0 for a kind that does not exist.</summary>
    public static int SizeOf(string kind) => kind switch
    {
        "text" => 1,
        "float32" => 4,
        "float64" or "int64" => 8,
        _ => 0,
    };

    /// <summary>Writes the values at the start of <paramref name="target"/>.</summary>
    public static void Write(object value, Span<byte> target)
    {
        switch (value)
        {
            case string text:
                Strict.GetBytes(text, target);
                break;
            case double[] numbers:
                for (var i = 0; i < numbers.Length; i++)
                {
                    BinaryPrimitives.WriteDoubleLittleEndian(target[(8 * i)..], numbers[i]);
                }

                break;
            case float[] numbers:
                for (var i = 0; i < numbers.Length; i++)
                {
                    BinaryPrimitives.WriteSingleLittleEndian(target[(4 * i)..], numbers[i]);
                }

                break;
            case long[] numbers:
                for (var i = 0; i < numbers.Length; i++)
                {
                    BinaryPrimitives.WriteInt64LittleEndian(target[(8 * i)..], numbers[i]);
                }

                break;
        }
    }

    /// <summary>Reads the values of a kind that fill <paramref name="source"/>.</summary>
    /// <exception cref="ArgumentException">A text is not UTF-8.</exception>
    public static object Read(string kind, ReadOnlySpan<byte> source)
    {
        switch (kind)
        {
            case "text":
                return Strict.GetString(source);
            case "float32":
                var floats = new float[source.Length / 4];
                for (var i = 0; i < floats.Length; i++)
                {
                    floats[i] = BinaryPrimitives.ReadSingleLittleEndian(source[(4 * i)..]);
                }

                return floats;
            case "float64":
                var doubles = new double[source.Length / 8];
                for (var i = 0; i < doubles.Length; i++)
                {
                    doubles[i] = BinaryPrimitives.ReadDoubleLittleEndian(source[(8 * i)..]);
                }

                return doubles;
            default:
                var integers = new long[source.Length / 8];
                for (var i = 0; i < integers.Length; i++)
                {
                    integers[i] = BinaryPrimitives.ReadInt64LittleEndian(source[(8 * i)..]);
                }

                return integers;
        }
    }
}
