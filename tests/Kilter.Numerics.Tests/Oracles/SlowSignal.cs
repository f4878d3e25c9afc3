namespace Kilter.Numerics.Tests.Oracles;

/// <summary>The slow twins of convolution and correlation: sums over all pairs.</summary>
internal static class SlowSignal
{
    /// <summary>All n + m − 1 sums Σ a[i]·b[k − i].</summary>
    public static double[] Convolution(double[] a, double[] b)
    {
        var y = new double[a.Length + b.Length - 1];
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < b.Length; j++)
            {
                y[i + j] += a[i] * b[j];
            }
        }

        return y;
    }

    /// <summary>All n + m − 1 sums Σ a[i + lag]·b[i], lag from −(m − 1) to n − 1.</summary>
    public static double[] Correlation(double[] a, double[] b)
    {
        var y = new double[a.Length + b.Length - 1];
        for (var lag = -(b.Length - 1); lag < a.Length; lag++)
        {
            for (var i = 0; i < b.Length; i++)
            {
                y[lag + b.Length - 1] += i + lag >= 0 && i + lag < a.Length ? a[i + lag] * b[i] : 0;
            }
        }

        return y;
    }
}
