using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>The numbers of one Adam step, as float32.</summary>
internal readonly record struct AdamNumbers(
    float Beta1, float OneMinusBeta1, float Beta2, float OneMinusBeta2, float Rate, float RootScale, float Epsilon, float Decay);

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
        for (var i = 0; i < values.Length; i++)
        {
            values[i] *= factor;
        }
    }

    /// <summary>Holds every value within ±limit.</summary>
    public static void Hold(Span<float> values, float limit)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Math.Clamp(values[i], -limit, limit);
        }
    }

    /// <summary>One step of Adam.</summary>
    public static void Adam(Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, in AdamNumbers numbers)
    {
        var length = weights.Length;
        Panel.Check(gradient.Length, length, nameof(gradient));
        Panel.Check(first.Length, length, nameof(first));
        Panel.Check(second.Length, length, nameof(second));
        fixed (float* w = weights, g = gradient, m = first, v = second)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Adam<Vector512<float>, Vector512Lanes>(w, g, m, v, length, numbers);
                    break;
                case 8:
                    Adam<Vector256<float>, Vector256Lanes>(w, g, m, v, length, numbers);
                    break;
                default:
                    Adam<Vector128<float>, Vector128Lanes>(w, g, m, v, length, numbers);
                    break;
            }
        }
    }

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

    private static void Adam<V, O>(float* w, float* g, float* m, float* v, int length, in AdamNumbers numbers)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var (beta1, rest1, beta2, rest2) = (O.All(numbers.Beta1), O.All(numbers.OneMinusBeta1), O.All(numbers.Beta2), O.All(numbers.OneMinusBeta2));
        var (rate, scale, epsilon, decay) = (O.All(numbers.Rate), O.All(numbers.RootScale), O.All(numbers.Epsilon), O.All(numbers.Decay));
        for (var i = 0; i < length; i += O.Lanes)
        {
            var weight = O.Load(w + i);
            var gradient = O.MultiplyAdd(decay, weight, O.Load(g + i));
            var mean = O.MultiplyAdd(rest1, gradient, O.Multiply(beta1, O.Load(m + i)));
            var square = O.MultiplyAdd(rest2, O.Multiply(gradient, gradient), O.Multiply(beta2, O.Load(v + i)));
            O.Store(m + i, mean);
            O.Store(v + i, square);
            O.Store(w + i, O.Subtract(weight, O.Divide(O.Multiply(rate, mean), O.MultiplyAdd(O.Sqrt(square), scale, epsilon))));
        }
    }
}
