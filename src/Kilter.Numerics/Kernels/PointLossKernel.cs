using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>Sums a loss over the values of a panel and writes its slope.</summary>
/// <remarks>
/// Each sample keeps a sum of its own in its lane: float32 over at most 64 rows, then float64. The samples are added in order at the end.
/// Allocates nothing; the same bits for every width.
/// </remarks>
internal static unsafe class PointLossKernel
{
    private const int RowsInFloat = 64;

    /// <summary>The sum of the loss over all rows of the first <paramref name="valid"/> samples.</summary>
    /// <param name="lanes">Samples of the panel.</param>
    /// <param name="valid">Samples that are real.</param>
    /// <param name="output">y, (rows, lanes).</param>
    /// <param name="target">t, (rows, lanes); empty for zeros.</param>
    /// <param name="gradient">(rows, lanes): the slopes times <paramref name="scale"/>, zero behind the real samples; or empty.</param>
    /// <param name="scale">Of the gradient.</param>
    /// <param name="alpha">The setting of the loss, where it has one.</param>
    public static double Evaluate<TLoss>(
        int lanes, int valid, ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient, float scale, float alpha)
        where TLoss : struct, IPointLoss
    {
        Panel.Check(target.IsEmpty ? output.Length : target.Length, output.Length, nameof(target));
        Panel.Check(gradient.IsEmpty ? output.Length : gradient.Length, output.Length, nameof(gradient));
        var sums = stackalloc float[Panel.Wide];
        var total = stackalloc double[Panel.Wide];
        new Span<double>(total, Panel.Wide).Clear();
        fixed (float* y = output, t = target, d = gradient)
        {
            var rows = output.Length / lanes;
            for (var row = 0; row < rows; row += RowsInFloat)
            {
                var (at, count) = (row * lanes, Math.Min(RowsInFloat, rows - row));
                var slopes = d == null ? null : d + at;
                var targets = t == null ? null : t + at;
                switch (Simd.Lanes)
                {
                    case 16:
                        Rows<TLoss, Vector512<float>, Vector512Lanes>(lanes, count, y + at, targets, slopes, scale, alpha, sums);
                        break;
                    case 8:
                        Rows<TLoss, Vector256<float>, Vector256Lanes>(lanes, count, y + at, targets, slopes, scale, alpha, sums);
                        break;
                    default:
                        Rows<TLoss, Vector128<float>, Vector128Lanes>(lanes, count, y + at, targets, slopes, scale, alpha, sums);
                        break;
                }

                for (var s = 0; s < lanes; s++)
                {
                    total[s] += sums[s];
                }
            }
        }

        ClearBehind(lanes, valid, gradient);
        var sum = 0.0;
        for (var s = 0; s < valid; s++)
        {
            sum += total[s];
        }

        return sum;
    }

    /// <summary>Sets the places behind the real samples to zero in every row.</summary>
    public static void ClearBehind(int lanes, int valid, Span<float> panel)
    {
        for (var at = 0; valid < lanes && at < panel.Length; at += lanes)
        {
            panel.Slice(at + valid, lanes - valid).Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<TLoss, V, O>(int lanes, int rows, float* y, float* t, float* d, float scale, float alpha, float* sums)
        where TLoss : struct, IPointLoss
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var factor = O.All(scale);
        for (var s = 0; s < lanes; s += O.Lanes)
        {
            V sum = default;
            for (var at = s; at < s + (rows * lanes); at += lanes)
            {
                var (output, target) = (O.Load(y + at), t == null ? default : O.Load(t + at));
                sum = O.Add(sum, TLoss.Value<V, O>(output, target, alpha));
                if (d != null)
                {
                    O.Store(d + at, TLoss.Slope<V, O>(output, target, factor, alpha));
                }
            }

            O.Store(sums + s, sum);
        }
    }
}
