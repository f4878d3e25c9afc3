using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Kilter.Sources;

namespace Kilter.Tests.Sources;

public sealed class CsvSourceTests
{
    [Theory]
    [InlineData(",", "comma")]
    [InlineData(";", "semicolon")]
    [InlineData("\t", "tab")]
    [InlineData("|", "bar")]
    [InlineData("  ", "white space")]
    [InlineData(" \t", "tab")]
    public void Every_separator_is_recognised(string separator, string words)
    {
        var reading = Reader.Csv(Reader.Lines($"flow{separator}pressure", $"1.5{separator}-2", $"3{separator}4e1", $"5{separator}6"));

        Assert.Equal(["flow", "pressure"], reading.Frame.Channels.Select(channel => channel.Name));
        Assert.Equal([1.5, -2, 3, 40, 5, 6], reading.Frame.Values);
        Assert.Equal($"CSV, {words}, header", reading.Layout);
        Assert.Equal(3, reading.Rows);
    }

    [Fact]
    public void White_space_at_the_start_and_end_of_a_row_means_nothing()
    {
        var reading = Reader.Csv("  1.0   2.0  \n 3.0\t4.0\r\n   5.0 6.0");

        Assert.Equal([1, 2, 3, 4, 5, 6], reading.Frame.Values);
    }

    [Fact]
    public void One_number_a_line_is_one_channel()
    {
        var reading = Reader.Csv("1\n2.5\n2\n");

        Assert.Equal("value", Assert.Single(reading.Frame.Channels).Name);
        Assert.Equal([1, 2.5, 2], reading.Frame.Values);
        Assert.False(reading.Frame.Time.HasTime);
        Assert.Equal("text, one number a line", reading.Layout);
    }

    [Fact]
    public void Quotes_hold_separators_line_feeds_and_doubled_quotes()
    {
        var reading = Reader.Csv("\"flow, \"\"main\"\"\nline\",\"b\"\n\"1\",2\n 3 ,\"4\"\n\"5\" , 6 \n");

        Assert.Equal(["flow, \"main\"\nline", "b"], reading.Frame.Channels.Select(channel => channel.Name));
        Assert.Equal([1, 2, 3, 4, 5, 6], reading.Frame.Values);
    }

