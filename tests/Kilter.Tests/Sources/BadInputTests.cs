using System.IO.Compression;
using Kilter.Sources;

namespace Kilter.Tests.Sources;

public sealed class BadInputTests
{
    [Fact]
    public void An_empty_file_says_so()
        => Assert.Equal("'pump.csv' is empty (0 bytes). At least one header or one row of numbers is needed.", Reader.Fails("").Message);

    [Fact]
    public void A_file_of_blank_lines_has_no_rows()
        => Assert.StartsWith("'pump.csv' has no rows", Reader.Fails("\n\n  \n").Message, StringComparison.Ordinal);

    [Fact]
    public void A_header_without_rows_says_so()
    {
        var error = Reader.Fails("time,flow\n");

        Assert.Equal("'pump.csv' has a header and no rows.", error.Message);
        Assert.Equal(["At least 200 samples are needed to learn what is normal."], error.Expected);
    }

    [Fact]
    public void One_row_is_too_few()
        => Assert.Equal("'pump.csv' has one row.", Reader.Fails("time,flow\n2026-01-01 00:00:00,5\n").Message);

    [Fact]
    public void A_word_in_a_column_of_numbers_names_line_column_and_the_fix()
    {
        var error = Reader.Fails(Reader.Lines("time,flow,pressure", "2026-01-01,1,2", "2026-01-02,3,n/a?", "2026-01-03,4,NA", "2026-01-04,5,", "2026-01-05,6,n/a?", "2026-01-06,6,8"));

        Assert.Equal("pump.csv, line 3, column 3 (pressure): \"n/a?\" is not a number.", error.Message);
        Assert.Equal(["Other words for missing found and accepted: \"NA\", \"\". 1 more cell like this one."], error.Expected);
        Assert.Equal("--missing \"n/a?\"", error.Try[0]);
        Assert.False(error.IsUsage);
    }

    [Fact]
    public void The_line_named_counts_empty_lines_and_line_feeds_in_quotes()
    {
        var error = Reader.Fails("# comment\nflow,\"place\nof it\"\n1,2\n\n\"3\n\",4\n5,6\noops,7\n");

        Assert.StartsWith("pump.csv, line 9, column 1 (flow):", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fix_for_a_word_does_fix_it()
    {
        var reading = Reader.Csv("flow,b\n1,2\nn/a?,3\n3,5\n", new ReadOptions { MissingWords = ["n/a?"] });

        Assert.True(double.IsNaN(reading.Frame[1, 0]));
    }

    [Fact]
    public void All_missing_is_an_error_only_when_no_other_channel_is_left()
    {
        var error = Reader.Fails(Reader.Lines("flow,temp", ",5", ",6", "NA,7"), new ReadOptions { Channels = ["flow"] });

        Assert.Equal("pump.csv: every value of 'flow' is missing (3 of 3).", error.Message);
        Assert.Equal(["--channels temp"], error.Try);
    }

    [Fact]
    public void All_constant_names_every_channel_and_its_value()
    {
        var error = Reader.Fails(Reader.Lines("flow,pressure", "31.9,4.6", "31.9,4.6"));

        Assert.Equal("pump.csv: all channels are constant (flow = 31.9, pressure = 4.6).", error.Message);
        Assert.Equal(["There is nothing to learn from; a constant series has no normal variation."], error.Expected);
    }

    [Fact]
    public void A_table_of_words_lists_its_columns()
        => Assert.Equal("pump.csv has no column of numbers.", Reader.Fails("a,b\nx,y\nz,w\n").Message);

    [Theory]
    [InlineData(3, "1,2\n3,4\n5\n7,8\n", "pump.csv, line 3: 1 cell; the rows above have 2.")]
    [InlineData(3, "a,b\n1,2\n3,4,5\n", "pump.csv, line 3: 3 cells; the header has 2.")]
    [InlineData(4, "a,b\n1,2\n3,4\n5,6,7,8\n7,8\n", "pump.csv, line 4: 4 cells; the header has 2.")]
    public void A_ragged_row_is_named(int line, string text, string message)
    {
        var error = Reader.Fails(text);

        Assert.Contains($"line {line}", error.Message, StringComparison.Ordinal);
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void A_quote_never_closed_is_named()
        => Assert.Contains("never closed", Reader.Fails("a,b\n1,2\n\"3,4\n5,6\n").Message, StringComparison.Ordinal);

    public static TheoryData<byte[], string> Foreign => new()
    {
        { [0x89, .. "PNG\r\n"u8, 0x1A, 10, 0, 0], "it starts like a PNG picture" },
        { [.. "%PDF-1.7"u8], "it starts like a PDF document" },
        { [0x7F, .. "ELF"u8, 2, 1], "it starts like a Linux program" },
        { [.. "1,2,3\n4,"u8, 0, 0, 7], "byte 8 is a control character (0x00)" },
        { [.. "PK"u8, 3, 4, 20, 0], "it is a ZIP archive" },
    };

    [Theory, MemberData(nameof(Foreign))]
    public void Bytes_of_another_kind_are_named(byte[] bytes, string what)
    {
        var error = Assert.Throws<DataException>(() => Reader.Csv(bytes));

        Assert.Equal($"'pump.csv' is not text: {what}.", error.Message);
        Assert.Equal(["Readable: CSV, JSON lines, .npy, .npz, one number a line; each also gzipped."], error.Expected);
    }

    [Fact]
    public void Bytes_of_another_kind_inside_gzip_are_named()
    {
        var error = Assert.Throws<DataException>(() => Reader.Csv(Gzip([0x89, .. "PNG\r\n"u8])));

        Assert.Equal("'pump.csv' is not text: it starts like a PNG picture (inside gzip).", error.Message);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public void Damaged_gzip_is_named(double cut)
    {
        var packed = Gzip([.. Enumerable.Range(0, 200_000).SelectMany(i => System.Text.Encoding.ASCII.GetBytes($"{i * 7919 % 1013}\n"))]);
        packed.AsSpan((int)(packed.Length * cut), 40).Fill(0xAA);

        var error = Assert.Throws<DataException>(() => Reader.Csv(packed));

        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Truncated_gzip_is_named()
    {
        var packed = Gzip([.. Enumerable.Range(0, 200_000).SelectMany(i => System.Text.Encoding.ASCII.GetBytes($"{i * 7919 % 1013}\n"))]);

        var error = Assert.Throws<DataException>(() => Reader.Csv(packed[..(packed.Length / 2)]));

        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gzip_of_several_members_is_read_as_one()
    {
        byte[] packed = [.. Gzip("1\n2\n"u8.ToArray()), .. Gzip("4\n5\n9\n"u8.ToArray())];

        Assert.Equal([1, 2, 4, 5, 9], Reader.Csv(packed).Frame.Values);
    }

    [Fact]
    public void An_unknown_channel_is_a_slip_of_usage_with_the_closest_name()
    {
        var error = Reader.Fails("time,flow,pressure,temp\n2026-01-01,1,2,3\n2026-01-02,4,5,7\n", new ReadOptions { Channels = ["presure"] });

        Assert.Equal("There is no channel 'presure' in pump.csv. Closest: pressure.", error.Message);
        Assert.Equal(["Channels: flow, pressure, temp."], error.Expected);
        Assert.Equal(["--channels pressure"], error.Try);
        Assert.True(error.IsUsage);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
