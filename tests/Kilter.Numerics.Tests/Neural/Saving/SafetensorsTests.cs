using System.Buffers.Binary;
using System.Text;
using Kilter.Numerics.Neural.Saving;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Neural.Saving;

public sealed class SafetensorsTests
{
    private static readonly float[] Odd = [0, -0.0f, 1, float.MaxValue, float.Epsilon, float.NegativeInfinity, 3.14159274f, -1e-40f];

    [Fact]
    public void What_was_written_is_read_to_the_same_bits()
    {
        var writer = new SafetensorsWriter();
        writer.Metadata["purpose"] = "test \"ß\" 2";
        writer.Add("a/ä", Odd, 2, 4);
        writer.Add("b", (double[])[double.Pi, double.NaN], 2);
        writer.Add("c", (long[])[long.MinValue, 7], 2);
        writer.Add("nothing", ReadOnlySpan<float>.Empty, 0, 3);
        writer.Add("one", (float[])[5]);

        var file = Read(Bytes(writer));

        Assert.Equal("test \"ß\" 2", file.Metadata["purpose"]);
        Assert.Equal(["b F64 (2)", "c I64 (2)", "a/ä F32 (2, 4)", "nothing F32 (0, 3)", "one F32 ()"], file.Entries.Select(e => $"{e.Name} {e.Type} {SafetensorsEntry.Text(e.Shape)}"));
        Assert.Equal(Odd.Select(BitConverter.SingleToUInt32Bits), file.Floats("a/ä").Select(BitConverter.SingleToUInt32Bits));
        Assert.Equal([double.Pi, double.NaN], file.Doubles("b"));
        Assert.Equal([long.MinValue, 7], file.Integers("c"));
        Assert.Empty(file.Floats("nothing"));
        Assert.Equal([5], file.Floats("one"));
    }

    [Fact]
    public void The_file_is_laid_out_as_the_format_says()
    {
        var writer = new SafetensorsWriter();
        writer.Metadata["k"] = "v";
        writer.Add("w", (float[])[1, 2], 1, 2);

        var bytes = Bytes(writer);

        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.Equal("{\"__metadata__\":{\"k\":\"v\"},\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}", Encoding.UTF8.GetString(bytes, 8, length).TrimEnd(' '));
        Assert.Equal(0, length % 8);
        Assert.Equal([0, 0, 0x80, 0x3F, 0, 0, 0, 0x40], bytes[(8 + length)..]);
    }

    [Fact]
    public void A_file_that_PyTorch_wrote_is_read()
    {
        var file = Read(Golden.Bytes("pytorch_lstm.safetensors"));

        Assert.Equal(10, file.Entries.Count);
        Assert.Equal([24, 3], file.Entry("rnn.weight_ih_l0").Shape);
        Assert.Equal("pt", file.Metadata["format"]);
    }

    [Fact]
    public void Half_precision_and_small_whole_numbers_are_read()
    {
        // 1.5 and the largest finite; 1.5 and -2 as the upper halves of float32.
        byte[] data = [0x00, 0x3E, 0xFF, 0x7B, 0xC0, 0x3F, 0x00, 0xC0, 0xFE, 0xFF, 200, 1];
        var file = Read(Made("""{"h":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"b":{"dtype":"BF16","shape":[2],"data_offsets":[4,8]},"i":{"dtype":"I16","shape":[1],"data_offsets":[8,10]},"u":{"dtype":"U8","shape":[1],"data_offsets":[10,11]},"t":{"dtype":"BOOL","shape":[],"data_offsets":[11,12]}}""", data));

        Assert.Equal([1.5f, 65504f], file.Floats("h"));
        Assert.Equal([1.5f, -2f], file.Floats("b"));
        Assert.Equal([1.5, -2.0], file.Doubles("b"));
        Assert.Equal([-2], file.Integers("i"));
        Assert.Equal([200], file.Integers("u"));
        Assert.Equal([1], file.Integers("t"));
    }

