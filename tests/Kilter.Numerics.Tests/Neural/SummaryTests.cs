using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Counts of weights of well-known systems, published by their authors.</summary>
public sealed class SummaryTests
{
    private static readonly Lstm Sequence = new(1) { ReturnSequences = true };

    private static readonly Dictionary<string, (SampleShape Input, ILayer[] Layers, int[] Counts)> Systems = new(StringComparer.Ordinal)
    {
        ["bearing autoencoder"] = (new(1, 4), [Sequence with { Units = 16 }, new Lstm(4), new RepeatVector(1), Sequence with { Units = 4 }, Sequence with { Units = 16 }, new Dense(4)], [1344, 336, 0, 144, 1344, 68]),
        ["next-step notebook"] = (new(48, 1), [Sequence with { Units = 50 }, new Dropout(0.4), new Lstm(50), new Dropout(0.4), new Dense(1)], [10_400, 0, 20_200, 0, 51]),
        ["rare-event autoencoder"] = (new(5, 59), [Sequence with { Units = 32 }, new Lstm(16), new RepeatVector(5), Sequence with { Units = 16 }, Sequence with { Units = 32 }, new Dense(59)], [11_776, 3136, 0, 2112, 6272, 1947]),
        ["one channel, PyTorch's biases"] = (new(50, 1), Stacked(1, 32), [64, 0, 8448, 0, 8448, 0, 33]),
        ["two channels, PyTorch's biases"] = (new(50, 2), Stacked(2, 32), [96, 0, 8448, 0, 8448, 0, 66]),
        ["two channels, wide"] = (new(50, 2), Stacked(2, 128), [384, 0, 132_096, 0, 132_096, 0, 258]),
    };

    public static TheoryData<string, int> Totals => new()
    {
        { "bearing autoencoder", 3236 },
        { "next-step notebook", 30_651 },
        { "rare-event autoencoder", 25_243 },
        { "one channel, PyTorch's biases", 16_993 },
        { "two channels, PyTorch's biases", 17_058 },
        { "two channels, wide", 264_834 },
    };

    [Theory, MemberData(nameof(Totals))]
    public void A_published_system_has_the_published_number_of_weights(string name, int total)
    {
        var (input, layers, counts) = Systems[name];

        var summary = new Network(input, layers, seed: 1).Summary();

        Assert.Equal(counts, summary.Layers.Select(l => l.Parameters));
        Assert.Equal(total, summary.Parameters);
        Assert.Equal(total, summary.Trainable);
    }

    [Fact]
    public void The_autoencoder_of_curves_has_84772_weights()
    {
        int[] widths = [128, 64, 16, 4, 16, 64, 128, 256];

        var network = new Network(new SampleShape(1, 256), [.. widths.Select(w => new Dense(w) { Activation = ActivationFunction.LeakyRelu(0.2) })], seed: 1);

        Assert.Equal(84_772, network.Summary().Parameters);
    }

    [Fact]
    public void As_text_a_summary_is_a_table_with_totals()
    {
        var (input, layers, _) = Systems["next-step notebook"];

        var text = new Network(input, layers, seed: 1).Summary().ToString();

        Assert.Equal(
            """
            layer          output    parameters
            input          (48, 1)
            lstm_1         (48, 50)      10,400
            dropout_1      (48, 50)           0
            lstm_2         (1, 50)       20,200
            dropout_2      (1, 50)            0
            dense_1        (1, 1)            51
            total                        30,651
            trainable                    30,651
            not trainable                     0

            """,
            text);
    }

    private static ILayer[] Stacked(int channels, int units)
    {
        var lstm = new Lstm(units) { ReturnSequences = true, Bias = RecurrentBias.Two };
        return [new Dense(units), new Dropout(0.2), lstm, new Dropout(0.2), lstm, new Dropout(0.2), new Dense(channels)];
    }
}
