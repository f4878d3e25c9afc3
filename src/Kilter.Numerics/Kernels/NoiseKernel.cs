using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>What noise does to a value.</summary>
internal interface INoise
{
    /// <summary>From the value, a standard normal deviate and the settings.</summary>
    static abstract V Apply<V, O>(V x, V deviate, V scale)
        where V : unmanaged
        where O : struct, IVector<V>;
}

/// <summary>x + scale·n.</summary>
internal readonly struct AddedNoise : INoise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V, O>(V x, V deviate, V scale)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.MultiplyAdd(scale, deviate, x);
}

/// <summary>x·(1 + scale·n).</summary>
internal readonly struct MultipliedNoise : INoise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V, O>(V x, V deviate, V scale)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.Multiply(x, O.MultiplyAdd(scale, deviate, O.All(1f)));
}

/// <summary>n alone.</summary>
internal readonly struct BareNoise : INoise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V, O>(V x, V deviate, V scale)
        where V : unmanaged
        where O : struct, IVector<V>
        => deviate;
}

/// <summary>Normal noise by a hash of (step of training, layer, row, sample), as in <see cref="MaskKernel"/>: no state, so backward finds it again.</summary>
/// <remarks>One deviate a value: the quantile function of 23 bits of the hash, so within ±5.3. The same bits for every width.</remarks>
internal static unsafe class NoiseKernel
{
    /// <summary>Applies noise to rows of a panel; x and y may be the same.</summary>
    /// <param name="lanes">Samples of the panel.</param>
    /// <param name="x">(rows, lanes).</param>
    /// <param name="y">(rows, lanes).</param>
    /// <param name="key">The key of the step and layer.</param>
    /// <param name="firstSample">The place in the epoch of the panel's first sample.</param>
    /// <param name="scale">The standard deviation.</param>
    public static void Apply<N>(int lanes, ReadOnlySpan<float> x, Span<float> y, ulong key, uint firstSample, float scale)
        where N : struct, INoise
    {
        Panel.Check(y.Length, x.Length, nameof(y));
        fixed (float* from = x, to = y)
        {
            for (var r = 0; r < x.Length / lanes; r++)
            {
                var source = from + (r * lanes);
                var target = to + (r * lanes);
                var rowKey = MaskKernel.RowKey(key, r);
                switch (Simd.Lanes)
                {
                    case 16:
                        Row<N, Vector512<float>, Vector512Lanes>(lanes, source, target, firstSample, rowKey, scale);
                        break;
                    case 8:
                        Row<N, Vector256<float>, Vector256Lanes>(lanes, source, target, firstSample, rowKey, scale);
                        break;
                    default:
                        Row<N, Vector128<float>, Vector128Lanes>(lanes, source, target, firstSample, rowKey, scale);
                        break;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<N, V, O>(int lanes, float* x, float* y, uint counter, uint key, float scale)
        where N : struct, INoise
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var factor = O.All(scale);
        for (var s = 0; s < lanes; s += O.Lanes)
        {
            var deviate = Functions<V, O>.NormalQuantile(O.Uniform(counter + (uint)s, key));
            O.Store(y + s, N.Apply<V, O>(O.Load(x + s), deviate, factor));
        }
    }
}