    [Theory]
    [InlineData("", "8 bytes of header length")]
    [InlineData("[]", "an object that maps names to tensors is needed")]
    [InlineData("{\"a\":", "not valid JSON")]
    [InlineData("{} x", "not valid JSON")]
    [InlineData("{\"a\":3}", "an object for tensor 'a' is needed")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", "lacks dtype, shape or two data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "field 'dtype' that is unknown or stands there twice")]
    [InlineData("{\"a\":{\"dtype\":\"F31\",\"shape\":[1],\"data_offsets\":[0,4]}}", "unknown type 'F31'")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", "not a whole number of at least 0")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}", "not a whole number of at least 0")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[[1]],\"data_offsets\":[0,4]}}", "not a whole number of at least 0")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", "the two do not agree")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647,4],\"data_offsets\":[0,4]}}", "the two do not agree")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", "the two do not agree")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[9223372036854775803,9223372036854775807]}}", "at most 2 GB are read")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "tensor 'a' stands there twice")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "without overlap")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "without gaps")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}", "The file was cut short")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "Something was added to it")]
    [InlineData("{\"__metadata__\":{\"a\":1}}", "a text under \"__metadata__\" is needed")]
    [InlineData("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", "'a' stands there twice")]
    [InlineData("{\"a\":{\"dtype\":{\"x\":{\"y\":1}}}}", "a text under \"dtype\" is needed")]
    public void A_damaged_header_is_refused_with_the_file_and_what_is_wrong(string header, string expected)
    {
        var bytes = header.Length == 0 ? [1, 2, 3] : Made(header, new byte[8]);

        var error = Assert.Throws<InvalidDataException>(() => Read(bytes));

        Assert.StartsWith("'some.safetensors'", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(100_000_001UL)]
    [InlineData(1000UL)]
    public void A_header_longer_than_the_file_or_the_limit_is_refused_before_it_is_read(ulong length)
    {
        var bytes = Made("{}", []);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);

        var error = Assert.Throws<InvalidDataException>(() => Read(bytes));

        Assert.StartsWith(FormattableString.Invariant($"'some.safetensors', byte 0: the header should have {length} bytes"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_in_the_header_says_at_which_byte()
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(Made("""{"a":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}""", new byte[4])));

        Assert.StartsWith("'some.safetensors', byte 60:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_not_UTF8_is_refused()
    {
        var bytes = Made("{\"?\":{}}", []);
        bytes[10] = 0xFF;

        Assert.Contains("not valid JSON", Assert.Throws<InvalidDataException>(() => Read(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_shortened_and_every_flipped_file_is_read_or_refused_and_never_anything_else()
    {
        var writer = new SafetensorsWriter();
        writer.Metadata["k"] = "v";
        writer.Add("weights", Odd, 2, 4);
        writer.Add("steps", (long[])[3], 1);
        var whole = Bytes(writer);
        var rng = new Rng(17);
        for (var trial = 0; trial < 4000; trial++)
        {
            var bytes = trial < whole.Length ? whole[..trial] : (byte[])whole.Clone();
            for (var flips = trial < whole.Length ? 0 : 1 + (trial % 3); flips > 0; flips--)
            {
                bytes[rng.NextInt(Math.Min(bytes.Length, 260))] = (byte)rng.NextInt(256);
            }

            try
            {
                var file = Read(bytes);
                Assert.All(file.Entries, e => Assert.True(e.End <= bytes.Length));
                _ = file.Floats("weights");
            }
            catch (InvalidDataException)
            {
                // What a damaged file should give.
            }
        }
    }

    [Fact]
    public void A_missing_tensor_and_another_type_are_named()
    {
        var writer = new SafetensorsWriter();
        writer.Add("steps", (long[])[3]);
        var file = Read(Bytes(writer));

        Assert.Equal("'some.safetensors' has no tensor 'weights'. It has: steps.", Assert.Throws<InvalidDataException>(() => file.Floats("weights")).Message);
        Assert.Equal("'some.safetensors': tensor 'steps' is of type I64; F32, F64, F16 or BF16 is needed.", Assert.Throws<InvalidDataException>(() => file.Floats("steps")).Message);
    }

    [Fact]
    public void A_name_twice_and_numbers_that_do_not_fill_the_shape_are_refused_when_written()
    {
        var writer = new SafetensorsWriter();
        writer.Add("a", (float[])[1]);

        Assert.Throws<ArgumentException>(() => writer.Add("a", (float[])[1]));
        Assert.Throws<ArgumentException>(() => writer.Add("__metadata__", (float[])[1]));
        Assert.StartsWith("Tensor 'b' has 3 values; the shape (2, 2) needs another number.", Assert.Throws<ArgumentException>(() => writer.Add("b", (float[])[1, 2, 3], 2, 2)).Message, StringComparison.Ordinal);
    }

    private static byte[] Made(string header, byte[] data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length + data.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)text.Length);
        text.CopyTo(bytes, 8);
        data.CopyTo(bytes, 8 + text.Length);
        return bytes;
    }

    private static byte[] Bytes(SafetensorsWriter writer)
    {
        var stream = new MemoryStream();
        writer.Write(stream);
        return stream.ToArray();
    }

    private static SafetensorsFile Read(byte[] bytes) => SafetensorsFile.Read(new MemoryStream(bytes), "some.safetensors");
}
