using System.Buffers;
using System.Numerics;
using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Signal;

/// <summary>The discrete Fourier transform of one length, any length: X[k] = Σₜ x[t]·exp(−2πi·k·t/n).</summary>
/// <remarks>
/// <para>
/// No scaling forward, 1/n in the inverse. Real and imaginary parts are separate float64 spans. Values that are not finite spoil every result;
/// nothing is checked but lengths.
/// </para>
/// <para>
/// Lengths that are powers of two are transformed directly; others by a convolution of the next power of two above 2·n (Bluestein), which costs
/// five to ten times as much. Real series of even length take a transform of half the length. Cost: O(n log n). Errors: of the order of
/// rounding times log n. The tables are made once, at the cost of a handful of transforms; a plan is immutable and safe for any number of threads. Scratch
/// comes from the shared pool of arrays, so that transforms allocate nothing once that is warm.
/// </para>
/// <para>Source: J. W. Cooley, J. W. Tukey, "An algorithm for the machine calculation of complex Fourier series", Math. Comp., 1965;
/// L. I. Bluestein, "A linear filtering approach to the computation of discrete Fourier transform", IEEE Trans. Audio Electroacoust., 1970.</para>
/// </remarks>
public sealed partial class Fft
{
    // Powers of two: three rows of n/4 roots of unity, as the kernel wants them. Others: exp(πi·t²/n) for each t.
    private readonly double[] _cos = [];
    private readonly double[] _sin = [];
    private readonly Fft? _inner;
    private readonly double[] _filterRe = [];
    private readonly double[] _filterIm = [];

    /// <summary>Makes the tables for transforms of <paramref name="length"/> values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is not in [1, 2²⁸].</exception>
    public Fft(int length)
        : this(length, real: true)
    {
    }

    /// <summary>As the public constructor, but without the tables for real series unless <paramref name="real"/>.</summary>
    internal Fft(int length, bool real)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 1 << 28);
        Length = length;
        if (real && length % 2 == 0)
        {
            _half = new Fft(length / 2, real: false);
            (_halfCos, _halfSin) = UnitCircle.Table((length / 4) + 1, length);
        }

        if (int.IsPow2(length))
        {
            (_cos, _sin) = DirectRoots(length);
            return;
        }

        // k·t = (k² + t² − (k − t)²) / 2 turns the transform into a convolution with exp(πi·t²/n).
        (_cos, _sin) = (new double[length], new double[length]);
        for (var t = 0L; t < length; t++)
        {
            (_cos[t], _sin[t]) = UnitCircle.At(t * t % (2L * length), 2L * length);
        }

        _inner = new Fft(FastLength((2 * length) - 1), real: false);
        (_filterRe, _filterIm) = Filter(_inner);
    }

    /// <summary>n, the number of values.</summary>
    public int Length { get; }

    /// <summary>The smallest power of two that is at least <paramref name="length"/>: the fast lengths.</summary>
    public static int FastLength(int length) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, length));

    /// <summary>Transforms in place.</summary>
    /// <exception cref="ArgumentException">A span has not n values.</exception>
    public void Forward(Span<double> re, Span<double> im)
    {
        CheckLength(re.Length, nameof(re));
        CheckLength(im.Length, nameof(im));
        if (Length == 1)
        {
            return;
        }

        var padded = _inner?.Length ?? Length;
        var scratch = ArrayPool<double>.Shared.Rent(2 * padded);
        var workRe = scratch.AsSpan(0, padded);
        var workIm = scratch.AsSpan(padded, padded);
        if (_inner is null)
        {
            Direct(re, im, workRe, workIm);
        }
        else
        {
            Bluestein(re, im, workRe, workIm, _inner);
        }

        ArrayPool<double>.Shared.Return(scratch);
    }

    /// <summary>Undoes <see cref="Forward(Span{double}, Span{double})"/>, in place.</summary>
    /// <exception cref="ArgumentException">A span has not n values.</exception>
    public void Inverse(Span<double> re, Span<double> im)
    {
        // Swapping the parts conjugates before and after: the inverse is the forward transform with parts swapped, over n.
        Forward(im, re);
        var scale = 1.0 / Length;
        for (var i = 0; i < re.Length; i++)
        {
            re[i] *= scale;
            im[i] *= scale;
        }
    }

    private static (double[] Cos, double[] Sin) DirectRoots(int length)
    {
        var quarter = length / 4;
        var (cos, sin) = (new double[3 * quarter], new double[3 * quarter]);
        var (c, s) = UnitCircle.Table(quarter > 0 ? 3 * quarter : 0, length);
        for (var p = 0; p < quarter; p++)
        {
            for (var j = 0; j < 3; j++)
            {
                (cos[(j * quarter) + p], sin[(j * quarter) + p]) = (c[(j + 1) * p], s[(j + 1) * p]);
            }
        }

        return (cos, sin);
    }

    /// <summary>The transform of exp(πi·t²/n) for t from −(n − 1) to n − 1, wrapped round.</summary>
    private (double[] Re, double[] Im) Filter(Fft inner)
    {
        var (re, im) = (new double[inner.Length], new double[inner.Length]);
        for (var t = 0; t < Length; t++)
        {
            var mirrored = (inner.Length - t) % inner.Length;
            (re[t], im[t]) = (_cos[t], _sin[t]);
            (re[mirrored], im[mirrored]) = (_cos[t], _sin[t]);
        }

        inner.Forward(re, im);
        return (re, im);
    }

    /// <summary>Passes to and fro between the values and the scratch.</summary>
    private void Direct(Span<double> re, Span<double> im, Span<double> workRe, Span<double> workIm)
    {
        var away = false;
        for (var stride = 1; stride < Length; stride *= 4)
        {
            if (away)
            {
                Pass(workRe, workIm, re, im, stride);
            }
            else
            {
                Pass(re, im, workRe, workIm, stride);
            }

            away = !away;
        }

        if (away)
        {
            workRe.CopyTo(re);
            workIm.CopyTo(im);
        }
    }

    private void Pass(ReadOnlySpan<double> xr, ReadOnlySpan<double> xi, Span<double> yr, Span<double> yi, int stride)
    {
        if (4 * stride <= Length)
        {
            FftKernel.RadixFour(xr, xi, yr, yi, _cos, _sin, stride);
            return;
        }

        FftKernel.RadixTwo(xr, yr);
        FftKernel.RadixTwo(xi, yi);
    }

    private void Bluestein(Span<double> re, Span<double> im, Span<double> workRe, Span<double> workIm, Fft inner)
    {
        for (var t = 0; t < re.Length; t++)
        {
            workRe[t] = (re[t] * _cos[t]) + (im[t] * _sin[t]);
            workIm[t] = (im[t] * _cos[t]) - (re[t] * _sin[t]);
        }

        workRe[re.Length..].Clear();
        workIm[re.Length..].Clear();
        inner.Forward(workRe, workIm);
        for (var k = 0; k < workRe.Length; k++)
        {
            (workRe[k], workIm[k]) = ((workRe[k] * _filterRe[k]) - (workIm[k] * _filterIm[k]), (workRe[k] * _filterIm[k]) + (workIm[k] * _filterRe[k]));
        }

        inner.Inverse(workRe, workIm);
        for (var k = 0; k < re.Length; k++)
        {
            re[k] = (workRe[k] * _cos[k]) + (workIm[k] * _sin[k]);
            im[k] = (workIm[k] * _cos[k]) - (workRe[k] * _sin[k]);
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
