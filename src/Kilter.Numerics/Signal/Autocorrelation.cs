namespace Kilter.Numerics.Signal;

/// <summary>How like itself a series is some samples later: correlations at lags 0 … K.</summary>
/// <remarks>
/// <para>
/// r[k] = Σₜ (x[t] − x̄)·(x[t+k] − x̄) / Σₜ (x[t] − x̄)², x̄ the mean of the whole series. This biased form lies in [−1, 1] and shrinks with the
/// lag; the unbiased form divides the sum at lag k by n − k instead of n, and is noisy at large lags.
/// </para>
/// <para>Cost: O(n log K) by Fourier transforms of blocks; memory O(K). A constant series gives 1 at lag 0 and 0 elsewhere.</para>
/// <para>Source: G. E. P. Box, G. M. Jenkins, "Time Series Analysis", 1970, section 2.1.5; A. V. Oppenheim, R. W. Schafer, "Discrete-Time Signal Processing", 1989, section 8.7 (blocks).</para>
/// </remarks>
public static class Autocorrelation
{
    /// <summary>The correlations of <paramref name="values"/> at the lags 0 … <paramref name="maxLag"/>.</summary>
    /// <param name="values">n finite values.</param>
    /// <param name="maxLag">K, in [0, n − 1].</param>
    /// <param name="unbiased">Divide by n − k instead of n.</param>
    /// <exception cref="ArgumentOutOfRangeException">The lag does not fit the series.</exception>
    public static double[] Of(ReadOnlySpan<double> values, int maxLag, bool unbiased = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxLag);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(maxLag, values.Length);
        var sums = LaggedProducts(values, Mean(values), maxLag);
        var correlations = new double[maxLag + 1];
        correlations[0] = 1;
        for (var k = 1; k <= maxLag && sums[0] > 0; k++)
        {
            correlations[k] = sums[k] / sums[0] * (unbiased ? (double)values.Length / (values.Length - k) : 1);
        }

        return correlations;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>Σₜ (x[t] − mean)·(x[t+k] − mean) for k in [0, maxLag], the spectra of all blocks added before one inverse transform.</summary>
    private static double[] LaggedProducts(ReadOnlySpan<double> values, double mean, int maxLag)
    {
        var fft = new Fft(Fft.FastLength(Math.Min(values.Length + maxLag, Math.Max(1024, 4 * (maxLag + 1)))), real: false);
        var block = fft.Length - maxLag;
        var (re, im) = (new double[fft.Length], new double[fft.Length]);
        var (sumRe, sumIm) = (new double[fft.Length], new double[fft.Length]);
        for (var start = 0; start < values.Length; start += block)
        {
            // One complex transform for two real signals: the block itself, and the block with its next maxLag samples.
            re.AsSpan().Clear();
            im.AsSpan().Clear();
            for (var i = 0; i < fft.Length && start + i < values.Length; i++)
            {
                im[i] = values[start + i] - mean;
                re[i] = i < block ? im[i] : 0;
            }

            fft.Forward(re, im);
            AddCrossSpectrum(re, im, sumRe, sumIm);
        }

        fft.Inverse(sumRe, sumIm);
        return sumRe[..(maxLag + 1)];
    }

    /// <summary>Adds conj(A)·B, where re + i·im is the transform of a + i·b with a and b real.</summary>
    private static void AddCrossSpectrum(double[] re, double[] im, double[] sumRe, double[] sumIm)
    {
        var n = re.Length;
        for (var k = 0; k < n; k++)
        {
            var m = (n - k) & (n - 1);
            var (ar, ai) = ((re[k] + re[m]) / 2, (im[k] - im[m]) / 2);
            var (br, bi) = ((im[k] + im[m]) / 2, (re[m] - re[k]) / 2);
            sumRe[k] += (ar * br) + (ai * bi);
            sumIm[k] += (ar * bi) - (ai * br);
        }
    }
}
