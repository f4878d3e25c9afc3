using System.Buffers;

namespace Kilter.Numerics.Signal;

/// <content>
/// Real series. Those of even length n are taken as n/2 complex values x[2t] + i·x[2t+1]; one transform of half the length holds those of both
/// halves, which the last or first step parts or joins. Source: W. H. Press et al., "Numerical Recipes", 3rd ed., 2007, section 12.3.2.
/// </content>
public sealed partial class Fft
{
    // Even lengths: the transform of half the length, and exp(2πi·k/n) for k in 0 … n/4.
    private readonly Fft? _half;
    private readonly double[] _halfCos = [];
    private readonly double[] _halfSin = [];

    /// <summary>Transforms real <paramref name="values"/> (n): writes the bins 0 … n/2, the rest being their mirrored conjugates.</summary>
    /// <param name="values">n real values. May not overlap the others.</param>
    /// <param name="re">The real parts, n/2 + 1.</param>
    /// <param name="im">The imaginary parts, n/2 + 1.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void ForwardReal(ReadOnlySpan<double> values, Span<double> re, Span<double> im)
    {
        CheckLength(values.Length, nameof(values));
        CheckBins(re.Length, im.Length);
        if (_half is null)
        {
            ForwardWhole(values, re, im);
            return;
        }

        var half = _half.Length;
        for (var t = 0; t < half; t++)
        {
            (re[t], im[t]) = (values[2 * t], values[(2 * t) + 1]);
        }

        _half.Forward(re[..half], im[..half]);
        Part(re, im);
    }

    /// <summary>Undoes <see cref="ForwardReal"/>: the n real values whose bins 0 … n/2 are given.</summary>
    /// <param name="re">The real parts, n/2 + 1.</param>
    /// <param name="im">The imaginary parts, n/2 + 1. Those of bin 0 and, where n is even, of bin n/2 are taken as 0, which they are for real values.</param>
    /// <param name="values">The n values. May not overlap the others.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void InverseReal(ReadOnlySpan<double> re, ReadOnlySpan<double> im, Span<double> values)
    {
        CheckLength(values.Length, nameof(values));
        CheckBins(re.Length, im.Length);
        var count = _half?.Length ?? Length;
        var scratch = ArrayPool<double>.Shared.Rent(2 * count);
        var workRe = scratch.AsSpan(0, count);
        var workIm = scratch.AsSpan(count, count);
        if (_half is null)
        {
            InverseWhole(re, im, workRe, workIm);
            workRe.CopyTo(values);
        }
        else
        {
            Join(re, im, workRe, workIm);
            _half.Inverse(workRe, workIm);
            for (var t = 0; t < count; t++)
            {
                (values[2 * t], values[(2 * t) + 1]) = (workRe[t], workIm[t]);
            }
        }

        ArrayPool<double>.Shared.Return(scratch);
    }

    /// <summary>From the transform Z of the pairs to the bins: X[k] = E[k] + exp(−2πi·k/n)·O[k], E and O the parts of Z that even and odd values gave. In place.</summary>
    private void Part(Span<double> re, Span<double> im)
    {
        var half = re.Length - 1;
        (re[half], im[half]) = (re[0] - im[0], 0);
        (re[0], im[0]) = (re[0] + im[0], 0);
        for (var k = 1; k <= half / 2; k++)
        {
            var m = half - k;
            var (evenRe, evenIm) = (0.5 * (re[k] + re[m]), 0.5 * (im[k] - im[m]));
            var (oddRe, oddIm) = (0.5 * (im[k] + im[m]), 0.5 * (re[m] - re[k]));
            var (c, s) = (_halfCos[k], _halfSin[k]);
            var (turnedRe, turnedIm) = ((oddRe * c) + (oddIm * s), (oddIm * c) - (oddRe * s));
            (re[k], im[k]) = (evenRe + turnedRe, evenIm + turnedIm);
            (re[m], im[m]) = (evenRe - turnedRe, turnedIm - evenIm);
        }
    }

    /// <summary>Undoes <see cref="Part"/>: Z[k] = E[k] + i·O[k].</summary>
    private void Join(ReadOnlySpan<double> re, ReadOnlySpan<double> im, Span<double> pairRe, Span<double> pairIm)
    {
        var half = re.Length - 1;
        (pairRe[0], pairIm[0]) = (0.5 * (re[0] + re[half]), 0.5 * (re[0] - re[half]));
        for (var k = 1; k <= half / 2; k++)
        {
            var m = half - k;
            var (evenRe, evenIm) = (0.5 * (re[k] + re[m]), 0.5 * (im[k] - im[m]));
            var (turnedRe, turnedIm) = (0.5 * (re[k] - re[m]), 0.5 * (im[k] + im[m]));
            var (c, s) = (_halfCos[k], _halfSin[k]);
            var (oddRe, oddIm) = ((turnedRe * c) - (turnedIm * s), (turnedIm * c) + (turnedRe * s));
            (pairRe[k], pairIm[k]) = (evenRe - oddIm, evenIm + oddRe);
            (pairRe[m], pairIm[m]) = (evenRe + oddIm, oddRe - evenIm);
        }
    }

    private void ForwardWhole(ReadOnlySpan<double> values, Span<double> re, Span<double> im)
    {
        var scratch = ArrayPool<double>.Shared.Rent(2 * Length);
        var wholeRe = scratch.AsSpan(0, Length);
        var wholeIm = scratch.AsSpan(Length, Length);
        values.CopyTo(wholeRe);
        wholeIm.Clear();
        Forward(wholeRe, wholeIm);
        wholeRe[..re.Length].CopyTo(re);
        wholeIm[..im.Length].CopyTo(im);
        ArrayPool<double>.Shared.Return(scratch);
    }

    private void InverseWhole(ReadOnlySpan<double> re, ReadOnlySpan<double> im, Span<double> wholeRe, Span<double> wholeIm)
    {
        (wholeRe[0], wholeIm[0]) = (re[0], 0);
        for (var k = 1; k < re.Length; k++)
        {
            (wholeRe[k], wholeIm[k]) = (re[k], im[k]);
            (wholeRe[Length - k], wholeIm[Length - k]) = (re[k], -im[k]);
        }

        Inverse(wholeRe, wholeIm);
    }

    private void CheckBins(int re, int im)
    {
        var bins = (Length / 2) + 1;
        if (re != bins || im != bins)
        {
            throw new ArgumentException(FormattableString.Invariant($"'re' and 'im' have {re} and {im} values; {bins} bins are needed."), nameof(re));
        }
    }
}
