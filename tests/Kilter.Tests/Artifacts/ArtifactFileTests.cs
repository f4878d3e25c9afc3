using System.Security.Cryptography;
using Kilter.Artifacts;

namespace Kilter.Tests.Artifacts;

public sealed class ArtifactFileTests
{
    private const string FormatOne = "format-1.kilter";

    [Fact]
    public void A_model_comes_back_with_every_bit_it_was_saved_with()
    {
        var written = Sample();

        var read = Read(Bytes(written));

        AssertSame(ArtifactReader.Of(written), read);
    }

    // The hash keeps anyone from "accepting" another file of format 1: files already saved do not change with the writer.
    [Fact]
    public void A_file_of_format_1_is_read_for_ever()
    {
        var golden = Golden.Bytes(FormatOne);

        var read = Read(golden);

        AssertSame(ArtifactReader.Of(Sample()), read);
        Assert.Equal("FFC65D8E1AD89FA59C7716807681CBF9D4A7256FB7B554C89B6D32F7AEA6884F", Convert.ToHexString(SHA256.HashData(golden)));
    }

    [Fact]
    public void The_same_entries_give_the_bytes_of_the_golden_file()
        => Golden.Verify(FormatOne, Bytes(Sample()).AsSpan());

    [Fact]
    public void The_order_of_setting_changes_no_byte()
    {
        var forward = new ArtifactWriter();
        forward.Set("a", 1.5);
        forward.Section("b").Set("c", "text");
        var backward = new ArtifactWriter();
        backward.Section("b").Set("c", "text");
        backward.Set("a", 1.5);

        Assert.Equal(Bytes(forward), Bytes(backward));
    }

    [Fact]
    public void A_model_without_entries_is_a_model()
    {
        var read = Read(Bytes(new ArtifactWriter()));

        Assert.False(read.Has("anything"));
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_read_alike()
    {
        using var stream = new OneWay(Bytes(Large()));

        var read = ArtifactFile.Read(stream, "pipe");

        AssertSame(ArtifactReader.Of(Large()), read);
    }

    [Fact]
    public void Every_payload_starts_at_a_multiple_of_64()
    {
        var bytes = Bytes(Sample());
        var needle = BitConverter.GetBytes(Math.PI);

        var at = bytes.AsSpan().IndexOf(needle);

        Assert.Equal(0, at % 64);
    }

    [Fact]
    public void A_text_with_half_a_surrogate_pair_is_refused_when_saved()
    {
        var artifact = new ArtifactWriter();
        artifact.Set("broken", "a\uD800b");

        Assert.ThrowsAny<ArgumentException>(() => Bytes(artifact));
    }

    [Fact]
    public void Save_and_load_go_through_a_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("pump.kilter");

        ArtifactFile.Save(path, Sample());

        AssertSame(ArtifactReader.Of(Sample()), ArtifactFile.Load(path));
        Assert.Equal(["pump.kilter"], folder.Names());
    }

    internal static ArtifactWriter Sample()
    {
        var artifact = new ArtifactWriter();
        artifact.Set("about/detector", "gaussian");
        artifact.Set("about/words", "Grüße, κόσμε, 世界, 😀\n\"quoted\"");
        artifact.Set("empty/numbers", ReadOnlySpan<double>.Empty);
        artifact.Set("empty/text", "");
        artifact.Set("floats", [1f, -0f, float.NaN, float.Epsilon, float.MaxValue, float.NegativeInfinity, BitConverter.Int32BitsToSingle(0x7FC0_1234)]);
        artifact.Set("limits", [long.MinValue, -1, 0, 1, long.MaxValue]);
        artifact.Set("names with \"quotes\" and ünïcode/ ", 7L);
        artifact.Set("numbers", [Math.PI, -0.0, double.NaN, double.Epsilon, double.MaxValue, double.PositiveInfinity, BitConverter.Int64BitsToDouble(0x7FF8_0000_DEAD_BEEF)]);
        return artifact;
    }

    // Larger than the first buffer of a stream that cannot seek, and not a multiple of a block.
    internal static ArtifactWriter Large()
    {
        var artifact = Sample();
        artifact.Set("weights", Enumerable.Range(0, 50_001).Select(i => (float)i).ToArray());
        return artifact;
    }

    internal static byte[] Bytes(ArtifactWriter artifact)
    {
        using var stream = new MemoryStream();
        ArtifactFile.Write(stream, artifact);
        return stream.ToArray();
    }

    internal static ArtifactReader Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return ArtifactFile.Read(stream, "model.kilter");
    }

    internal static void AssertSame(ArtifactReader expected, ArtifactReader actual)
    {
        Assert.Equal(expected.Text("about/detector"), actual.Text("about/detector"));
        Assert.Equal(expected.Text("about/words"), actual.Text("about/words"));
        Assert.Equal("", actual.Text("empty/text"));
        Assert.Empty(actual.Numbers("empty/numbers"));
        Assert.Equal(expected.Floats("floats").Select(BitConverter.SingleToInt32Bits), actual.Floats("floats").Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(expected.WholeNumbers("limits"), actual.WholeNumbers("limits"));
        Assert.Equal(7, actual.WholeNumber("names with \"quotes\" and ünïcode/ "));
        Assert.Equal(expected.Numbers("numbers").Select(BitConverter.DoubleToInt64Bits), actual.Numbers("numbers").Select(BitConverter.DoubleToInt64Bits));
        if (expected.Has("weights"))
        {
            Assert.Equal(expected.Floats("weights"), actual.Floats("weights"));
        }
    }

    /// <summary>A stream that only goes forward and gives a few bytes at a time, as a pipe does.</summary>
    internal sealed class OneWay(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1000));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1000)]);
    }
}
