using Kilter.Numerics.Kernels;
using Kilter.Windows;

namespace Kilter.Detectors.Distribution;

/// <summary>The mean and the covariance of windows taken as vectors of d = W·C values.</summary>
internal static class Moments
{
    private const int BlockRows = 64;

    /// <summary>How far apart the windows to look at are, so that their covariance costs at most <paramref name="work"/> multiplications and still rests on 8·d windows.</summary>
    public static int StrideOf(WindowSet windows, double work)
    {
        var size = (double)windows.Length * windows.Channels;
        return PrimeStride.For(windows.Count, Math.Max(8 * size, work / (size * size)));
    }

    /// <summary>The mean of every <paramref name="stride"/>-th window, (d).</summary>
    public static double[] Mean(WindowSet windows, int stride, CancellationToken cancellation)
    {
        var mean = new double[windows.Length * windows.Channels];
        var rows = 0;
        for (var n = 0; n < windows.Count; n += stride, rows++)
        {
            if (rows % 4096 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var window = windows[n];
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += window[i];
            }
        }

        for (var i = 0; i < mean.Length; i++)
        {
            mean[i] /= rows;
        }

        return mean;
    }

    /// <summary>The covariance (d, d) of every <paramref name="stride"/>-th window, divided by n − 1. Symmetric to the bit.</summary>
    public static double[] Covariance(WindowSet windows, double[] mean, int stride, CancellationToken cancellation)
    {
        var size = mean.Length;
        var matrix = new double[size * size];
        var block = new double[BlockRows * size];
        var (rows, filled) = (0, 0);
        for (var n = 0; n < windows.Count; n += stride, rows++)
        {
            Centre(windows[n], mean, block.AsSpan(filled * size, size));
            if (++filled == BlockRows)
            {
                cancellation.ThrowIfCancellationRequested();
                DoubleKernel.AddOuter(matrix, block, size);
                filled = 0;
            }
        }

        DoubleKernel.AddOuter(matrix, block.AsSpan(0, filled * size), size);
        for (var i = 0; i < size; i++)
        {
            for (var j = i; j < size; j++)
            {
                matrix[(j * size) + i] = matrix[(i * size) + j] /= Math.Max(1, rows - 1);
            }
        }

        return matrix;
    }

    /// <summary>Window less mean.</summary>
    public static void Centre(ReadOnlySpan<float> window, double[] mean, Span<double> centred)
    {
        for (var i = 0; i < mean.Length; i++)
        {
            centred[i] = window[i] - mean[i];
        }
    }

    /// <summary>The least and the greatest value of each channel in the windows, (C) each: explanations stay inside what was seen.</summary>
    public static (double[] Low, double[] High) Range(WindowSet windows)
    {
        var (low, high) = (new double[windows.Channels], new double[windows.Channels]);
        Array.Fill(low, double.PositiveInfinity);
        Array.Fill(high, double.NegativeInfinity);
        for (var n = 0; n < windows.Count; n++)
        {
            // The first window whole, then the last sample of each: with windows one sample apart, that is every sample once.
            var values = n == 0 ? windows[n] : windows[n][^windows.Channels..];
            for (var i = 0; i < values.Length; i++)
            {
                var c = i % windows.Channels;
                low[c] = Math.Min(low[c], values[i]);
                high[c] = Math.Max(high[c], values[i]);
            }
        }

        return (low, high);
    }
}