    [Fact]
    public void Windows_line_ends_empty_lines_and_a_byte_order_mark_change_nothing()
    {
        var plain = Reader.Csv("a,b\n1,2\n3,4\n");

        var marked = Reader.Csv([.. Encoding.UTF8.Preamble, .. "\r\na,b\r\n1,2\r\n\r\n3,4"u8]);

        Assert.Equal(plain.Frame.Values, marked.Frame.Values);
        Assert.Equal("a", marked.Frame.Channels[0].Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Utf16_text_is_read(bool littleEndian)
    {
        Encoding encoding = littleEndian ? Encoding.Unicode : Encoding.BigEndianUnicode;

        var reading = Reader.Csv([.. encoding.Preamble, .. encoding.GetBytes("größe,b\n1,2\n3,4\n")]);

        Assert.Equal("größe", reading.Frame.Channels[0].Name);
        Assert.Equal([1, 2, 3, 4], reading.Frame.Values);
    }

    [Fact]
    public void Gzip_is_undone_and_the_fingerprint_is_of_the_packed_bytes()
    {
        byte[] text = "a,b\n1,2\n3,4\n"u8.ToArray();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(text);
        }

        var reading = Reader.Csv(packed.ToArray());

        Assert.Equal([1, 2, 3, 4], reading.Frame.Values);
        Assert.Equal(packed.Length, reading.Bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(packed.ToArray())), reading.Fingerprint);
        Assert.EndsWith(", gzip", reading.Layout, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_read_alike_wherever_blocks_are_cut()
    {
        // Rows of changing length, some quoted with a line feed inside, over several blocks of 1 MiB.
        var text = new StringBuilder("a,b,c\n");
        var expected = new List<double>();
        for (var row = 0; row < 90_000; row++)
        {
            var value = row % 7 == 0 ? row * 1.5 : row * 123_456.789;
            text.Append(row % 11 == 0 ? $"\"{value:R}\n\",{-value:R}" : $"{value:R},{-value:R}").Append(',').Append(new string('0', row % 13)).Append(row % 977).Append('\n');
            expected.AddRange([value, -value, row % 977]);
        }

        var reading = Reader.Csv(text.ToString(), new ReadOptions { TimeColumn = "none" });

        Assert.Equal(expected.Count, reading.Frame.Values.Length);
        Assert.True(expected.ToArray().AsSpan().SequenceEqual(reading.Frame.Values));
    }

    [Fact]
    public void A_row_longer_than_a_block_is_read()
    {
        const int columns = 300_000;
        var row = string.Join(',', Enumerable.Range(0, columns).Select(c => c * 7 % 1000));
        var other = string.Join(',', Enumerable.Range(0, columns).Select(c => c * 3 % 1001));

        var reading = Reader.Csv($"{row}\n{other}\n", new ReadOptions { Header = false });

        Assert.Equal(7 * 299_999 % 1000, reading.Frame[0, reading.Frame.IndexOf("c300000")]);
    }

    [Fact]
    public void A_decimal_comma_is_recognised_beside_another_separator()
    {
        var reading = Reader.Csv("a;b\n1,5;2\n-3,25;4,0\n");

        Assert.Equal([1.5, 2, -3.25, 4], reading.Frame.Values);
        Assert.EndsWith("decimal comma", reading.Layout, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_for_missing_become_NaN_and_are_counted()
    {
        var reading = Reader.Csv(Reader.Lines("a,b", "1,2", ",3", "NA,4", "n/a,5", "nan,6", "NULL,7", "None,8", "-,9", "?,10", "gone,11", "2,12"), new ReadOptions { MissingWords = ["gone"] });

        Assert.Equal(9, reading.Columns[0].Missing);
        Assert.Equal(9, reading.Frame.Column(0).Count(double.IsNaN));
        Assert.Contains(reading.Notes, note => note is { Kind: "missing", Count: 9 });
    }

    [Fact]
    public void True_and_false_are_one_and_zero_and_infinities_are_missing()
    {
        var reading = Reader.Csv(Reader.Lines("a,b", "true,1", "False,-inf", "TRUE,Infinity", "false,1e999", "false,3"));

        Assert.Equal([1, 0, 1, 0, 0], reading.Frame.Column(0));
        Assert.Equal(3, reading.Frame.Column(1).Count(double.IsNaN));
        Assert.Contains(reading.Notes, note => note is { Kind: "not-a-number", Count: 3, IsWarning: true });
    }

    [Fact]
    public void A_separator_at_the_end_of_every_row_adds_no_cell()
    {
        var reading = Reader.Csv("a,b\n1,2,\n3,4,\r\n");

        Assert.Equal([1, 2, 3, 4], reading.Frame.Values);
    }

    [Fact]
    public void A_last_row_cut_short_is_left_out_with_a_warning()
    {
        var reading = Reader.Csv("a,b\n1,2\n3,4\n5");

        Assert.Equal([1, 2, 3, 4], reading.Frame.Values);
        Assert.Contains(reading.Notes, note => note is { Kind: "ragged", IsWarning: true });
    }

    [Fact]
    public void Comment_lines_above_the_data_are_skipped()
    {
        var reading = Reader.Csv("# made by a logger\n# 2026\na,b\n1,2\n3,4\n");

        Assert.Equal([1, 2, 3, 4], reading.Frame.Values);
        Assert.Contains(reading.Notes, note => note is { Kind: "header", Count: 2 });
    }

    [Fact]
    public void Progress_ends_at_the_number_of_bytes()
    {
        var seen = new Latest();

        Reader.Csv("a,b\n1,2\n3,4\n", new ReadOptions { Progress = seen });

        Assert.Equal(12, seen.Read);
    }

    [Fact]
    public void A_cancelled_reading_stops()
    {
        var source = new CsvSource(() => new MemoryStream("1\n2\n"u8.ToArray()), "pump.csv");

        Assert.ThrowsAny<OperationCanceledException>(() => source.ReadAsync(ReadOptions.Default, new CancellationToken(canceled: true)).GetAwaiter().GetResult());
    }

    private sealed class Latest : IProgress<(long Read, long Total)>
    {
        public long Read { get; private set; }

        public void Report((long Read, long Total) value) => Read = value.Read;
    }
}
