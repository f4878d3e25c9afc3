using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;

namespace Kilter.Numerics.Tests.Neural;

public sealed class ParameterTests
{
    private static Network Small => new(new SampleShape(2, 3), [new Lstm(5), new Dense(2)], seed: 7);

    [Fact]
    public void Parameters_have_names_and_shapes_without_padding()
        => Assert.Equal(
            ["lstm_1/kernel (3, 20)", "lstm_1/recurrent (5, 20)", "lstm_1/bias (20)", "dense_1/kernel (5, 2)", "dense_1/bias (2)"],
            Small.Parameters.Select(p => $"{p.Name} ({string.Join(", ", p.Shape)})"));

    [Fact]
    public void What_was_set_is_what_is_read_and_what_is_computed_with()
    {
        var network = new Network(new SampleShape(1, 2), [new Dense(3)], seed: 1);

        network.Parameters[0].Set([1, 2, 3, 4, 5, 6]);
        network.Parameters[1].Set([10, 20, 30]);

        Assert.Equal([1, 2, 3, 4, 5, 6], network.Parameters[0].ToArray());
        Assert.Equal([10 + 1 + (4 * 9), 20 + 2 + (5 * 9), 30 + 3 + (6 * 9)], network.Run((float[])[1, 9]));
    }

    [Fact]
    public void Weights_carried_over_one_by_one_give_the_same_bits()
    {
        var from = Small;
        var to = new Network(from.Input, from.Settings, seed: 8);
        float[] windows = [.. Enumerable.Range(0, 60).Select(i => MathF.Cbrt(i - 30))];

        foreach (var (source, target) in from.Parameters.Zip(to.Parameters))
        {
            target.Set(source.ToArray());
        }

        Assert.Equal(from.Run(windows), to.Run(windows));
    }

    [Fact]
    public void Another_number_of_values_is_refused_with_name_and_shape()
    {
        var error = Assert.Throws<ArgumentException>(() => Small.Parameters[1].Set(new float[99]));

        Assert.StartsWith("'lstm_1/recurrent' has the shape (5, 20) and needs 100 values; 99 were given.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_that_is_not_finite_is_refused_and_nothing_is_changed()
    {
        var parameter = Small.Parameters[4];
        var before = parameter.ToArray();

        var error = Assert.Throws<ArgumentException>(() => parameter.Set([1, float.NaN]));

        Assert.StartsWith("'dense_1/bias': value 1 is NaN; weights are finite numbers.", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, parameter.ToArray());
    }

    [Fact]
    public void Values_that_are_no_whole_number_of_windows_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Small.Run(new float[13]));

        Assert.StartsWith("There are 13 values; a window of (2, 3) has 6, and 1 are left over.", error.Message, StringComparison.Ordinal);
    }
}
