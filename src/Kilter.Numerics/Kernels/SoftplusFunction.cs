using System.Runtime.CompilerServices;

namespace Kilter.Numerics.Kernels;

/// <summary>ln(1 + e^(alpha·x))/alpha; f′ = σ(alpha·x).</summary>
internal readonly struct SoftplusFunction : IFunction
{
    public static bool SlopeNeedsInput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V x, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.Divide(Functions<V, O>.Softplus(O.Multiply(O.All(alpha), x)), O.All(alpha));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V x, V y, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => Functions<V, O>.Sigmoid(O.Multiply(O.All(alpha), x));
}

/// <summary>x/(1 + |x|); f′ = (1 − |y|)².</summary>
internal readonly struct SoftsignFunction : IFunction
{
    public static bool SlopeNeedsInput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V x, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        // Held to finite numbers, so that ±∞ gives ±1 and not ∞/∞.
        x = O.Min(O.All(float.MaxValue), O.Max(O.All(-float.MaxValue), x));
        return O.Divide(x, O.Add(O.All(1f), O.Abs(x)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V x, V y, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var root = O.Divide(O.All(1f), O.Add(O.All(1f), O.Abs(x)));
        return O.Multiply(root, root);
    }
}

/// <summary>x·σ(x), also called swish; f′ = σ·(1 + x·(1 − σ)).</summary>
internal readonly struct SiluFunction : IFunction
{
    public static bool SlopeNeedsInput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V x, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.Multiply(O.Max(O.All(-100f), x), Functions<V, O>.Sigmoid(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V x, V y, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        // Beyond ±100 the slope is 0 or 1; held there, so that ±∞ gives no ∞·0.
        x = O.Min(O.All(100f), O.Max(O.All(-100f), x));
        var s = Functions<V, O>.Sigmoid(x);
        return O.Multiply(s, O.MultiplyAdd(x, O.Subtract(O.All(1f), s), O.All(1f)));
    }
}

/// <summary>x·tanh(ln(1 + eˣ)) = x·w/(w + 2) with w = e²ˣ + 2·eˣ; f′ = T + x·(1 − T²)·σ(x).</summary>
internal readonly struct MishFunction : IFunction
{
    // From here on T is 1 in float32, and w far from overflow.
    private const float High = 20f;

    public static bool SlopeNeedsInput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V x, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var e = Functions<V, O>.Exp(O.Min(O.All(High), x));
        var w = O.Multiply(e, O.Add(e, O.All(2f)));
        return O.Multiply(O.Max(O.All(-100f), x), O.Divide(w, O.Add(w, O.All(2f))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V x, V y, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        x = O.Min(O.All(High), O.Max(O.All(-100f), x));
        var e = Functions<V, O>.Exp(x);
        var w = O.Multiply(e, O.Add(e, O.All(2f)));
        var below = O.Add(w, O.All(2f));

        // 1 − T² = 4·(w + 1)/(w + 2)² and σ = e/(1 + e), so the second term is 4·x·e·(1 + e)/(w + 2)², since w + 1 = (1 + e)².
        var curve = O.Divide(O.Multiply(O.Multiply(O.All(4f), e), O.Add(O.All(1f), e)), O.Multiply(below, below));
        return O.MultiplyAdd(x, curve, O.Divide(w, below));
    }
}
