using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>½·(ln σ² + (t − μ)²/σ²) over the values of a panel, and its slopes in μ and in the spread.</summary>
/// <remarks>Each sample sums in its own lane: float32 over at most 64 rows, then float64. Allocates nothing; the same bits for every width.</remarks>
internal static unsafe class GaussianLossKernel
{
    private const int RowsInFloat = 64;

    /// <summary>The sum of the loss over all rows of the first <paramref name="valid"/> samples.</summary>
    /// <param name="lanes">Samples of the panel.</param>
    /// <param name="valid">Samples that are real.</param>
    /// <param name="output">C rows of μ, then C of the spread.</param>
    /// <param name="target">C rows.</param>
    /// <param name="gradient">Like the output, times <paramref name="scale"/>, zero behind the real samples; or empty.</param>
    /// <param name="scale">Of the gradient.</param>
    /// <param name="least">The smallest variance; 0 where the spread is a log-variance.</param>
    public static double Evaluate(
        int lanes, int valid, ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient, float scale, float least)
    {
        var half = output.Length / 2;
        Panel.Check(target.Length, half, nameof(target));
        Panel.Check(gradient.IsEmpty ? output.Length : gradient.Length, output.Length, nameof(gradient));
        var sums = stackalloc float[Panel.Wide];
        var sum = 0.0;
        fixed (float* y = output, t = target, d = gradient)
        {
            for (var at = 0; at < half; at += RowsInFloat * lanes)
            {
                var length = Math.Min(RowsInFloat * lanes, half - at);
                var slopes = d == null ? null : d + at;
                switch (Simd.Lanes)
                {
                    case 16:
                        Rows<Vector512<float>, Vector512Lanes>(lanes, length, half, y + at, t + at, slopes, scale, least, sums);
                        break;
                    case 8:
                        Rows<Vector256<float>, Vector256Lanes>(lanes, length, half, y + at, t + at, slopes, scale, least, sums);
                        break;
                    default:
                        Rows<Vector128<float>, Vector128Lanes>(lanes, length, half, y + at, t + at, slopes, scale, least, sums);
                        break;
                }

                for (var s = 0; s < valid; s++)
                {
                    sum += sums[s];
                }
            }
        }

        PointLossKernel.ClearBehind(lanes, valid, gradient);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<V, O>(int lanes, int length, int half, float* y, float* t, float* d, float scale, float least, float* sums)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var (factor, middle, one) = (O.All(scale), O.All(0.5f), O.All(1f));
        for (var s = 0; s < lanes; s += O.Lanes)
        {
            V sum = default;
            for (var at = s; at < length; at += lanes)
            {
                var (error, spread) = (O.Subtract(O.Load(y + at), O.Load(t + at)), O.Load(y + half + at));

                // The precision 1/σ², and ln σ².
                V precision, log;
                if (least > 0)
                {
                    var variance = O.Max(O.All(least), spread);
                    (precision, log) = (O.Divide(one, variance), Functions<V, O>.Log(variance));
                }
                else
                {
                    (precision, log) = (Functions<V, O>.Exp(O.Subtract(O.All(0f), spread)), spread);
                }

                var square = O.Multiply(O.Multiply(error, error), precision);
                sum = O.MultiplyAdd(middle, O.Add(log, square), sum);
                if (d != null)
                {
                    var slope = O.Multiply(middle, O.Subtract(one, square));
                    O.Store(d + at, O.Multiply(O.Multiply(error, precision), factor));
                    O.Store(d + half + at, O.Multiply(least > 0 ? O.Multiply(slope, precision) : slope, factor));
                }
            }

            O.Store(sums + s, sum);
        }
    }
}
