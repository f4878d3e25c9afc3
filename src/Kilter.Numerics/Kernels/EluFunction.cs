using System.Runtime.CompilerServices;

namespace Kilter.Numerics.Kernels;

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
