namespace Kilter.Numerics.Tests.Oracles;

/// <summary>The slow twins: textbook formulas with arrays and Math only.</summary>
internal static class Slow
{
    public static (double[] Re, double[] Im) Dft(double[] re, double[] im)
    {
        var n = re.Length;
        var (outRe, outIm) = (new double[n], new double[n]);
        for (var k = 0; k < n; k++)
        {
            for (var t = 0; t < n; t++)
            {
                var angle = 2 * Math.PI * ((long)k * t % n) / n;
                outRe[k] += (re[t] * Math.Cos(angle)) + (im[t] * Math.Sin(angle));
                outIm[k] += (im[t] * Math.Cos(angle)) - (re[t] * Math.Sin(angle));
            }
        }

        return (outRe, outIm);
    }

    public static double[] Autocorrelation(double[] x, int maxLag, bool unbiased)
    {
        var mean = x.Average();
        var r = new double[maxLag + 1];
        for (var k = 0; k <= maxLag; k++)
        {
            for (var t = 0; t + k < x.Length; t++)
            {
                r[k] += (x[t] - mean) * (x[t + k] - mean);
            }
        }

        var zero = r[0];
        for (var k = 0; k <= maxLag; k++)
        {
            r[k] = r[k] / zero * (unbiased ? (double)x.Length / (x.Length - k) : 1);
        }

        return r;
    }

    /// <summary>Gaussian elimination with pivoting.</summary>
    public static double[] Solve(double[] matrix, double[] right)
    {
        var n = right.Length;
        var (a, b) = ((double[])matrix.Clone(), (double[])right.Clone());
        for (var k = 0; k < n; k++)
        {
            var pivot = Enumerable.Range(k, n - k).MaxBy(i => Math.Abs(a[(i * n) + k]));
            for (var j = 0; j < n; j++)
            {
                (a[(k * n) + j], a[(pivot * n) + j]) = (a[(pivot * n) + j], a[(k * n) + j]);
            }

            (b[k], b[pivot]) = (b[pivot], b[k]);
            for (var i = k + 1; i < n; i++)
            {
                var f = a[(i * n) + k] / a[(k * n) + k];
                for (var j = k; j < n; j++)
                {
                    a[(i * n) + j] -= f * a[(k * n) + j];
                }

                b[i] -= f * b[k];
            }
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < n; j++)
            {
                b[i] -= a[(i * n) + j] * b[j];
            }

            b[i] /= a[(i * n) + i];
        }

        return b;
    }

    /// <summary>Eigenvalues by cyclic Jacobi rotations, largest first.</summary>
    public static double[] Eigenvalues(double[] matrix, int n)
    {
        var a = (double[])matrix.Clone();
        for (var sweep = 0; sweep < 60; sweep++)
        {
            for (var p = 0; p < n; p++)
            {
                for (var q = p + 1; q < n; q++)
                {
                    var off = a[(p * n) + q];
                    if (off == 0)
                    {
                        continue;
                    }

                    var theta = 0.5 * Math.Atan2(2 * off, a[(q * n) + q] - a[(p * n) + p]);
                    var (c, s) = (Math.Cos(theta), Math.Sin(theta));
                    for (var k = 0; k < n; k++)
                    {
                        var (x, y) = (a[(k * n) + p], a[(k * n) + q]);
                        (a[(k * n) + p], a[(k * n) + q]) = ((c * x) - (s * y), (s * x) + (c * y));
                    }

                    for (var k = 0; k < n; k++)
                    {
                        var (x, y) = (a[(p * n) + k], a[(q * n) + k]);
                        (a[(p * n) + k], a[(q * n) + k]) = ((c * x) - (s * y), (s * x) + (c * y));
                    }
                }
            }
        }

        return [.. Enumerable.Range(0, n).Select(i => a[(i * n) + i]).OrderDescending()];
    }
}
