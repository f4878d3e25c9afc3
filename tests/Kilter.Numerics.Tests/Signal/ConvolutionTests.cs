using Kilter.Numerics.Randomness;
using Kilter.Numerics.Signal;
using Kilter.Numerics.Tests.Oracles;

namespace Kilter.Numerics.Tests.Signal;

public sealed class ConvolutionTests
{
    // Direct sums and Fourier transforms: the way changes at 64 values. The longest falls into several blocks, the last of them short.
    public static TheoryData<int, int> Lengths => MatrixTheoryData.Of([1, 2, 3, 7, 8, 9, 33, 64, 65, 100, 1500], [1, 2, 3, 8, 33, 64, 65, 66, 130]);

    [Theory, MemberData(nameof(Lengths))]
    public void Every_part_agrees_with_the_sum_over_all_pairs(int first, int second)
    {
        var (a, b) = (Draw(first, 1), Draw(second, 2));

        AssertNear(Parts(SlowSignal.Convolution(a, b), first, second), part => Convolution.Of(a, b, part));
        AssertNear(Parts(SlowSignal.Correlation(a, b), first, second), part => Convolution.Correlation(a, b, part));
    }

    // Printed by NumPy 1.24.2, numpy.convolve and numpy.correlate of these series.
    [Theory]
    [InlineData(ConvolutionPart.Full, new[] { 0, 1, 2.5, 4, 5.5, 6, 2 }, new[] { 0.5, 2, 3.5, 5, 6, 4, 0 })]
    [InlineData(ConvolutionPart.Same, new[] { 1, 2.5, 4, 5.5, 6 }, new[] { 2, 3.5, 5, 6, 4 })]
    [InlineData(ConvolutionPart.Valid, new[] { 2.5, 4, 5.5 }, new[] { 3.5, 5, 6 })]
    public void The_parts_are_those_of_numpy(ConvolutionPart part, double[] convolution, double[] correlation)
    {
        double[] a = [1, 2, 3, 4, 4];
        double[] b = [0, 1, 0.5];

        Assert.Equal(convolution, Convolution.Of(a, b, part));
        Assert.Equal(correlation, Convolution.Correlation(a, b, part));
    }

    [Theory, InlineData(20, 5), InlineData(300, 200)]
    public void The_order_of_the_two_does_not_matter(int first, int second)
    {
        var (a, b) = (Draw(first, 3), Draw(second, 4));

        Assert.Equal(Convolution.Of(a, b), Convolution.Of(b, a));
    }

    [Theory, InlineData(30, 7), InlineData(400, 100)]
    public void A_single_one_moves_the_other_series(int length, int shift)
    {
        var a = Draw(length, 5);
        var impulse = new double[shift + 1];
        impulse[shift] = 1;

        var moved = Convolution.Of(a, impulse);

        for (var i = 0; i < moved.Length; i++)
        {
            Assert.Equal(i < shift ? 0 : a[i - shift], moved[i], 1e-13);
        }
    }

    [Fact]
    [Trait(BitStability.Law, BitStability.SameBits)]
    public void The_bits_are_the_same_on_every_machine()
        => Assert.Equal(12658392725959634175UL, Bits.Hash(new[] { 40, 200 }.SelectMany(m => Convolution.Of(Draw(1000, 6), Draw(m, 7)))));

    [Fact]
    public void A_value_that_is_not_finite_is_refused_by_name_and_place()
    {
        var error = Assert.Throws<ArgumentException>("b", () => Convolution.Of([1, 2], [0, double.NaN]));

        Assert.StartsWith("'b' holds NaN at 1;", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_series_is_refused()
        => Assert.Throws<ArgumentException>("a", () => Convolution.Correlation([], [1]));

    private static Dictionary<ConvolutionPart, double[]> Parts(double[] full, int first, int second) => new()
    {
        [ConvolutionPart.Full] = full,
        [ConvolutionPart.Same] = full[((second - 1) / 2)..(((second - 1) / 2) + first)],
        [ConvolutionPart.Valid] = full[(Math.Min(first, second) - 1)..Math.Max(first, second)],
    };

    private static void AssertNear(Dictionary<ConvolutionPart, double[]> expected, Func<ConvolutionPart, double[]> actual)
    {
        foreach (var (part, values) in expected)
        {
            var found = actual(part);
            Assert.Equal(values.Length, found.Length);
            for (var i = 0; i < values.Length; i++)
            {
                Assert.Equal(values[i], found[i], 1e-12);
            }
        }
    }

    private static double[] Draw(int length, ulong seed)
    {
        var rng = new Rng(seed);
        return [.. Enumerable.Range(0, length).Select(_ => rng.NextNormal())];
    }
}
