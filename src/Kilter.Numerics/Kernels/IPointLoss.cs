using System.Runtime.CompilerServices;

namespace Kilter.Numerics.Kernels;

/// <summary>A loss of one output y and its target t.</summary>
internal interface IPointLoss
{
    static abstract V Value<V, O>(V y, V t, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>;

    /// <summary>dL/dy·scale.</summary>
    static abstract V Slope<V, O>(V y, V t, V scale, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>;
}

/// <summary>e², with e = y − t.</summary>
internal readonly struct SquaredLoss : IPointLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V y, V t, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var e = O.Subtract(y, t);
        return O.Multiply(e, e);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V y, V t, V scale, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var e = O.Subtract(y, t);
        return O.Multiply(O.Add(e, e), scale);
    }
}

/// <summary>|e|; the slope at 0 is 0.</summary>
internal readonly struct AbsoluteLoss : IPointLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V y, V t, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.Abs(O.Subtract(y, t));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V y, V t, V scale, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.SignTimes(O.Subtract(y, t), scale);
}

/// <summary>½·e² within ±alpha, alpha·(|e| − alpha/2) beyond.</summary>
internal readonly struct HuberLoss : IPointLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V y, V t, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var e = O.Subtract(y, t);
        var (size, delta) = (O.Abs(e), O.All(alpha));
        var far = O.Multiply(delta, O.Subtract(size, O.Multiply(O.All(0.5f), delta)));
        return O.WhereGreater(size, delta, far, O.Multiply(O.All(0.5f), O.Multiply(e, e)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V y, V t, V scale, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var e = O.Subtract(y, t);
        // NaN passes: it is the second operand.
        return O.Multiply(O.Min(O.All(alpha), O.Max(O.All(-alpha), e)), scale);
    }
}

/// <summary>ln cosh e; the slope is tanh e.</summary>
internal readonly struct LogCoshLoss : IPointLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V y, V t, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => Functions<V, O>.LogOfCosh(O.Subtract(y, t));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V y, V t, V scale, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.Multiply(Functions<V, O>.Tanh(O.Subtract(y, t)), scale);
}

/// <summary>alpha·(t − y) where y is below t, (1 − alpha)·(y − t) above; the slope at 0 is 0.</summary>
internal readonly struct QuantileLoss : IPointLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V y, V t, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var e = O.Subtract(y, t);
        return O.WhereGreater(O.All(0f), e, O.Multiply(O.All(-alpha), e), O.Multiply(O.All(1 - alpha), e));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V y, V t, V scale, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var e = O.Subtract(y, t);
        var above = O.SignTimes(e, O.Multiply(O.All(1 - alpha), scale));
        return O.WhereGreater(O.All(0f), e, O.Multiply(O.All(-alpha), scale), above);
    }
}

/// <summary>−t·ln y − (1 − t)·ln(1 − y), logarithms held at −100; for y in [0, 1].</summary>
internal readonly struct BinaryLoss : IPointLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V y, V t, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var low = O.All(-100f);
        var (yes, no) = (O.Max(low, Functions<V, O>.Log(y)), O.Max(low, Functions<V, O>.LogOfOnePlus(O.Subtract(O.All(0f), y))));
        return O.Subtract(O.Multiply(O.Subtract(t, O.All(1f)), no), O.Multiply(t, yes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V y, V t, V scale, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        var spread = O.Max(O.All(1e-12f), O.Multiply(y, O.Subtract(O.All(1f), y)));
        return O.Multiply(O.Divide(O.Subtract(y, t), spread), scale);
    }
}

/// <summary>The same of σ(y), without cancellation: ln(1 + eʸ) − t·y.</summary>
internal readonly struct BinaryLogitLoss : IPointLoss
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, O>(V y, V t, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        // max(y, 0) − t·y stays exact where ln(1 + eʸ) and t·y would cancel.
        var gap = O.Subtract(O.Max(O.All(0f), y), O.Multiply(t, y));
        return O.Add(gap, Functions<V, O>.Softplus(O.Subtract(O.All(0f), O.Abs(y))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, O>(V y, V t, V scale, float alpha)
        where V : unmanaged
        where O : struct, IVector<V>
        => O.Multiply(O.Subtract(Functions<V, O>.Sigmoid(y), t), scale);
}
