using Kilter.Numerics.Kernels;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Kernels;

public sealed class DoubleKernelTests
{
    // On both sides of every lane edge: tail alone, one vector, four vectors, four vectors and a tail.
    public static TheoryData<int> Lengths => [0, 1, 3, 4, 5, 8, 15, 16, 17, 35];

    [Theory, MemberData(nameof(Lengths))]
    public void Dot_agrees_with_the_textbook_loop(int length)
    {
        var (a, b) = (Draw(length, 1), Draw(length, 2));

        var dot = DoubleKernel.Dot(a, b);

        Assert.Equal(a.Zip(b, (x, y) => x * y).Sum(), dot, 1e-13);
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Squared_distance_agrees_with_the_textbook_loop(int length)
    {
        var (a, b) = (Draw(length, 1), Draw(length, 2));

        var distance = DoubleKernel.SquaredDistance(a, b);

        Assert.Equal(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum(), distance, 1e-13);
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Add_scaled_is_one_fused_step_an_element(int length)
    {
        var (y, x) = (Draw(length, 1), Draw(length, 2));
        double[] expected = [.. y.Zip(x, (b, a) => Math.FusedMultiplyAdd(0.3, a, b))];

        DoubleKernel.AddScaled(y, x, 0.3);

        Assert.Equal(expected, y);
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Rotate_turns_both_rows(int length)
    {
        var (a, b) = (Draw(length, 1), Draw(length, 2));
        double[] first = [.. a.Zip(b, (x, y) => (0.6 * x) + (0.8 * y))];
        double[] second = [.. a.Zip(b, (x, y) => (0.6 * y) - (0.8 * x))];

        DoubleKernel.Rotate(a, b, 0.6, 0.8);

        for (var i = 0; i < length; i++)
        {
            Assert.Equal(first[i], a[i], 1e-15);
            Assert.Equal(second[i], b[i], 1e-15);
        }
    }

    [Theory, InlineData(1, 1), InlineData(3, 5), InlineData(4, 4), InlineData(9, 6), InlineData(13, 11)]
    public void Outer_products_are_one_chain_of_fused_steps_in_row_order(int rows, int size)
    {
        var x = Draw(rows * size, 3);
        var matrix = new double[size * size];

        DoubleKernel.AddOuter(matrix, x, size);

        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                var expected = 0.0;
                for (var n = 0; n < rows && j >= i; n++)
                {
                    expected = Math.FusedMultiplyAdd(x[(n * size) + i], x[(n * size) + j], expected);
                }

                Assert.Equal(expected, matrix[(i * size) + j]);
            }
        }
    }

    [Theory, InlineData(1), InlineData(15), InlineData(16), InlineData(17), InlineData(40)]
    public void Distances_to_a_tile_are_chains_of_fused_steps_in_order(int size)
    {
        var (point, tile) = (Draw(size, 1), Draw(size * TileDistanceKernel.Points, 2));
        var distances = new double[TileDistanceKernel.Points];

        var near = TileDistanceKernel.SquaredDistances(point, tile, double.PositiveInfinity, distances);

        Assert.True(near);
        for (var p = 0; p < distances.Length; p++)
        {
            var expected = 0.0;
            for (var i = 0; i < size; i++)
            {
                var d = point[i] - tile[(i * TileDistanceKernel.Points) + p];
                expected = Math.FusedMultiplyAdd(d, d, expected);
            }

            Assert.Equal(expected, distances[p]);
        }

        Assert.True(TileDistanceKernel.SquaredDistances(point, tile, distances.Min(), distances));
        Assert.False(TileDistanceKernel.SquaredDistances(point, tile, distances.Min() * 0.999, distances));
    }

    [Theory, InlineData(0), InlineData(31), InlineData(32), InlineData(70)]
    public void The_first_value_that_is_not_finite_is_found_wherever_it_is(int length)
    {
        var values = new float[length + 1];
        Assert.Equal(-1, FiniteKernel.FirstNonFinite(values));
        foreach (var bad in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = bad;

                Assert.Equal(i, FiniteKernel.FirstNonFinite(values));

                values[i] = float.MaxValue;
            }
        }

        Assert.Equal(-1, FiniteKernel.FirstNonFinite(values));
    }

    private static double[] Draw(int length, ulong seed)
    {
        var rng = new Rng(seed);
        return [.. Enumerable.Range(0, length).Select(_ => rng.NextNormal())];
    }
}
