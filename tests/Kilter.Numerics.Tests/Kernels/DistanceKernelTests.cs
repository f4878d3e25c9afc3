using Kilter.Numerics.Kernels;
using Kilter.Numerics.Randomness;
using Kilter.Numerics.Tests.Oracles;

namespace Kilter.Numerics.Tests.Kernels;

public sealed class DistanceKernelTests
{
    // On both sides of every lane edge: tail alone, one step of sixteen, several and a tail.
    public static TheoryData<int> Lengths => [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 500];

    [Theory, MemberData(nameof(Lengths))]
    public void Both_agree_with_the_textbook_loop(int length)
    {
        var (a, b) = (Draw(length, 1), Draw(length, 2));

        var (single, twice) = (DistanceKernel.SquaredEuclidean(a, b), DistanceKernel.SquaredEuclideanInDouble(a, b));

        var expected = a.Zip(b, (x, y) => ((double)x - y) * ((double)x - y)).Sum();
        Assert.Equal(expected, single, 6e-8 * ((length / 16) + 20) * (expected + 1e-30));
        Assert.Equal(expected, twice, 1e-15 * ((length / 16) + 20) * (expected + 1e-30));
    }

    [Theory, MemberData(nameof(Lengths))]
    public void The_distance_does_not_depend_on_the_order_of_the_two(int length)
    {
        var (a, b) = (Draw(length, 3), Draw(length, 4));

        Assert.Equal(DistanceKernel.SquaredEuclidean(a, b), DistanceKernel.SquaredEuclidean(b, a));
        Assert.Equal(DistanceKernel.SquaredEuclideanInDouble(a, b), DistanceKernel.SquaredEuclideanInDouble(b, a));
        Assert.Equal(0, DistanceKernel.SquaredEuclidean(a, a));
    }

    [Fact]
    public void Only_the_wide_sum_survives_the_largest_values()
    {
        float[] a = [.. Enumerable.Repeat(float.MaxValue, 17)];

        Assert.Equal(float.PositiveInfinity, DistanceKernel.SquaredEuclidean(a, new float[17]));
        Assert.Equal(17.0 * float.MaxValue * float.MaxValue, DistanceKernel.SquaredEuclideanInDouble(a, new float[17]), 1e62);
    }

    [Theory, InlineData(0), InlineData(16), InlineData(32)]
    public void A_value_that_is_not_a_number_makes_the_distance_none(int at)
    {
        var (a, b) = (Draw(33, 5), Draw(33, 6));
        b[at] = float.NaN;

        Assert.Equal(float.NaN, DistanceKernel.SquaredEuclidean(a, b));
        Assert.Equal(double.NaN, DistanceKernel.SquaredEuclideanInDouble(a, b));
    }

    [Fact]
    [Trait(BitStability.Law, BitStability.SameBits)]
    public void The_bits_are_the_same_on_every_machine()
        => Assert.Equal(5283260318215689457UL, Bits.Hash(new[] { 7, 33, 500 }.SelectMany(length => new[]
        {
            DistanceKernel.SquaredEuclidean(Draw(length, 1), Draw(length, 2)), DistanceKernel.SquaredEuclideanInDouble(Draw(length, 1), Draw(length, 2)),
        })));

    private static float[] Draw(int length, ulong seed)
    {
        var rng = new Rng(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)rng.NextNormal())];
    }
}
