namespace Kilter.Numerics.Kernels;

/// <summary>What a vector of float32 lanes can do, so that one kernel text serves 16, 8 and 4 lanes.</summary>
/// <remarks>
/// Every operation is exact to the bit on every machine: additions, products, divisions, roots and fused multiply-adds as IEEE 754 fixes them,
/// moves, and integer work. No approximate reciprocal, no sum over lanes. The static members are inlined: a kernel of
/// <typeparamref name="V"/> costs what one written for that width would. Loops over it are marked for full optimisation at their first call, since
/// a library cannot set how its host compiles: otherwise the first thousands of streamed samples take ten times as long.
/// </remarks>
internal unsafe interface IVector<V>
    where V : unmanaged
{
    /// <summary>Lanes: 16, 8 or 4.</summary>
    static abstract int Lanes { get; }

    static abstract V Load(float* from);

    static abstract void Store(float* to, V v);

    /// <summary>The same number in every lane.</summary>
    static abstract V All(float x);

    static abstract V Add(V a, V b);

    static abstract V Subtract(V a, V b);

    static abstract V Multiply(V a, V b);

    static abstract V Divide(V a, V b);

    static abstract V Sqrt(V a);

    /// <summary>The smaller; b where either is NaN.</summary>
    static abstract V Min(V a, V b);

    /// <summary>The larger; b where either is NaN.</summary>
    static abstract V Max(V a, V b);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>c − a·b, rounded once.</summary>
    static abstract V MultiplySubtract(V a, V b, V c);

    static abstract V Abs(V a);

    /// <summary><paramref name="x"/> where <paramref name="a"/> is above <paramref name="b"/>, else <paramref name="y"/> (also where either is NaN).</summary>
    static abstract V WhereGreater(V a, V b, V x, V y);

    /// <summary>y·2ⁿ, with n in the low bits of <paramref name="magic"/> (see <see cref="Functions{V,O}"/>).</summary>
    static abstract V ScaleByPowerOfTwo(V y, V magic);

    /// <summary>The magnitude of <paramref name="size"/> with the sign of <paramref name="a"/>; 0 where a is 0; NaN where a is NaN.</summary>
    static abstract V SignTimes(V a, V size);

    /// <summary>The whole k, as a float, and the m in [√½, √2) with x = m·2ᵏ, for positive normal x; for others anything.</summary>
    static abstract V SplitExponent(V x, out V mantissa);

    /// <summary>Uniform in (0, 1): (n + ½)/2²³ with n the upper 23 bits of the hash of (counter + lane, key).</summary>
    static abstract V Uniform(uint counter, uint key);

    /// <summary>x·scale where the hash of (counter + lane, key) reaches <paramref name="threshold"/>, else 0.</summary>
    static abstract V KeepScaled(V x, uint counter, uint key, uint threshold, V scale);

    /// <summary>Turns a block of lanes × lanes values: to[j][i] = from[i][j].</summary>
    static abstract void Transpose(float* from, int fromStride, float* to, int toStride);
}
