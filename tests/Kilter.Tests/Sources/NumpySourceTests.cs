using System.IO.Compression;
using System.Text;
using Kilter.Sources;

namespace Kilter.Tests.Sources;

public sealed class NumpySourceTests
{
    [Theory]
    [InlineData("<f8")]
    [InlineData("<f4")]
    [InlineData("<f2")]
    [InlineData("<i8")]
    [InlineData("<i4")]
    [InlineData("<i2")]
    [InlineData("|i1")]
    [InlineData("<u8")]
    [InlineData("<u4")]
    [InlineData("<u2")]
    [InlineData("|u1")]
    public void Every_number_type_gives_the_same_values(string type)
    {
        double[] values = [0, 1, 2, 3, 5, 120];

        var reading = Reader.Numpy(Npy(type, "(3, 2)", false, values));

        Assert.Equal(values, reading.Frame.Values);
        Assert.Equal(["c1", "c2"], reading.Frame.Channels.Select(channel => channel.Name));
        Assert.Equal("NumPy array (3 × 2)", reading.Layout);
    }

    [Fact]
    public void Negative_numbers_keep_their_sign_in_every_signed_type()
    {
        foreach (var type in (string[])["<f8", "<f4", "<f2", "<i8", "<i4", "<i2", "|i1"])
        {
            Assert.Equal([-1, -100, 7], Reader.Numpy(Npy(type, "(3,)", false, [-1, -100, 7])).Frame.Values);
        }
    }

    [Fact]
    public void Booleans_are_one_and_zero()
        => Assert.Equal([1, 0, 1], Reader.Numpy(Npy("|b1", "(3,)", false, [1, 0, 1])).Frame.Values);

    [Fact]
    public void Fortran_order_gives_the_same_frame_as_C_order()
    {
        var c = Reader.Numpy(Npy("<f8", "(3, 2)", false, [1, 2, 3, 4, 5, 7]));
        var fortran = Reader.Numpy(Npy("<f8", "(3, 2)", true, [1, 3, 5, 2, 4, 7]));

        Assert.Equal(c.Frame.Values, fortran.Frame.Values);
    }

    [Fact]
    public void Fortran_order_holds_over_many_blocks()
    {
        const int rows = 50_000;
        var byColumn = Enumerable.Range(0, 3 * rows).Select(i => (double)((i % rows * 3) + (i / rows))).ToArray();

        var reading = Reader.Numpy(Npy("<f8", $"({rows}, 3)", true, byColumn), new ReadOptions { Channels = ["c1", "c2", "c3"] });

        Assert.True(reading.Frame.Values.SequenceEqual(Enumerable.Range(0, 3 * rows).Select(i => (double)i).ToArray()));
    }

    [Fact]
    public void A_one_dimensional_array_is_one_channel()
        => Assert.Equal("value", Assert.Single(Reader.Numpy(Npy("<f8", "(4,)", false, [1, 2, 3, 9])).Frame.Channels).Name);

    [Fact]
    public void Infinities_are_missing()
    {
        var reading = Reader.Numpy(Npy("<f8", "(4,)", false, [1, double.PositiveInfinity, double.NaN, 9]));

        Assert.Equal([1, double.NaN, double.NaN, 9], reading.Frame.Values);
        Assert.Contains(reading.Notes, note => note is { Kind: "missing", Count: 2 });
        Assert.Contains(reading.Notes, note => note is { Kind: "not-a-number", Count: 1 });
    }

    [Fact]
    public void Of_an_archive_the_longest_arrays_become_named_columns_and_times()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        var bytes = Npz(
            ("flow", Npy("<f8", "(3,)", false, [1, 2, 4])),
            ("time", Npy("<i8", "(3,)", false, [start, start + 60, start + 120])),
            ("xy", Npy("<f4", "(3, 2)", false, [1, 2, 3, 4, 5, 7])),
            ("label", Npy("|b1", "(3,)", false, [0, 1, 0])),
            ("note", Npy("<f8", "(2,)", false, [0, 1])));

        var reading = Reader.Numpy(bytes);

