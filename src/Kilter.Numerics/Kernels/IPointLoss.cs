using System.Runtime.CompilerServices;

namespace Kilter.Numerics.Kernels;

/// <summary>A loss of one value: of its error e = y − t.</summary>
internal interface IPointLoss
{
    static abstract V Value<V, O>(V error, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>;

    /// <summary>dL/dy·scale.</summary>
    static abstract V Slope<V, O>(V error, V scale, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>;
}

/// <summary>e².</summary>
internal readonly struct SquaredLoss : IPointLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V error, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.Multiply(error, error);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V error, V scale, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.Multiply(O.Add(error, error), scale);
}

/// <summary>|e|.</summary>
internal readonly struct AbsoluteLoss : IPointLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V error, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.Abs(error);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V error, V scale, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.SignTimes(error, scale);
}
