namespace Kilter.Numerics.Signal;

/// <summary>How much of a series' variance lies in each of a few bands of frequency.</summary>
/// <remarks>
/// The n/2 frequencies above 0 are parted into B bands of equal width (to a frequency), low ones first. By Parseval's theorem the energies sum to the population variance;
/// the mean is in none of them. No taper: a frequency between two bins leaks into its neighbours. Cost: O(n·log n).
/// Source: W. H. Press et al., "Numerical Recipes", 3rd ed., 2007, section 13.4.
/// </remarks>
public static class BandEnergies
{
    /// <summary>Writes the energies of <paramref name="values"/>.</summary>
    /// <param name="values">n values, at least 2. NaN makes every energy NaN.</param>
    /// <param name="energies">(B), overwritten; B from 1 to n/2. Unit: that of the values squared.</param>
    /// <exception cref="ArgumentException">There are too few values, or more bands than frequencies.</exception>
    public static void Of(ReadOnlySpan<double> values, Span<double> energies)
        => Of(new Fft(Math.Max(1, values.Length)), values, energies);

    /// <summary>As above, with a transform of that length, for many series of one length.</summary>
    /// <exception cref="ArgumentException">The transform has another length, or a span does not fit.</exception>
    public static void Of(Fft fft, ReadOnlySpan<double> values, Span<double> energies)
    {
        ArgumentNullException.ThrowIfNull(fft);
        if (values.Length < 2 || energies.Length < 1 || energies.Length > values.Length / 2)
        {
            throw new ArgumentException($"{energies.Length} bands of {values.Length} values were asked for; a series of n values has n/2 frequencies, and at least one band is needed.", nameof(energies));
        }

        var bins = (values.Length / 2) + 1;
        var (re, im) = (new double[bins], new double[bins]);
        fft.ForwardReal(values, re, im);
        energies.Clear();
        var share = 2.0 / ((double)values.Length * values.Length);
        for (var k = 1; k < bins; k++)
        {
            // A bin stands for itself and its mirror image; the last one of an even length has none.
            var weight = 2 * k == values.Length ? share / 2 : share;
            energies[(int)((long)(k - 1) * energies.Length / (bins - 1))] += weight * ((re[k] * re[k]) + (im[k] * im[k]));
        }
    }
}
