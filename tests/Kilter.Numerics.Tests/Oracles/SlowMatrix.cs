using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Oracles;

/// <summary>Matrices for tests: products by the textbook, and matrices of a chosen rank.</summary>
internal static class SlowMatrix
{
    /// <summary>Sizes on both sides of every lane edge, tall, wide and square.</summary>
    public static TheoryData<int, int> Shapes => new(
        new[] { (1, 1), (2, 2), (3, 3), (7, 7), (8, 8), (9, 9), (33, 33), (9, 1), (1, 9), (8, 3), (3, 8), (33, 7), (7, 33), (40, 33), (33, 40) });

    /// <summary>A (m, n) of independent normal numbers where the rank is min(m, n), else of that rank; zeros for rank 0.</summary>
    public static double[] Draw(int rows, int columns, int rank, double scale = 1)
    {
        var rng = new Rng((ulong)(rows + (100 * columns) + (10_000 * rank)));
        double[] Normal(int count) => [.. Enumerable.Range(0, count).Select(_ => rng.NextNormal())];
        var matrix = rank == Math.Min(rows, columns)
            ? Normal(rows * columns)
            : Multiply(Normal(rows * rank), Normal(rank * columns), rows, rank, columns);
        return [.. matrix.Select(value => value * scale)];
    }

    /// <summary>A·B, A (m, k), B (k, n).</summary>
    public static double[] Multiply(double[] a, double[] b, int m, int k, int n)
    {
        var product = new double[m * n];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                for (var l = 0; l < k; l++)
                {
                    product[(i * n) + j] += a[(i * k) + l] * b[(l * n) + j];
                }
            }
        }

        return product;
    }

    /// <summary>Aᵀ, A (m, n).</summary>
    public static double[] Transpose(double[] a, int m, int n)
        => [.. Enumerable.Range(0, m * n).Select(i => a[(i % m * n) + (i / m)])];

    public static double[] Identity(int n)
        => [.. Enumerable.Range(0, n * n).Select(i => i / n == i % n ? 1.0 : 0)];

    public static void AssertNear(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
