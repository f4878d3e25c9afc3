using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Neural;

public sealed class MonteCarloTests
{
    private static readonly Network Dropping = new(new SampleShape(3, 2), [new Lstm(9) { ReturnSequences = true }, new Dropout(0.3), new Lstm(5) { RecurrentDropout = 0.2 }, new Dropout(0.5), new Dense(2)], seed: 3);

    private static WindowArray Windows(int count) => new(GradientCheck.Draw(new Rng(5), count * 6), 6);

    [Fact]
    public void Mean_and_deviation_are_those_of_the_passes()
    {
        var outputs = Dropping.RunMonteCarlo(Windows(70), passes: 12, seed: 4, keepPasses: true);

        Assert.Equal(12, outputs.Passes.Count);
        for (var i = 0; i < outputs.Mean.Length; i++)
        {
            double[] values = [.. outputs.Passes.Select(p => (double)p[i])];
            var mean = values.Average();
            GradientCheck.Close(mean, outputs.Mean[i], 1e-6, $"mean[{i}]");
            GradientCheck.Close(Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / 11), outputs.StandardDeviation[i], 1e-6, $"deviation[{i}]");
        }

        Assert.All(outputs.StandardDeviation, d => Assert.True(d > 0));
    }

    [Fact, Trait(BitStability.Law, BitStability.SameBits)]
    public void The_bits_do_not_depend_on_the_threads()
    {
        var alone = Dropping.RunMonteCarlo(Windows(300), passes: 3, seed: 4, threads: 1);
        var together = Dropping.RunMonteCarlo(Windows(300), passes: 3, seed: 4, threads: 3);

        Assert.Equal(alone.Mean, together.Mean);
        Assert.Equal(alone.StandardDeviation, together.StandardDeviation);
    }

    [Fact]
    public void A_pass_is_the_same_however_many_follow_and_differs_by_seed()
    {
        var few = Dropping.RunMonteCarlo(Windows(5), passes: 2, seed: 4, keepPasses: true);
        var many = Dropping.RunMonteCarlo(Windows(5), passes: 4, seed: 4, keepPasses: true);
        var other = Dropping.RunMonteCarlo(Windows(5), passes: 2, seed: 5, keepPasses: true);

        Assert.Equal(few.Passes[1], many.Passes[1]);
        Assert.NotEqual(few.Passes[0], few.Passes[1]);
        Assert.NotEqual(few.Passes[0], other.Passes[0]);
    }

    [Fact]
    public void Two_equal_windows_get_masks_of_their_own()
    {
        var twice = new WindowArray(new float[] { 1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6 }, 6);

        var outputs = Dropping.RunMonteCarlo(twice, passes: 2, seed: 4, keepPasses: true);

        Assert.NotEqual(outputs.Passes[0][..2], outputs.Passes[0][2..]);
    }

    [Fact]
    public void Without_anything_random_the_mean_is_the_output_and_the_deviation_zero()
    {
        var network = new Network(new SampleShape(3, 2), [new Lstm(4), new Dense(2)], seed: 3);

        var outputs = network.RunMonteCarlo(Windows(40), passes: 3, seed: 4);

        Assert.Equal(network.Run(Windows(40)), outputs.Mean);
        Assert.All(outputs.StandardDeviation, d => Assert.Equal(0, d));
        Assert.Empty(outputs.Passes);
    }

    [Fact]
    public void The_mean_of_many_passes_of_a_linear_network_is_its_output()
    {
        var network = new Network(new SampleShape(1, 6), [new Dropout(0.5), new Dense(3)], seed: 3);
        const int Passes = 4000;

        var outputs = network.RunMonteCarlo(Windows(4), Passes, seed: 11);

        var expected = network.Run(Windows(4));
        for (var i = 0; i < expected.Length; i++)
        {
            // Five standard errors.
            Assert.Equal(expected[i], outputs.Mean[i], 5 * outputs.StandardDeviation[i] / MathF.Sqrt(Passes));
        }
    }

    [Fact]
    public void One_pass_and_other_windows_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Dropping.RunMonteCarlo(Windows(1), passes: 1, seed: 1));
        Assert.Throws<ArgumentException>(() => Dropping.RunMonteCarlo(new WindowArray(new float[8], 4), passes: 2, seed: 1));
    }
}
