using System.Runtime.CompilerServices;

namespace Kilter.Numerics.Kernels;

/// <summary>eˣ; f′ = y.</summary>
internal readonly struct ExponentialFunction : IFunction
{
    public static bool SlopeNeedsInput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V x, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => Functions<V, O>.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V x, V y, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => y;
}

/// <summary>x above 0, alpha·(eˣ − 1) below; f′ = y + alpha below and at 0. Alpha is not negative, so that y tells the side.</summary>
internal readonly struct EluFunction : IFunction
{
    public static bool SlopeNeedsInput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V x, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.WhereGreater(x, O.All(0f), x, O.Multiply(O.All(alpha), Functions<V, O>.ExpMinusOne(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V x, V y, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.WhereGreater(y, O.All(0f), O.All(1f), O.Add(y, O.All(alpha)));
}

/// <summary>The self-normalising unit: scale·x above 0, scale·alpha·(eˣ − 1) below; f′ = y + scale·alpha below and at 0.</summary>
internal readonly struct SeluFunction : IFunction
{
    public const float Scale = 1.05070098735548f;
    public const float ScaleAlpha = 1.75809934084738f;

    public static bool SlopeNeedsInput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V x, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.WhereGreater(x, O.All(0f), O.Multiply(O.All(Scale), x), O.Multiply(O.All(ScaleAlpha), Functions<V, O>.ExpMinusOne(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V x, V y, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.WhereGreater(y, O.All(0f), O.All(Scale), O.Add(y, O.All(ScaleAlpha)));
}

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

/// <summary>x·Φ(x) with Φ the distribution function of the standard normal; f′ = Φ + x·φ.</summary>
internal readonly struct GeluFunction : IFunction
{
    // Below this Φ is 0 in float32; held there, so that −∞ gives 0.
    private const float Low = -14f;

    public static bool SlopeNeedsInput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V x, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.Multiply(O.Max(O.All(Low), x), Phi<V, O>(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V x, V y, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        x = O.Min(O.All(-Low), O.Max(O.All(Low), x));
        var density = O.Multiply(O.All(0.39894228f), Functions<V, O>.Exp(O.Multiply(O.All(-0.5f), O.Multiply(x, x))));
        return O.MultiplyAdd(x, density, Phi<V, O>(x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Phi<V, O>(V x)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.MultiplyAdd(O.All(0.5f), Functions<V, O>.Erf(O.Multiply(O.All(0.707106781f), x)), O.All(0.5f));
}

/// <summary>x/2·(1 + tanh u) with u = √(2/π)·(x + 0.044715·x³); f′ = (1 + tanh u)/2 + x/2·(1 − tanh² u)·u′.</summary>
internal readonly struct GeluTanhFunction : IFunction
{
    private const float Root = 0.797884561f;
    private const float Cubic = 0.044715f;

    // Beyond ±14 the function is 0 or x in float32; held there, so that −∞ gives 0 and cubes stay finite.
    private const float Limit = 14f;

    public static bool SlopeNeedsInput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V x, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var low = O.Max(O.All(-Limit), x);
        return O.Multiply(O.Multiply(O.All(0.5f), low), O.Add(O.All(1f), Inner<V, O>(O.Min(O.All(Limit), low))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V x, V y, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        x = O.Min(O.All(Limit), O.Max(O.All(-Limit), x));
        var (half, one) = (O.All(0.5f), O.All(1f));
        var t = Inner<V, O>(x);
        var growth = O.Multiply(O.All(Root), O.MultiplyAdd(O.All(3 * Cubic), O.Multiply(x, x), one));
        var curve = O.Multiply(O.Multiply(O.Multiply(half, x), O.MultiplySubtract(t, t, one)), growth);
        return O.MultiplyAdd(half, O.Add(one, t), curve);
    }

    // Held to ±1: the fit of tanh passes 1 by a rounding, which a large x would show.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Inner<V, O>(V x)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var cube = O.Multiply(O.Multiply(x, x), x);
        var t = Functions<V, O>.Tanh(O.Multiply(O.All(Root), O.MultiplyAdd(O.All(Cubic), cube, x)));
        return O.Min(O.All(1f), O.Max(O.All(-1f), t));
    }
}
