using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Tests.Neural.Saving;

public sealed class WeightFileTests
{
    private static readonly ILayer[] Layers = [new Lstm(7) { ReturnSequences = true, Bias = RecurrentBias.Two }, new Dropout(0.1), new Lstm(5), new Dense(3)];

    private static Network Made(ulong seed, params ILayer[] layers) => new(new SampleShape(4, 2), layers.Length == 0 ? Layers : layers, seed);

    [Fact, Trait(BitStability.Law, BitStability.SameBits)]
    public void Weights_that_were_saved_and_loaded_give_the_same_bits()
    {
        using var file = new ScratchFile();
        var (saved, loaded) = (Made(1), Made(2));
        float[] windows = [.. Enumerable.Range(0, 80).Select(i => (i - 40) / 16f)];

        WeightFile.Save(saved, file.Path);
        WeightFile.Load(loaded, file.Path);

        Assert.Equal(saved.Weights.ToArray(), loaded.Weights.ToArray());
        Assert.Equal(saved.Packed.ToArray(), loaded.Packed.ToArray());
        Assert.Equal(saved.Run(windows), loaded.Run(windows));
    }

    [Fact]
    public void Saving_twice_gives_the_same_bytes_and_leaves_nothing_beside()
    {
        using var file = new ScratchFile();

        WeightFile.Save(Made(1), file.Path);
        var first = File.ReadAllBytes(file.Path);
        WeightFile.Save(Made(1), file.Path);

        Assert.Equal(first, File.ReadAllBytes(file.Path));
        Assert.Equal(["file.safetensors"], file.Names);
    }

    [Fact]
    public void A_failed_write_leaves_the_file_that_was_there()
    {
        using var file = new ScratchFile();
        File.WriteAllText(file.Path, "old");

        Assert.Throws<IOException>(() => WholeFile.Write(file.Path, stream =>
        {
            stream.Write("half of the new"u8);
            throw new IOException("the disk is gone");
        }));

        Assert.Equal("old", File.ReadAllText(file.Path));
        Assert.Equal(["file.safetensors"], file.Names);
    }

    [Fact]
    public void Another_size_is_refused_and_the_first_difference_named()
        => Refused(
            Made(2, new Lstm(7) { ReturnSequences = true, Bias = RecurrentBias.Two }, new Lstm(6), new Dense(3)),
            "is of another network: 'lstm_2/kernel' is (7, 20) in the file, and (7, 24) in the network.");

    [Fact]
    public void A_missing_part_is_named_together_with_what_is_there_instead()
        => Refused(
            Made(2, new Dense(7), new Dense(3)),
            "is of another network: 'dense_1/kernel' is (5, 3) in the file, and (2, 7) in the network. It has 'lstm_1/kernel' (2, 28), which the network has not.");

    [Fact]
    public void A_part_that_the_network_lacks_is_named()
        => Refused(
            Made(2, new Lstm(7) { ReturnSequences = true }, new Lstm(5), new Dense(3)),
            "is of another network: It has 'lstm_1/bias_recurrent' (28), which the network has not.");

    [Fact]
    public void A_file_of_another_format_and_a_weight_that_is_not_finite_are_refused()
    {
        using var file = new ScratchFile();
        var network = Made(1, new Dense(1));
        var writer = new SafetensorsWriter();
        writer.Add("dense_1/kernel", (float[])[1, float.NaN], 2, 1);
        writer.Add("dense_1/bias", (float[])[0], 1);

        writer.Write(file.Path);
        var format = Assert.Throws<InvalidDataException>(() => WeightFile.Load(network, file.Path));
        (writer.Metadata["format"], writer.Metadata["version"]) = ("kilter-weights", "1");
        writer.Write(file.Path);
        var finite = Assert.Throws<InvalidDataException>(() => WeightFile.Load(network, file.Path));

        Assert.Contains("is of no stated format; 'kilter-weights' 1 is needed.", format.Message, StringComparison.Ordinal);
        Assert.EndsWith("value 1 of 'dense_1/kernel' is not a finite number.", finite.Message, StringComparison.Ordinal);
    }

    private static void Refused(Network other, string expected)
    {
        using var file = new ScratchFile();
        WeightFile.Save(Made(1), file.Path);
        var before = other.Weights.ToArray();

        var error = Assert.Throws<InvalidDataException>(() => WeightFile.Load(other, file.Path));

        Assert.Contains(file.Path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, other.Weights.ToArray());
    }
}
