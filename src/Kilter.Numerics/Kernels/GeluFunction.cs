using System.Runtime.CompilerServices;

namespace Kilter.Numerics.Kernels;

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
