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
