using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>Weights along their gradient, value by value. Lengths are multiples of 16; the same bits for every width.</summary>
internal static unsafe class UpdateKernel
{
    /// <summary>sum = g₀ + g₁ + … in order: the gradients of the shards of a batch, which lie <paramref name="stride"/> apart.</summary>
    public static void Sum(ReadOnlySpan<float> gradients, int stride, int shards, Span<float> sum)
    {
        Panel.Check(gradients.Length, ((shards - 1) * stride) + sum.Length, nameof(gradients));
        fixed (float* from = gradients, to = sum)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Sum<Vector512<float>, Vector512Lanes>(from, stride, shards, to, sum.Length);
                    break;
                case 8:
                    Sum<Vector256<float>, Vector256Lanes>(from, stride, shards, to, sum.Length);
                    break;
                default:
                    Sum<Vector128<float>, Vector128Lanes>(from, stride, shards, to, sum.Length);
                    break;
            }
        }
    }

    /// <summary>v ← factor·v.</summary>
    public static void Scale(Span<float> values, float factor)
    {
        fixed (float* v = values)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Scale<Vector512<float>, Vector512Lanes>(v, values.Length, factor);
                    break;
                case 8:
                    Scale<Vector256<float>, Vector256Lanes>(v, values.Length, factor);
                    break;
                default:
                    Scale<Vector128<float>, Vector128Lanes>(v, values.Length, factor);
                    break;
            }
        }
    }

    /// <summary>Holds every value within ±limit; NaN stays.</summary>
    public static void Hold(Span<float> values, float limit)
    {
        fixed (float* v = values)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Hold<Vector512<float>, Vector512Lanes>(v, values.Length, limit);
                    break;
                case 8:
                    Hold<Vector256<float>, Vector256Lanes>(v, values.Length, limit);
                    break;
                default:
                    Hold<Vector128<float>, Vector128Lanes>(v, values.Length, limit);
                    break;
            }
        }
    }

    /// <summary>One step of a rule; what the rule does not keep is empty.</summary>
    public static void Move<R>(
        Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, Span<float> third, in UpdateNumbers<float> numbers)
        where R : struct, IUpdateRule
    {
        var length = weights.Length;
        Panel.Check(gradient.Length, length, nameof(gradient));
        Panel.Check(first.IsEmpty ? length : first.Length, length, nameof(first));
        Panel.Check(second.IsEmpty ? length : second.Length, length, nameof(second));
        Panel.Check(third.IsEmpty ? length : third.Length, length, nameof(third));
        fixed (float* w = weights, g = gradient, a = first, b = second, c = third)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Move<R, Vector512<float>, Vector512Lanes>(length, w, g, a, b, c, numbers);
                    break;
                case 8:
                    Move<R, Vector256<float>, Vector256Lanes>(length, w, g, a, b, c, numbers);
                    break;
                default:
                    Move<R, Vector128<float>, Vector128Lanes>(length, w, g, a, b, c, numbers);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<V, O>(float* from, int stride, int shards, float* to, int length)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var i = 0; i < length; i += O.Lanes)
        {
            var sum = O.Load(from + i);
            for (var s = 1; s < shards; s++)
            {
                sum = O.Add(sum, O.Load(from + (s * (long)stride) + i));
            }

            O.Store(to + i, sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale<V, O>(float* values, int length, float factor)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var i = 0; i < length; i += O.Lanes)
        {
            O.Store(values + i, O.Multiply(O.Load(values + i), O.All(factor)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Hold<V, O>(float* values, int length, float limit)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var i = 0; i < length; i += O.Lanes)
        {
            O.Store(values + i, O.Min(O.All(limit), O.Max(O.All(-limit), O.Load(values + i))));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Move<R, V, O>(int length, float* w, float* g, float* first, float* second, float* third, in UpdateNumbers<float> numbers)
        where R : struct, IUpdateRule
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var all = new UpdateNumbers<V>(
            O.All(numbers.Rate), O.All(numbers.Decay), O.All(numbers.A), O.All(numbers.B), O.All(numbers.C), O.All(numbers.D), O.All(numbers.Epsilon), O.All(numbers.Shrink));
        for (var i = 0; i < length; i += O.Lanes)
        {
            var (a, b, c) = (Load<V, O>(first, i), Load<V, O>(second, i), Load<V, O>(third, i));
            var weight = O.Load(w + i);
            R.Move<V, O>(ref weight, O.MultiplyAdd(all.Decay, weight, O.Load(g + i)), ref a, ref b, ref c, all);
            O.Store(w + i, weight);
            Keep<V, O>(first, i, a);
            Keep<V, O>(second, i, b);
            Keep<V, O>(third, i, c);
        }
    }

    private static V Load<V, O>(float* from, int at)
        where V : unmanaged
        where O : struct, IVector<V>
        => from == null ? default : O.Load(from + at);

    private static void Keep<V, O>(float* to, int at, V value)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        if (to != null)
        {
            O.Store(to + at, value);
        }
    }
}
