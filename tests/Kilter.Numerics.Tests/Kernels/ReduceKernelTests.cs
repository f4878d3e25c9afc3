using Kilter.Numerics.Kernels;
using Kilter.Numerics.Randomness;
using Kilter.Numerics.Tests.Oracles;

namespace Kilter.Numerics.Tests.Kernels;

public sealed class ReduceKernelTests
{
    // On both sides of every lane edge: tail alone, one step of sixteen, several and a tail.
    public static TheoryData<int> Lengths => [1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 500];

    [Theory, MemberData(nameof(Lengths))]
    public void Each_agrees_with_the_textbook_loop(int length)
    {
        var values = Draw(length, 1);

        var (mean, variance) = ReduceKernel.MeanAndVariance(values);

        Assert.Equal(values.Sum(v => (double)v), ReduceKernel.Sum(values), 1e-12);
        Assert.Equal(values.Average(v => (double)v), ReduceKernel.Mean(values), 1e-14);
        Assert.Equal(ReduceKernel.Mean(values), mean);
        Assert.Equal(values.Average(v => (v - mean) * (v - mean)), variance, 1e-13);
        Assert.Equal(values.Min(), ReduceKernel.Min(values));
        Assert.Equal(values.Max(), ReduceKernel.Max(values));
        Assert.Equal(Array.IndexOf(values, values.Max()), ReduceKernel.ArgMax(values));
    }

    [Fact]
    public void A_far_mean_costs_the_variance_no_digits()
    {
        float[] values = [.. Enumerable.Range(0, 40).Select(i => 1e7f + (i % 2 == 0 ? 1 : -1))];

        Assert.Equal((1e7, 1.0), ReduceKernel.MeanAndVariance(values));
    }

    [Theory, InlineData(0), InlineData(15), InlineData(16), InlineData(31), InlineData(32)]
    public void A_value_that_is_not_a_number_shows_wherever_it_is(int at)
    {
        var values = Draw(33, 2);
        values[at] = float.NaN;

        Assert.Equal((double.NaN, double.NaN), ReduceKernel.MeanAndVariance(values));
        Assert.Equal(double.NaN, ReduceKernel.Sum(values));
        Assert.Equal(float.NaN, ReduceKernel.Min(values));
        Assert.Equal(float.NaN, ReduceKernel.Max(values));
        Assert.Equal(at, ReduceKernel.ArgMax(values));
    }

    [Fact]
    public void Of_equally_great_values_the_first_is_meant()
    {
        float[] values = [.. Enumerable.Repeat(0f, 40)];
        (values[5], values[20], values[39]) = (7, 7, 7);

        Assert.Equal(5, ReduceKernel.ArgMax(values));
        Assert.Equal(0, ReduceKernel.ArgMax([-0f, 0f]));
        Assert.Equal(1, ReduceKernel.ArgMax([float.NegativeInfinity, float.MinValue]));
        Assert.Equal(0, ReduceKernel.ArgMax([float.NegativeInfinity]));
    }

    [Theory, InlineData(2), InlineData(40)]
    public void Zeros_have_an_order(int length)
    {
        var values = new float[length];
        values[^1] = -0f;

        Assert.True(float.IsNegative(ReduceKernel.Min(values)));
        Assert.False(float.IsNegative(ReduceKernel.Max(values)));
    }

    [Fact]
    public void No_values_have_a_sum_but_no_mean()
    {
        Assert.Equal(0, ReduceKernel.Sum([]));
        Assert.Equal((double.NaN, double.NaN), ReduceKernel.MeanAndVariance([]));
        Assert.Equal((float.PositiveInfinity, float.NegativeInfinity, -1), (ReduceKernel.Min([]), ReduceKernel.Max([]), ReduceKernel.ArgMax([])));
    }

    [Fact]
    [Trait(BitStability.Law, BitStability.SameBits)]
    public void The_bits_are_the_same_on_every_machine()
        => Assert.Equal(11490624189648242571UL, Bits.Hash(new[] { 7, 33, 500 }.Select(length => Draw(length, 3)).SelectMany(values => new[]
        {
            ReduceKernel.Sum(values), ReduceKernel.MeanAndVariance(values).Variance, ReduceKernel.Min(values), ReduceKernel.Max(values),
        })));

    private static float[] Draw(int length, ulong seed)
    {
        var rng = new Rng(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)rng.NextNormal())];
    }
}
