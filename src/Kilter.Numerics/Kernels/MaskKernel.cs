using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>Drops values at random: y = x·keep/(1 − p), where keep is a hash of (step of training, layer, row, sample).</summary>
/// <remarks>
/// The hash has no state, so the backward pass finds the same mask again, and neither threads nor lanes nor the order of panels matter.
/// Source of the mixing constants: C. Wellons, "Prospecting for hash functions", 2018 (lowbias32); S. Vigna's SplitMix64 for the row keys.
/// </remarks>
internal static unsafe class MaskKernel
{
    /// <summary>Applies the mask to rows of a panel; x and y may be the same.</summary>
    /// <param name="lanes">Samples of the panel.</param>
    /// <param name="x">(rows, lanes).</param>
    /// <param name="y">(rows, lanes).</param>
    /// <param name="key">The key of the step and layer.</param>
    /// <param name="firstRow">The number of the first row among all rows of this layer.</param>
    /// <param name="firstSample">The place in the epoch of the panel's first sample.</param>
    /// <param name="rate">p, the share dropped, in [0, 1).</param>
    public static void Apply(int lanes, ReadOnlySpan<float> x, Span<float> y, ulong key, int firstRow, uint firstSample, double rate)
    {
        Panel.Check(y.Length, x.Length, nameof(y));
        var (threshold, scale) = ((uint)(rate * 4294967296.0), (float)(1 / (1 - rate)));
        fixed (float* from = x, to = y)
        {
            for (var r = 0; r < x.Length / lanes; r++)
            {
                var source = from + (r * lanes);
                var target = to + (r * lanes);
                var rowKey = RowKey(key, firstRow + r);
                switch (Simd.Lanes)
                {
                    case 16:
                        Row<Vector512<float>, Vector512Lanes>(lanes, source, target, firstSample, rowKey, threshold, scale);
                        break;
                    case 8:
                        Row<Vector256<float>, Vector256Lanes>(lanes, source, target, firstSample, rowKey, threshold, scale);
                        break;
                    default:
                        Row<Vector128<float>, Vector128Lanes>(lanes, source, target, firstSample, rowKey, threshold, scale);
                        break;
                }
            }
        }
    }

    /// <summary>y = scale·x + shift where the mask keeps, other elsewhere.</summary>
    /// <remarks>The mask of <see cref="Apply"/> with the same key, row 0 and rate. x and y may be the same.</remarks>
    public static void KeepOrReplace(int lanes, ReadOnlySpan<float> x, Span<float> y, ulong key, uint firstSample, double rate, float scale, float shift, float other)
    {
        Panel.Check(y.Length, x.Length, nameof(y));
        var threshold = (uint)(rate * 4294967296.0);
        fixed (float* from = x, to = y)
        {
            for (var r = 0; r < x.Length / lanes; r++)
            {
                var source = from + (r * lanes);
                var target = to + (r * lanes);
                var rowKey = RowKey(key, r);
                switch (Simd.Lanes)
                {
                    case 16:
                        KeepOrReplace<Vector512<float>, Vector512Lanes>(lanes, source, target, firstSample, rowKey, threshold, scale, shift, other);
                        break;
                    case 8:
                        KeepOrReplace<Vector256<float>, Vector256Lanes>(lanes, source, target, firstSample, rowKey, threshold, scale, shift, other);
                        break;
                    default:
                        KeepOrReplace<Vector128<float>, Vector128Lanes>(lanes, source, target, firstSample, rowKey, threshold, scale, shift, other);
                        break;
                }
            }
        }
    }

    /// <summary>For each sample by itself: with some chance the one panel's values, all rows alike, else the other's.</summary>
    /// <param name="lanes">Samples of the panel.</param>
    /// <param name="one">(rows, lanes), or empty for zeros.</param>
    /// <param name="other">(rows, lanes), or empty for zeros.</param>
    /// <param name="to">(rows, lanes).</param>
    /// <param name="key">The key of the step and layer.</param>
    /// <param name="number">Which of the choices under this key.</param>
    /// <param name="firstSample">The place in the epoch of the panel's first sample.</param>
    /// <param name="chance">That of the one, in [0, 1).</param>
    public static void Choose(
        int lanes, ReadOnlySpan<float> one, ReadOnlySpan<float> other, Span<float> to, ulong key, int number, uint firstSample, double chance)
    {
        Panel.Check(one.Length, one.IsEmpty ? 0 : to.Length, nameof(one));
        Panel.Check(other.Length, other.IsEmpty ? 0 : to.Length, nameof(other));
        var (threshold, rowKey) = ((uint)(chance * 4294967296.0), RowKey(key, number));
        fixed (float* a = one, b = other, c = to)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Choose<Vector512<float>, Vector512Lanes>(lanes, to.Length, a, b, c, firstSample, rowKey, threshold);
                    break;
                case 8:
                    Choose<Vector256<float>, Vector256Lanes>(lanes, to.Length, a, b, c, firstSample, rowKey, threshold);
                    break;
                default:
                    Choose<Vector128<float>, Vector128Lanes>(lanes, to.Length, a, b, c, firstSample, rowKey, threshold);
                    break;
            }
        }
    }

    /// <summary>A key of its own for each row.</summary>
    public static uint RowKey(ulong key, int row)
    {
        var z = key + (((ulong)(uint)row + 1) * 0x9E37_79B9_7F4A_7C15UL);
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EBUL;
        return (uint)((z ^ (z >> 31)) >> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<V, O>(int lanes, float* x, float* y, uint counter, uint key, uint threshold, float scale)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var factor = O.All(scale);
        for (var s = 0; s < lanes; s += O.Lanes)
        {
            O.Store(y + s, O.KeepScaled(O.Load(x + s), counter + (uint)s, key, threshold, factor));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void KeepOrReplace<V, O>(
        int lanes, float* x, float* y, uint counter, uint key, uint threshold, float scale, float shift, float other)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var one = O.All(1f);
        for (var s = 0; s < lanes; s += O.Lanes)
        {
            var kept = O.KeepScaled(one, counter + (uint)s, key, threshold, one);
            O.Store(y + s, O.WhereGreater(kept, O.All(0f), O.MultiplyAdd(O.All(scale), O.Load(x + s), O.All(shift)), O.All(other)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Choose<V, O>(int lanes, int length, float* one, float* other, float* to, uint counter, uint key, uint threshold)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var zero = O.All(0f);
        for (var s = 0; s < lanes; s += O.Lanes)
        {
            var coin = O.KeepScaled(O.All(1f), counter + (uint)s, key, threshold, O.All(1f));
            for (var at = s; at < length; at += lanes)
            {
                var (a, b) = (one == null ? zero : O.Load(one + at), other == null ? zero : O.Load(other + at));
                O.Store(to + at, O.WhereGreater(coin, zero, b, a));
            }
        }
    }
}
