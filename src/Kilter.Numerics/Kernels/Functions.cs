using System.Runtime.CompilerServices;

namespace Kilter.Numerics.Kernels;

/// <summary>Elementary functions of one vector, whose every bit is the same on every machine.</summary>
/// <remarks>
/// Only operations of <see cref="IVector{V}"/>: no table, no approximate reciprocal. NaN passes through: it is the second operand of every minimum
/// and maximum. Largest errors, in units in the last place, over all float32 arguments: see each function; a test walks them.
/// </remarks>
internal static class Functions<V, O>
    where V : unmanaged
    where O : struct, IVector<V>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // 1.5·2²³: adding it rounds to a whole number and leaves that number in the low bits.
    private const float Magic = 12582912f;
    private const float Log2E = 1.44269504f;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>tanh x as x·P(x²)/Q(x²), a rational fit of degree 4 by 4 clamped at ±9.02. Error: 5.3 ulp (absolute 3e-7).</summary>
    [MethodImpl(Inline)]
    public static V Tanh(V x)
    {
        x = O.Min(O.All(9.02f), O.Max(O.All(-9.02f), x));
        var y = O.Multiply(x, x);
        var p = O.MultiplyAdd(O.All(1.3319015e-08f), y, O.All(2.0583443e-05f));
        p = O.MultiplyAdd(p, y, O.All(0.0034940324f));
        p = O.MultiplyAdd(p, y, O.All(0.13379717f));
        p = O.MultiplyAdd(p, y, O.All(1f));
        var q = O.MultiplyAdd(O.All(7.76199692e-07f), y, O.All(0.00032830892f));
        q = O.MultiplyAdd(q, y, O.All(0.025871066f));
        q = O.MultiplyAdd(q, y, O.All(0.46713032f));
        q = O.MultiplyAdd(q, y, O.All(1f));
        return O.Divide(O.Multiply(x, p), q);
    }

    /// <summary>The logistic function 1/(1 + e⁻ˣ). Error: 3.4 ulp for |x| ≤ 87; clamped beyond.</summary>
    [MethodImpl(Inline)]
    public static V Sigmoid(V x)
    {
        var one = O.All(1f);
        return O.Divide(one, O.Add(one, ExpOfNegative(O.Min(O.All(87f), O.Max(O.All(-87f), x)))));
    }

    /// <summary>eˣ for x clamped to [−87, 88]. Error: 2 ulp.</summary>
    [MethodImpl(Inline)]
    public static V Exp(V x) => ExpOfNegative(O.Subtract(O.All(0f), O.Min(O.All(88f), O.Max(O.All(-87f), x))));

    /// <summary>e⁻ˣ = 2ⁿ·e⁻ʳ with x = r − n·ln 2 and |r| ≤ ln 2 / 2; the polynomial is Taylor's to degree 6.</summary>
    [MethodImpl(Inline)]
    private static V ExpOfNegative(V x)
    {
        var magic = O.MultiplySubtract(x, O.All(Log2E), O.All(Magic));
        var n = O.Subtract(magic, O.All(Magic));
        var r = O.MultiplyAdd(n, O.All(Ln2High), x);
        r = O.MultiplyAdd(n, O.All(Ln2Low), r);
        var e = O.MultiplyAdd(O.All(1f / 720), r, O.All(-1f / 120));
        e = O.MultiplyAdd(e, r, O.All(1f / 24));
        e = O.MultiplyAdd(e, r, O.All(-1f / 6));
        e = O.MultiplyAdd(e, r, O.All(0.5f));
        e = O.MultiplyAdd(e, r, O.All(-1f));
        e = O.MultiplyAdd(e, r, O.All(1f));
        return O.ScaleByPowerOfTwo(e, magic);
    }
}
