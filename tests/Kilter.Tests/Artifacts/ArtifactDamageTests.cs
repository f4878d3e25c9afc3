using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kilter.Artifacts;
using Kilter.Numerics.Randomness;

namespace Kilter.Tests.Artifacts;

public sealed class ArtifactDamageTests
{
    private static readonly byte[] Whole = ArtifactFileTests.Bytes(ArtifactFileTests.Sample());

    [Fact]
    public void A_file_cut_at_any_byte_is_refused_and_says_so()
    {
        for (var length = 0; length < Whole.Length; length++)
        {
            var error = Refused(Whole[..length]);

            Assert.Matches(length == 0 ? "is empty" : length < 8 ? "not a Kilter model" : "cut short", error.Message);
        }
    }

    [Fact]
    public void A_change_of_any_single_bit_is_refused()
    {
        for (var at = 0; at < Whole.Length; at++)
        {
            var bytes = Whole.ToArray();
            bytes[at] ^= (byte)(1 << (at % 8));

            Refused(bytes);
        }
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void Thousands_of_seeded_mutations_are_refused_or_change_nothing(ulong seed)
    {
        var rng = new Rng(seed);
        for (var round = 0; round < 1500; round++)
        {
            var bytes = Mutated(Whole, rng);
            if (bytes.AsSpan().SequenceEqual(Whole))
            {
                continue;
            }

            Refused(bytes);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 0)]
    [InlineData(4096, 4096)]
    [InlineData(40_970, 40_960)]
    [InlineData(200_000, 196_608)]
    public void The_error_names_the_last_good_byte_before_the_damage(int damaged, int named)
    {
        var bytes = ArtifactFileTests.Bytes(ArtifactFileTests.Large());
        bytes[Math.Max(damaged, 9)] ^= 0x10;

        var error = Refused(bytes);

        Assert.Equal(FormattableString.Invariant($"model.kilter is damaged: checksum differs after byte {named:N0} of {bytes.Length:N0}."), error.Message);
        Assert.Equal(["Nothing was loaded. Fit it again, or copy it again from where it was made."], error.Expected);
    }

    [Fact]
    public void Damage_to_the_checksums_themselves_is_placed_there()
    {
        var bytes = Whole.ToArray();
        bytes[^40] ^= 1;
        var body = BinaryPrimitives.ReadInt64LittleEndian(Whole.AsSpan(24));

        var error = Refused(bytes);

        Assert.Contains(FormattableString.Invariant($"after byte {body:N0} of {Whole.Length:N0}"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_behind_the_end_are_refused()
    {
        var error = Refused([.. Whole, 0]);

        Assert.Contains("bytes follow its end", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_format_is_named_with_the_newest_that_can_be_read()
    {
        var bytes = Whole.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), 3);
        SealPreamble(bytes);

        var error = Refused(bytes);

        Assert.Equal("model.kilter has format 3; this kilter reads up to format 1.", error.Message);
    }

    [Theory]
    [InlineData("\u0089PNG\r\n\u001a\n…", "it starts like a PNG picture")]
    [InlineData("PK\u0003\u0004", "it starts like a ZIP archive")]
    [InlineData("time,flow\n1,2\n", "it is text")]
    [InlineData("\u0001\u0002\u0003", "it starts with other bytes")]
    public void A_foreign_file_is_named_by_what_it_starts_like(string start, string words)
    {
        var error = Refused(Encoding.Latin1.GetBytes(start));

        Assert.StartsWith("'model.kilter' is not a Kilter model: " + words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_answered_with_the_models_beside_it()
    {
        using var folder = new TemporaryFolder();
        ArtifactFile.Save(folder.PathOf("pump.kilter"), ArtifactFileTests.Sample());
        ArtifactFile.Save(folder.PathOf("valve.kilter"), ArtifactFileTests.Sample());

        var error = Assert.Throws<DataException>(() => ArtifactFile.Load(folder.PathOf("pumps.kilter")));

        Assert.EndsWith("pumps.kilter' does not exist.", error.Message, StringComparison.Ordinal);
        Assert.Equal(["In this folder: pump.kilter, valve.kilter."], error.Expected);
        Assert.Equal([folder.PathOf("pump.kilter")], error.Try);
    }

    [Fact]
    public void A_name_unlike_every_model_is_answered_without_a_guess()
    {
        using var folder = new TemporaryFolder();
        ArtifactFile.Save(folder.PathOf("pump.kilter"), ArtifactFileTests.Sample());

        var error = Assert.Throws<DataException>(() => ArtifactFile.Load(folder.PathOf("turbine.kilter")));

        Assert.Empty(error.Try);
    }

    [Fact]
    public void A_folder_in_the_place_of_a_model_is_called_a_folder()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<DataException>(() => ArtifactFile.Load(folder.PathOf("")));

        Assert.EndsWith("is a folder; a model file is needed.", error.Message, StringComparison.Ordinal);
    }

    // Headers with good checksums, so that only the reader's own distrust stands between them and the memory.
    public static TheoryData<string> HostileHeaders =>
    [
        "[]", "{}", "7", "", "{\"entries\":7}", "{\"entries\":[7]}", "{\"entries\":[]", "{\"entries\":[]}x", new string('[', 5000),
        "{\"entries\":[{\"count\":9223372036854775807,\"kind\":\"float64\",\"name\":\"a\",\"offset\":0}]}",
        "{\"entries\":[{\"count\":1152921504606846976,\"kind\":\"float64\",\"name\":\"a\",\"offset\":0}]}",
        "{\"entries\":[{\"count\":99999999999999999999999,\"kind\":\"float64\",\"name\":\"a\",\"offset\":0}]}",
        "{\"entries\":[{\"count\":1e300,\"kind\":\"float64\",\"name\":\"a\",\"offset\":0}]}",
        "{\"entries\":[{\"count\":-1,\"kind\":\"float64\",\"name\":\"a\",\"offset\":0}]}",
        "{\"entries\":[{\"count\":8,\"kind\":\"float64\",\"name\":\"a\",\"offset\":-64}]}",
        "{\"entries\":[{\"count\":8,\"kind\":\"float64\",\"name\":\"a\",\"offset\":64}]}",
        "{\"entries\":[{\"count\":9,\"kind\":\"float64\",\"name\":\"a\",\"offset\":0}]}",
        "{\"entries\":[{\"count\":8,\"kind\":\"object\",\"name\":\"a\",\"offset\":0}]}",
        "{\"entries\":[{\"count\":8,\"kind\":\"float64\",\"name\":\"\",\"offset\":0}]}",
        "{\"entries\":[{\"count\":8,\"kind\":\"float64\",\"name\":null,\"offset\":0}]}",
        "{\"entries\":[{\"count\":8,\"kind\":\"float64\",\"name\":\"\\ud800\",\"offset\":0}]}",
        "{\"entries\":[{\"count\":64,\"kind\":\"text\",\"name\":\"a\",\"offset\":0,\"type\":\"System.IO.File\"}]}",
        "{\"entries\":[{\"count\":4,\"kind\":\"float64\",\"name\":\"a\",\"offset\":0},{\"count\":4,\"kind\":\"float64\",\"name\":\"b\",\"offset\":0}]}",
        "{\"entries\":[{\"count\":0,\"kind\":\"float64\",\"name\":\"a\",\"offset\":0},{\"count\":8,\"kind\":\"float64\",\"name\":\"a\",\"offset\":0}]}",
        "{\"entries\":[{\"count\":0,\"kind\":\"float64\",\"name\":\"b\",\"offset\":0},{\"count\":8,\"kind\":\"float64\",\"name\":\"a\",\"offset\":0}]}",
    ];

    [Theory, MemberData(nameof(HostileHeaders))]
    public void A_hostile_header_is_refused_without_much_memory(string json)
    {
        var bytes = Forged(Encoding.UTF8.GetBytes(json), new byte[64]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Refused(bytes);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }

    [Fact]
    public void A_text_entry_that_is_not_utf8_is_refused()
    {
        var payload = new byte[64];
        payload[0] = 0xFF;
        var bytes = Forged("{\"entries\":[{\"count\":64,\"kind\":\"text\",\"name\":\"a\",\"offset\":0}]}"u8, payload);

        var error = Refused(bytes);

        Assert.Equal("model.kilter is damaged: entry 'a' is not UTF-8.", error.Message);
    }

    [Theory]
    [InlineData(1L << 30), InlineData(1L << 40), InlineData(long.MaxValue), InlineData(-1L), InlineData(0L)]
    public void A_length_that_lies_costs_no_memory(long claimed)
    {
        var bytes = Whole.ToArray();
        var body = claimed - (claimed / 129);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), body + BlockChecksums.SizeFor(body));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), body);
        SealPreamble(bytes);
        using var pipe = new ArtifactFileTests.OneWay(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<DataException>(() => ArtifactFile.Read(pipe, "pipe"));
        Refused(bytes);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000);
    }

    private static DataException Refused(byte[] bytes) => Assert.Throws<DataException>(() => ArtifactFileTests.Read(bytes));

    private static byte[] Forged(ReadOnlySpan<byte> header, byte[] payload)
    {
        var start = (int)Payload.Padded(Preamble.Size + header.Length);
        var body = new byte[start + payload.Length];
        new Preamble(1, body.Length + BlockChecksums.SizeFor(body.Length), body.Length, header.Length).Write(body);
        header.CopyTo(body.AsSpan(Preamble.Size));
        payload.CopyTo(body, start);
        return [.. body, .. BlockChecksums.Of(body)];
    }

    private static void SealPreamble(byte[] bytes) => SHA256.HashData(bytes.AsSpan(0, 48)).AsSpan(0, 16).CopyTo(bytes.AsSpan(48));

    private static byte[] Mutated(byte[] whole, Rng rng)
    {
        var bytes = whole.ToList();
        for (var change = rng.NextInt(4); change >= 0; change--)
        {
            var (at, length) = (rng.NextInt(bytes.Count), 1 + rng.NextInt(200));
            length = Math.Min(length, bytes.Count - at);
            switch (rng.NextInt(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 + rng.NextInt(255));
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(length, bytes.Count - 1));
                    break;
                case 2:
                    bytes.InsertRange(at, Enumerable.Range(0, length).Select(_ => (byte)rng.NextInt(256)));
                    break;
                case 3:
                    bytes.InsertRange(rng.NextInt(bytes.Count), bytes.GetRange(at, length));
                    break;
                default:
                    for (var i = at; i < at + length; i++)
                    {
                        bytes[i] = 0;
                    }

                    break;
            }
        }

        return [.. bytes];
    }
}
