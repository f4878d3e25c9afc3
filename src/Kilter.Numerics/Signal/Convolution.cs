using System.Buffers;
using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Signal;

/// <summary>The linear convolution and correlation of two real series.</summary>
/// <remarks>
/// <para>
/// Convolution: y[k] = Σᵢ a[i]·b[k − i] for k in 0 … n + m − 2. Correlation: y[k] = Σᵢ a[i]·b[i − k + m − 1], the same with b turned round, so that
/// y[m − 1] is the sum at lag 0. Values outside the series count as 0. The parts are those of NumPy and SciPy, named there full, same and valid.
/// </para>
/// <para>
/// Where the shorter has up to 64 values, sums are taken directly: O(n·m), errors of the order of rounding times Σ|a·b|. Otherwise the longer is
/// cut into blocks that are multiplied in the Fourier domain: O(n log m), errors of the order of rounding times the lengths ‖a‖·‖b‖, also where the
/// true value is small. The way depends on the two lengths alone; same input, same bits.
/// </para>
/// <para>Source: A. V. Oppenheim, R. W. Schafer, "Discrete-Time Signal Processing", 1989, section 8.9 (overlap and add).</para>
/// </remarks>
public static class Convolution
{
    // Up to here the direct sums were the faster ones, by measurement.
    private const int LongestDirect = 64;

    /// <summary>The convolution of <paramref name="a"/> (n) with <paramref name="b"/> (m). The caller owns the array.</summary>
    /// <exception cref="ArgumentException">A series is empty or holds a value that is not finite.</exception>
    public static double[] Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ConvolutionPart part = ConvolutionPart.Full)
    {
        Check(a, nameof(a));
        Check(b, nameof(b));
        var full = a.Length >= b.Length ? Full(a, b) : Full(b, a);
        return part switch
        {
            ConvolutionPart.Full => full,
            ConvolutionPart.Same => full.AsSpan((b.Length - 1) / 2, a.Length).ToArray(),
            ConvolutionPart.Valid => full[(Math.Min(a.Length, b.Length) - 1)..Math.Max(a.Length, b.Length)],
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "A part is Full, Same or Valid."),
        };
    }

    /// <summary>The correlation of <paramref name="a"/> (n) with <paramref name="b"/> (m). The caller owns the array.</summary>
    /// <exception cref="ArgumentException">A series is empty or holds a value that is not finite.</exception>
    public static double[] Correlation(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ConvolutionPart part = ConvolutionPart.Full)
    {
        Check(b, nameof(b));
        var turned = b.ToArray();
        turned.AsSpan().Reverse();
        return Of(a, turned, part);
    }

    private static double[] Full(ReadOnlySpan<double> longer, ReadOnlySpan<double> shorter)
    {
        var sums = new double[longer.Length + shorter.Length - 1];
        if (shorter.Length <= LongestDirect)
        {
            // Each sum is one chain in the order of the shorter series.
            for (var j = 0; j < shorter.Length; j++)
            {
                DoubleKernel.AddScaled(sums.AsSpan(j, longer.Length), longer, shorter[j]);
            }

            return sums;
        }

        AddBlocks(longer, shorter, sums);
        return sums;
    }

    private static void AddBlocks(ReadOnlySpan<double> longer, ReadOnlySpan<double> shorter, Span<double> sums)
    {
        var fft = new Fft(Math.Min(Fft.FastLength(sums.Length), Fft.FastLength(4 * shorter.Length)));
        var (block, bins) = (fft.Length - shorter.Length + 1, (fft.Length / 2) + 1);
        var buffer = ArrayPool<double>.Shared.Rent(fft.Length + (4 * bins));
        var values = buffer.AsSpan(0, fft.Length);
        var re = buffer.AsSpan(fft.Length, bins);
        var im = buffer.AsSpan(fft.Length + bins, bins);
        var otherRe = buffer.AsSpan(fft.Length + (2 * bins), bins);
        var otherIm = buffer.AsSpan(fft.Length + (3 * bins), bins);
        Transform(fft, shorter, values, otherRe, otherIm);
        for (var start = 0; start < longer.Length; start += block)
        {
            var count = Math.Min(block, longer.Length - start);
            Transform(fft, longer.Slice(start, count), values, re, im);
            for (var k = 0; k < bins; k++)
            {
                (re[k], im[k]) = ((re[k] * otherRe[k]) - (im[k] * otherIm[k]), (re[k] * otherIm[k]) + (im[k] * otherRe[k]));
            }

            fft.InverseReal(re, im, values);
            var covered = count + shorter.Length - 1;
            DoubleKernel.AddScaled(sums.Slice(start, covered), values[..covered], 1);
        }

        ArrayPool<double>.Shared.Return(buffer);
    }

    /// <summary>The bins of a series that zeros are added to.</summary>
    private static void Transform(Fft fft, ReadOnlySpan<double> series, Span<double> values, Span<double> re, Span<double> im)
    {
        series.CopyTo(values);
        values[series.Length..].Clear();
        fft.ForwardReal(values, re, im);
    }

    private static void Check(ReadOnlySpan<double> values, string name)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException(FormattableString.Invariant($"'{name}' is empty; a convolution needs at least one value on each side."), name);
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException(FormattableString.Invariant($"'{name}' holds {values[i]} at {i}; fill in or leave out values that are not finite."), name);
            }
        }
    }
}
