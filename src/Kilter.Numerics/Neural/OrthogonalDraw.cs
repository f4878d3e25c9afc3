using Kilter.Numerics.LinearAlgebra;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Neural;

/// <summary>Matrices with orthonormal columns or rows, every one equally likely: the Q of a matrix of normal numbers, its signs set by R's diagonal.</summary>
/// <remarks>
/// In float64. Cost: that of one <see cref="Qr"/> a block.
/// Source: G. W. Stewart, "The efficient generation of random orthogonal matrices", SIAM J. Numer. Anal., 1980; F. Mezzadri, "How to generate random
/// matrices from the classical compact groups", Notices of the AMS, 2007.
/// </remarks>
internal static class OrthogonalDraw
{
    /// <summary>Fills a row-major (inputs, outputs) matrix whose columns fall into blocks side by side, each drawn by itself.</summary>
    public static void Fill(double[] values, int inputs, int outputs, int blocks, Rng rng)
    {
        var width = outputs / blocks;
        var (tall, thin) = (Math.Max(inputs, width), Math.Min(inputs, width));
        for (var b = 0; b < blocks; b++)
        {
            var q = Columns(tall, thin, rng);
            for (var i = 0; i < inputs; i++)
            {
                for (var o = 0; o < width; o++)
                {
                    values[(i * outputs) + (b * width) + o] = inputs >= width ? q[(i * thin) + o] : q[(o * thin) + i];
                }
            }
        }
    }

    /// <summary>(n, k) with orthonormal columns.</summary>
    private static double[] Columns(int n, int k, Rng rng)
    {
        var normal = new double[n * k];
        for (var i = 0; i < normal.Length; i++)
        {
            normal[i] = rng.NextNormal();
        }

        var factored = Qr.Of(normal, n, k);
        var (q, r) = (factored.Q(), factored.R());
        for (var i = 0; i < q.Length; i++)
        {
            var column = i % k;
            q[i] *= r[(column * k) + column] < 0 ? -1 : 1;
        }

        return q;
    }
}