        Assert.Equal(["flow", "xy.1", "xy.2"], reading.Frame.Channels.Select(channel => channel.Name));
        Assert.Equal([1, 1, 2, 2, 3, 4, 4, 5, 7], reading.Frame.Values);
        Assert.Equal(new DateTime(2026, 1, 1, 0, 2, 0), reading.Frame.Time.At(2));
        Assert.Equal(1, Assert.Single(reading.Labels!.Ranges).Start);
        Assert.Contains(reading.Notes, note => note.Text.Contains("note (2)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ns", 1e9)]
    [InlineData("us", 1e6)]
    [InlineData("ms", 1e3)]
    [InlineData("s", 1)]
    public void An_array_of_datetime64_is_the_time(string unit, double perSecond)
    {
        var first = (long)(1_767_225_600 * perSecond);
        var bytes = Npz(("when", Longs($"<M8[{unit}]", first, first + (long)perSecond)), ("flow", Npy("<f8", "(2,)", false, [1, 2])));

        var reading = Reader.Numpy(bytes);

        Assert.Equal(new DateTime(2026, 1, 1, 0, 0, 1), reading.Frame.Time.At(1));
    }

    [Theory]
    [InlineData(">f8", "(2,)", "its numbers are big-endian ('>f8')")]
    [InlineData("<c16", "(2,)", "its type is 'c16'")]
    [InlineData("<f8", "(2, 1, 1)", "it has 3 dimensions (2 × 1 × 1)")]
    [InlineData("<f8", "(9,)", "it ends before its last number")]
    public void Arrays_that_cannot_be_used_say_why(string type, string shape, string why)
    {
        var error = Assert.Throws<DataException>(() => Reader.Numpy(Npy("<f8", shape, false, [1, 2], type)));

        Assert.Equal($"pump.npy cannot be read: {why}.", error.Message);
        Assert.NotEmpty(error.Expected);
    }

    [Fact]
    public void An_array_without_numbers_says_so()
        => Assert.Contains("holds no numbers", Assert.Throws<DataException>(() => Reader.Numpy(Npy("<f8", "(0, 5)", false, []))).Message, StringComparison.Ordinal);

    [Fact]
    public void Text_is_no_NumPy_file()
        => Assert.Throws<DataException>(() => Reader.Numpy("1,2\n3,4\n"u8.ToArray()));

    [Fact]
    public void Standard_input_tells_the_format_by_its_first_bytes()
    {
        Assert.Equal([1, 2, 4], Reader.Any(Npy("<f8", "(3,)", false, [1, 2, 4])).Frame.Values);
        Assert.Equal([1, 2, 4], Reader.Any("1\n2\n4\n"u8.ToArray()).Frame.Values);
        Assert.Equal([1, 2, 4], Reader.Any("[1, 2, 4]"u8.ToArray()).Frame.Values);
        Assert.Equal("standard input", Reader.Any("1\n2\n"u8.ToArray()).Name);
    }

    private static byte[] Npy(string stored, string shape, bool fortran, double[] values, string? claimed = null)
    {
        using var stream = Head(claimed ?? stored, shape, fortran);
        using var writer = new BinaryWriter(stream);
        foreach (var value in values)
        {
            switch (stored[1..])
            {
                case "f8": writer.Write(value); break;
                case "f4": writer.Write((float)value); break;
                case "f2": writer.Write((Half)value); break;
                case "i8": writer.Write((long)value); break;
                case "i4": writer.Write((int)value); break;
                case "i2": writer.Write((short)value); break;
                case "i1": writer.Write((sbyte)value); break;
                case "u8": writer.Write((ulong)value); break;
                case "u4": writer.Write((uint)value); break;
                case "u2": writer.Write((ushort)value); break;
                default: writer.Write((byte)value); break;
            }
        }

        return stream.ToArray();
    }

    private static byte[] Longs(string type, params long[] values)
    {
        using var stream = Head(type, $"({values.Length},)", false);
        using var writer = new BinaryWriter(stream);
        foreach (var value in values)
        {
            writer.Write(value);
        }

        return stream.ToArray();
    }

    private static MemoryStream Head(string type, string shape, bool fortran)
    {
        var text = $"{{'descr': '{type}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}";
        text = text.PadRight((((text.Length + 11) / 64 + 1) * 64) - 11) + "\n";
        var stream = new MemoryStream();
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)(text.Length % 256), (byte)(text.Length / 256), .. Encoding.ASCII.GetBytes(text)]);
        return stream;
    }

    private static byte[] Npz(params (string Name, byte[] Array)[] arrays)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, array) in arrays)
            {
                using var entry = archive.CreateEntry(name + ".npy").Open();
                entry.Write(array);
            }
        }

        return stream.ToArray();
    }
}
