using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Neural;

/// <summary>Matrices with orthonormal columns or rows, every one equally likely: the Q of a matrix of normal numbers, its signs set by R's diagonal.</summary>
/// <remarks>
/// By Householder reflections in float64. Cost: 4·n·k² operations for n rows and k ≤ n columns.
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
            var columns = Columns(tall, thin, rng);
            for (var i = 0; i < inputs; i++)
            {
                for (var o = 0; o < width; o++)
                {
                    values[(i * outputs) + (b * width) + o] = inputs >= width ? columns[o][i] : columns[i][o];
                }
            }
        }
    }

    /// <summary>k orthonormal columns of n numbers.</summary>
    private static double[][] Columns(int n, int k, Rng rng)
    {
        var a = new double[k][];
        for (var j = 0; j < k; j++)
        {
            a[j] = new double[n];
            for (var i = 0; i < n; i++)
            {
                a[j][i] = rng.NextNormal();
            }
        }

        // Each column becomes the vector of its own reflection; the sign of R's diagonal is kept beside.
        var signs = new double[k];
        for (var j = 0; j < k; j++)
        {
            signs[j] = Prepare(a[j], j);
            for (var other = j + 1; other < k; other++)
            {
                Reflect(a[j], a[other], j);
            }
        }

        var q = new double[k][];
        for (var j = 0; j < k; j++)
        {
            q[j] = new double[n];
            q[j][j] = signs[j];
            for (var reflection = k - 1; reflection >= 0; reflection--)
            {
                Reflect(a[reflection], q[j], reflection);
            }
        }

        return q;
    }

    /// <summary>Turns x from its entry j on into the unit vector v for which x − 2·v·(v·x) has zeros below j; the sign of what stands at j then.</summary>
    private static double Prepare(double[] x, int j)
    {
        var norm = Norm(x, j);
        var sign = x[j] >= 0 ? -1.0 : 1.0;
        x[j] -= sign * norm;
        var length = Norm(x, j);
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = i < j || length == 0 ? 0 : x[i] / length;
        }

        return sign;
    }

    private static double Norm(double[] x, int from)
    {
        var sum = 0.0;
        for (var i = from; i < x.Length; i++)
        {
            sum += x[i] * x[i];
        }

        return Math.Sqrt(sum);
    }

    private static void Reflect(double[] v, double[] x, int from)
    {
        var product = 0.0;
        for (var i = from; i < x.Length; i++)
        {
            product += v[i] * x[i];
        }

        for (var i = from; i < x.Length; i++)
        {
            x[i] -= 2 * product * v[i];
        }
    }
}
