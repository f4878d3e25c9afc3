namespace Kilter.Numerics.Signal;

/// <summary>Which periods a series holds: its power at each Fourier frequency, along time.</summary>
/// <remarks>
/// <para>power[k] = |Σₜ (x[t] − x̄)·exp(−2πi·k·t/n)|² / n for k = 1 … ⌊n/2⌋; the period of k is n/k samples. The mean is taken out, so that k = 0 has nothing to say.</para>
/// <para>Cost: O(n log n). A raw periodogram: noisy, with no window against leakage.</para>
/// <para>Source: A. Schuster, "On the investigation of hidden periodicities", Terrestrial Magnetism, 1898.</para>
/// </remarks>
/// <param name="Periods">Samples a period, longest first: n, n/2, n/3, … 2.</param>
/// <param name="Power">The power of each, in squared units of the values; at least 0.</param>
public sealed record Periodogram(double[] Periods, double[] Power)
{
    /// <summary>The periodogram of <paramref name="values"/>.</summary>
    /// <param name="values">At least two finite values, one a sample.</param>
    /// <exception cref="ArgumentException">Fewer than two values, or one that is not finite.</exception>
    public static Periodogram Of(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
        {
            throw new ArgumentException($"'values' has {values.Length} values; a spectrum needs at least 2.", nameof(values));
        }

        var mean = 0.0;
        for (var t = 0; t < values.Length; t++)
        {
            if (!double.IsFinite(values[t]))
            {
                throw new ArgumentException($"Sample {t} is not finite; fill gaps before taking a spectrum.", nameof(values));
            }

            mean += values[t];
        }

        mean /= values.Length;
        var (re, im) = (new double[values.Length], new double[values.Length]);
        for (var t = 0; t < values.Length; t++)
        {
            re[t] = values[t] - mean;
        }

        new Fft(values.Length, real: false).Forward(re, im);
        var (periods, power) = (new double[values.Length / 2], new double[values.Length / 2]);
        for (var k = 1; k <= periods.Length; k++)
        {
            periods[k - 1] = (double)values.Length / k;
            power[k - 1] = ((re[k] * re[k]) + (im[k] * im[k])) / values.Length;
        }

        return new(periods, power);
    }
}
