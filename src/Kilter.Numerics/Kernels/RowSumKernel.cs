using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>The two terms that one value of a row adds to the row's two sums.</summary>
internal interface IRowTerms
{
    static abstract bool NeedsGradient { get; }

    static abstract void Add<V, O>(V x, V gradient, V centre, V factor, ref V first, ref V second)
        where V : unmanaged
        where O : struct, IVector<V>;
}

/// <summary>Σ x.</summary>
internal readonly struct PlainTerms : IRowTerms
{
    public static bool NeedsGradient => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<V, O>(V x, V gradient, V centre, V factor, ref V first, ref V second)
        where V : unmanaged
        where O : struct, IVector<V>
        => first = O.Add(first, x);
}

/// <summary>Σ (x − centre) and Σ (x − centre)².</summary>
internal readonly struct MomentTerms : IRowTerms
{
    public static bool NeedsGradient => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<V, O>(V x, V gradient, V centre, V factor, ref V first, ref V second)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var d = O.Subtract(x, centre);
        first = O.Add(first, d);
        second = O.MultiplyAdd(d, d, second);
    }
}

/// <summary>Σ dy and Σ dy·(x − centre)·factor.</summary>
internal readonly struct SlopeTerms : IRowTerms
{
    public static bool NeedsGradient => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<V, O>(V x, V gradient, V centre, V factor, ref V first, ref V second)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        first = O.Add(first, gradient);
        second = O.MultiplyAdd(gradient, O.Multiply(O.Subtract(x, centre), factor), second);
    }
}

/// <summary>Sums over all steps and samples of one row of a panel: means, variances, gradients of biases and scales.</summary>
/// <remarks>
/// Each sample keeps sums of its own in its lane: float32 over at most 64 steps, then float64. The samples are added in order at the end.
/// Allocates nothing; the same bits for every width.
/// </remarks>
internal static unsafe class RowSumKernel
{
    private const int StepsInFloat = 64;

    /// <summary>Both sums over the first <paramref name="valid"/> samples.</summary>
    /// <param name="lanes">Samples of the panel.</param>
    /// <param name="valid">Samples that are real.</param>
    /// <param name="steps">Steps to sum over.</param>
    /// <param name="x">The row at the first step.</param>
    /// <param name="stride">Floats from one step of x to the next.</param>
    /// <param name="gradient">dy, or empty where the terms need none.</param>
    /// <param name="gradientStride">Floats from one step of dy to the next.</param>
    /// <param name="centre">Subtracted from x.</param>
    /// <param name="factor">Multiplied with the difference.</param>
    public static (double First, double Second) Sums<T>(
        int lanes, int valid, int steps, ReadOnlySpan<float> x, int stride, ReadOnlySpan<float> gradient, int gradientStride, float centre, float factor)
        where T : struct, IRowTerms
    {
        Panel.Check(x.Length, ((steps - 1) * stride) + lanes, nameof(x));
        if (T.NeedsGradient)
        {
            Panel.Check(gradient.Length, ((steps - 1) * gradientStride) + lanes, nameof(gradient));
        }

        var some = stackalloc float[2 * Panel.Wide];
        var all = stackalloc double[2 * Panel.Wide];
        new Span<double>(all, 2 * Panel.Wide).Clear();
        fixed (float* from = x, slopes = T.NeedsGradient ? gradient : x)
        {
            for (var t = 0; t < steps; t += StepsInFloat)
            {
                var count = Math.Min(StepsInFloat, steps - t);
                float* rows = from + (t * stride), more = slopes + (t * gradientStride);
                switch (Simd.Lanes)
                {
                    case 16:
                        Steps<T, Vector512<float>, Vector512Lanes>(lanes, count, rows, stride, more, gradientStride, centre, factor, some);
                        break;
                    case 8:
                        Steps<T, Vector256<float>, Vector256Lanes>(lanes, count, rows, stride, more, gradientStride, centre, factor, some);
                        break;
                    default:
                        Steps<T, Vector128<float>, Vector128Lanes>(lanes, count, rows, stride, more, gradientStride, centre, factor, some);
                        break;
                }

                for (var s = 0; s < valid; s++)
                {
                    all[s] += some[s];
                    all[Panel.Wide + s] += some[Panel.Wide + s];
                }
            }
        }

        var (first, second) = (0.0, 0.0);
        for (var s = 0; s < valid; s++)
        {
            first += all[s];
            second += all[Panel.Wide + s];
        }

        return (first, second);
    }

    /// <summary>c[r] += Σₜ Σₛ d[t][r][s] for each row: the gradient of a bias.</summary>
    public static void AddTo(int lanes, int rows, int steps, ReadOnlySpan<float> d, Span<float> c)
    {
        for (var r = 0; r < rows; r++)
        {
            c[r] += (float)Sums<PlainTerms>(lanes, lanes, steps, d[(r * lanes)..], rows * lanes, default, 0, 0, 1).First;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Steps<T, V, O>(
        int lanes, int steps, float* x, int stride, float* gradient, int gradientStride, float centre, float factor, float* sums)
        where T : struct, IRowTerms
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var (centres, factors) = (O.All(centre), O.All(factor));
        for (var s = 0; s < lanes; s += O.Lanes)
        {
            V first = default, second = default;
            float* from = x + s, slopes = gradient + s;
            for (var t = 0; t < steps; t++, from += stride, slopes += gradientStride)
            {
                T.Add<V, O>(O.Load(from), T.NeedsGradient ? O.Load(slopes) : default, centres, factors, ref first, ref second);
            }

            O.Store(sums + s, first);
            O.Store(sums + Panel.Wide + s, second);
        }
    }
}
