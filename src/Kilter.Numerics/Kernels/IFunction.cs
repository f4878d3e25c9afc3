using System.Runtime.CompilerServices;

namespace Kilter.Numerics.Kernels;

/// <summary>A function applied to every value, and its derivative.</summary>
internal interface IFunction
{
    /// <summary>True where the derivative needs x; false where y = f(x) is enough, so that x need not be kept.</summary>
    static abstract bool SlopeNeedsInput { get; }

    /// <summary>f(x).</summary>
    static abstract V Value<V, O>(V x, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>;

    /// <summary>f′(x), from x and y = f(x); x is y where <see cref="SlopeNeedsInput"/> is false.</summary>
    static abstract V Slope<V, O>(V x, V y, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>;
}

/// <summary>Hyperbolic tangent; f′ = 1 − y².</summary>
internal readonly struct TanhFunction : IFunction
{
    public static bool SlopeNeedsInput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V x, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => Functions<V, O>.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V x, V y, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.MultiplySubtract(y, y, O.All(1f));
}

/// <summary>Logistic function; f′ = y − y².</summary>
internal readonly struct SigmoidFunction : IFunction
{
    public static bool SlopeNeedsInput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V x, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => Functions<V, O>.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V x, V y, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.MultiplySubtract(y, y, y);
}

/// <summary>Keras's hard sigmoid, 0.2·x + 0.5 held to [0, 1]; f′ = 0.2 strictly inside.</summary>
internal readonly struct HardSigmoidFunction : IFunction
{
    public static bool SlopeNeedsInput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V x, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.Min(O.All(1f), O.Max(O.All(0f), O.MultiplyAdd(O.All(0.2f), x, O.All(0.5f))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V x, V y, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.WhereGreater(y, O.All(0f), O.WhereGreater(O.All(1f), y, O.All(0.2f), O.All(0f)), O.All(0f));
}

/// <summary>max(0, x); f′(0) = 0.</summary>
internal readonly struct ReluFunction : IFunction
{
    public static bool SlopeNeedsInput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V x, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.Max(O.All(0f), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V x, V y, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.WhereGreater(y, O.All(0f), O.All(1f), O.All(0f));
}

/// <summary>x above 0, alpha·x below; f′(0) = alpha. Alpha is above 0, so that y tells the side.</summary>
internal readonly struct LeakyReluFunction : IFunction
{
    public static bool SlopeNeedsInput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V x, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.WhereGreater(x, O.All(0f), x, O.Multiply(O.All(alpha), x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V x, V y, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.WhereGreater(y, O.All(0f), O.All(1f), O.All(alpha));
}

/// <summary>max(0, x) held to 6; f′(0) = f′(6) = 0.</summary>
internal readonly struct Relu6Function : IFunction
{
    public static bool SlopeNeedsInput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V x, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.Min(O.All(6f), O.Max(O.All(0f), x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V x, V y, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.WhereGreater(y, O.All(0f), O.WhereGreater(O.All(6f), y, O.All(1f), O.All(0f)), O.All(0f));
}
