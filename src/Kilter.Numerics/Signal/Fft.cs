namespace Kilter.Numerics.Signal;

/// <summary>The discrete Fourier transform of one length, any length: X[k] = Σₜ x[t]·exp(−2πi·k·t/n).</summary>
/// <remarks>
/// <para>No scaling forward, 1/n in the inverse. Real and imaginary parts are separate float64 spans, transformed in place.</para>
/// <para>
/// Lengths that are powers of two are transformed directly; others by a convolution of the next power of two above 2·n (Bluestein).
/// Cost: O(n log n). Errors: of the order of rounding times log n. The tables are made once; a plan is immutable and safe for any number of
/// threads (a length that is no power of two allocates its scratch in each call).
/// </para>
/// <para>Source: J. W. Cooley, J. W. Tukey, "An algorithm for the machine calculation of complex Fourier series", Math. Comp., 1965;
/// L. I. Bluestein, "A linear filtering approach to the computation of discrete Fourier transform", IEEE Trans. Audio Electroacoust., 1970.</para>
/// </remarks>
public sealed class Fft
{
    private readonly double[] _cos;
    private readonly double[] _sin;
    private readonly Fft? _inner;
    private readonly double[] _filterRe = [];
    private readonly double[] _filterIm = [];

    /// <summary>Makes the tables for transforms of <paramref name="length"/> values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is not in [1, 2²⁸].</exception>
    public Fft(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 1 << 28);
        Length = length;
        if (int.IsPow2(length))
        {
            (_cos, _sin) = Table(length / 2, k => (k, length));
            return;
        }

        // Bluestein: k·t = (k² + t² − (k − t)²) / 2 turns the transform into a convolution with exp(πi·t²/n).
        (_cos, _sin) = Table(length, t => (t * t % (2L * length), 2L * length));
        var padded = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)((2 * length) - 1));
        _inner = new Fft(padded);
        (_filterRe, _filterIm) = (new double[padded], new double[padded]);
        for (var t = 0; t < length; t++)
        {
            var mirrored = (padded - t) % padded;
            (_filterRe[t], _filterIm[t]) = (_cos[t], _sin[t]);
            (_filterRe[mirrored], _filterIm[mirrored]) = (_cos[t], _sin[t]);
        }

        _inner.Forward(_filterRe, _filterIm);
    }

    /// <summary>n, the number of values.</summary>
    public int Length { get; }

    /// <summary>The smallest power of two that is at least <paramref name="length"/>: the fast lengths.</summary>
    public static int FastLength(int length) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, length));

    /// <summary>Transforms in place.</summary>
    /// <exception cref="ArgumentException">A span has not n values.</exception>
    public void Forward(Span<double> re, Span<double> im)
    {
        CheckLength(re.Length, nameof(re));
        CheckLength(im.Length, nameof(im));
        if (_inner is null)
        {
            Direct(re, im);
        }
        else
        {
            Bluestein(re, im, _inner);
        }
    }

    /// <summary>Undoes <see cref="Forward(Span{double}, Span{double})"/>, in place.</summary>
    /// <exception cref="ArgumentException">A span has not n values.</exception>
    public void Inverse(Span<double> re, Span<double> im)
    {
        // Swapping the parts conjugates before and after: the inverse is the forward transform with parts swapped, over n.
        Forward(im, re);
        var scale = 1.0 / Length;
        for (var i = 0; i < Length; i++)
        {
            re[i] *= scale;
            im[i] *= scale;
        }
    }

    /// <summary>Transforms real <paramref name="values"/> (n): writes the bins 0 … n/2, the rest being their mirrored conjugates.</summary>
    /// <param name="values">n real values.</param>
    /// <param name="re">The real parts, n/2 + 1.</param>
    /// <param name="im">The imaginary parts, n/2 + 1.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void ForwardReal(ReadOnlySpan<double> values, Span<double> re, Span<double> im)
    {
        CheckLength(values.Length, nameof(values));
        var bins = (Length / 2) + 1;
        if (re.Length != bins || im.Length != bins)
        {
            throw new ArgumentException(FormattableString.Invariant($"'re' and 'im' have {re.Length} and {im.Length} values; {bins} bins are needed."), nameof(re));
        }

        var (fullRe, fullIm) = (values.ToArray(), new double[Length]);
        Forward(fullRe, fullIm);
        fullRe.AsSpan(0, bins).CopyTo(re);
        fullIm.AsSpan(0, bins).CopyTo(im);
    }

    private static (double[] Cos, double[] Sin) Table(int count, Func<long, (long K, long N)> angle)
    {
        var (cos, sin) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var (k, n) = angle(i);
            (cos[i], sin[i]) = UnitCircle.At(k, n);
        }

        return (cos, sin);
    }

    /// <summary>Radix 2, decimation in time: bit-reversed order first, then butterflies of growing span.</summary>
    private void Direct(Span<double> re, Span<double> im)
    {
        Reorder(re, im);
        for (var half = 1; half < Length; half *= 2)
        {
            var stride = Length / (2 * half);
            for (var start = 0; start < Length; start += 2 * half)
            {
                var r0 = re.Slice(start, half);
                var i0 = im.Slice(start, half);
                var r1 = re.Slice(start + half, half);
                var i1 = im.Slice(start + half, half);
                for (var k = 0; k < half; k++)
                {
                    var (c, s) = (_cos[k * stride], _sin[k * stride]);
                    var tr = (r1[k] * c) + (i1[k] * s);
                    var ti = (i1[k] * c) - (r1[k] * s);
                    (r1[k], i1[k]) = (r0[k] - tr, i0[k] - ti);
                    (r0[k], i0[k]) = (r0[k] + tr, i0[k] + ti);
                }
            }
        }
    }

    private void Reorder(Span<double> re, Span<double> im)
    {
        for (int i = 1, j = 0; i < Length; i++)
        {
            var bit = Length >> 1;
            for (; (j & bit) != 0; bit >>= 1)
            {
                j ^= bit;
            }

            j ^= bit;
            if (i < j)
            {
                (re[i], re[j]) = (re[j], re[i]);
                (im[i], im[j]) = (im[j], im[i]);
            }
        }
    }

    private void Bluestein(Span<double> re, Span<double> im, Fft inner)
    {
        var (wr, wi) = (new double[inner.Length], new double[inner.Length]);
        for (var t = 0; t < Length; t++)
        {
            wr[t] = (re[t] * _cos[t]) + (im[t] * _sin[t]);
            wi[t] = (im[t] * _cos[t]) - (re[t] * _sin[t]);
        }

        inner.Forward(wr, wi);
        for (var k = 0; k < wr.Length; k++)
        {
            (wr[k], wi[k]) = ((wr[k] * _filterRe[k]) - (wi[k] * _filterIm[k]), (wr[k] * _filterIm[k]) + (wi[k] * _filterRe[k]));
        }

        inner.Inverse(wr, wi);
        for (var k = 0; k < Length; k++)
        {
            re[k] = (wr[k] * _cos[k]) + (wi[k] * _sin[k]);
            im[k] = (wi[k] * _cos[k]) - (wr[k] * _sin[k]);
        }
    }

    private void CheckLength(int length, string name)
    {
        if (length != Length)
        {
            throw new ArgumentException(FormattableString.Invariant($"'{name}' has {length} values; this transform takes {Length}."), name);
        }
    }
}
