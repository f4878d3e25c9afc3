using System.Runtime.CompilerServices;

namespace Kilter.Numerics.Kernels;

/// <summary>Elementary functions of one vector, whose every bit is the same on every machine.</summary>
/// <remarks>
/// Only operations of <see cref="IVector{V}"/>: no table, no approximate reciprocal. NaN passes through: it is the second operand of every minimum
/// and maximum, and the last choice of every selection. Errors are in units in the last place of the exact result, the largest over every 257th
/// float32 and all near the thresholds; a test walks them. Coefficients without a source are near-minimax fits of this project (Lawson's
/// weights, each coefficient rounded to float32 before the next is fitted).
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

    // The largest float32 whose exponential is finite, and the smallest whose exponential is normal.
    private const float ExpHighest = 88.72283f;
    private const float ExpLowest = -87.33654f;
    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>tanh x as x·P(x²)/Q(x²), a rational fit of degree 4 by 4 clamped at ±9.02; ±∞ gives ±1. Error: 5.2 ulp (absolute 3.1e-7); near the clamp it may pass 1 by 2.4e-7.</summary>
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

    /// <summary>The logistic function 1/(1 + e⁻ˣ), for x clamped to ±87: −∞ gives 1.6e-38, +∞ gives 1. Error within: 2.3 ulp.</summary>
    [MethodImpl(Inline)]
    public static V Sigmoid(V x)
    {
        var one = O.All(1f);
        return O.Divide(one, O.Add(one, ExpOfNegative(O.Min(O.All(87f), O.Max(O.All(-87f), x)))));
    }

    /// <summary>eˣ; 0 where it would be below the smallest normal number (x below −87.3365), ∞ above 88.7228. Error: 0.9 ulp.</summary>
    [MethodImpl(Inline)]
    public static V Exp(V x)
    {
        var y = ExpOfNegative(O.Subtract(O.All(0f), O.Min(O.All(ExpHighest), O.Max(O.All(ExpLowest), x))));
        return O.WhereGreater(x, O.All(ExpHighest), O.All(float.PositiveInfinity), O.WhereGreater(O.All(ExpLowest), x, O.All(0f), y));
    }

    /// <summary>eˣ − 1 without cancellation, for x up to 88 and clamped there; −∞ gives −1. Error: 1.6 ulp.</summary>
    [MethodImpl(Inline)]
    public static V ExpMinusOne(V x)
    {
        var p = Reduce(O.Subtract(O.All(0f), O.Min(O.All(88f), O.Max(O.All(-87f), x))), out var r, out var magic);

        // 2ⁿ·e⁻ʳ − 1 = 2ⁿ·(e⁻ʳ − 1) + (2ⁿ − 1): for n = 0 the second term is 0 and nothing is lost.
        var power = O.ScaleByPowerOfTwo(O.All(1f), magic);
        var grown = O.Subtract(O.Multiply(O.Multiply(r, r), p), r);
        return O.MultiplyAdd(power, grown, O.Subtract(power, O.All(1f)));
    }

    /// <summary>ln x; −∞ at 0, NaN below, ∞ at ∞; denormal numbers too. Error: 0.9 ulp.</summary>
    [MethodImpl(Inline)]
    public static V Log(V x)
    {
        var tiny = O.All(SmallestNormal);
        var power = O.SplitExponent(O.WhereGreater(tiny, x, O.Multiply(x, O.All(8388608f)), x), out var m);
        var y = LogOfParts(O.WhereGreater(tiny, x, O.Subtract(power, O.All(23f)), power), m);
        y = O.WhereGreater(x, O.All(float.MaxValue), x, y);
        var outside = O.WhereGreater(O.All(0f), x, O.All(float.NaN), O.Subtract(x, O.All(float.PositiveInfinity)));
        return O.WhereGreater(x, O.All(0f), y, outside);
    }

    /// <summary>ln(1 + x) without cancellation; −∞ at −1, NaN below. Error: 1.5 ulp.</summary>
    /// <remarks>ln u + (x − (u − 1))/u with u = 1 + x rounded: the second term gives back what the rounding took.</remarks>
    [MethodImpl(Inline)]
    public static V LogOfOnePlus(V x)
    {
        var one = O.All(1f);
        var u = O.Add(one, x);
        var log = Log(u);
        var whole = O.Add(log, O.Divide(O.Subtract(x, O.Subtract(u, one)), u));
        return O.WhereGreater(x, O.All(1e10f), log, O.WhereGreater(x, O.All(-1f), whole, log));
    }

    /// <summary>ln(1 + eˣ) without cancellation; 0 at −∞, ∞ at ∞. Error: 1.9 ulp.</summary>
    [MethodImpl(Inline)]
    public static V Softplus(V x)
    {
        var one = O.All(1f);
        var e = Exp(O.Subtract(O.All(0f), O.Abs(x)));
        var u = O.Add(one, e);
        var power = O.SplitExponent(u, out var m);
        var log = O.Add(LogOfParts(power, m), O.Divide(O.Subtract(e, O.Subtract(u, one)), u));
        return O.Add(O.Max(O.All(0f), x), log);
    }

    /// <summary>ln cosh x without cancellation near 0; ∞ at ±∞. Error: 2 ulp.</summary>
    [MethodImpl(Inline)]
    public static V LogOfCosh(V x)
    {
        // x²·P(x²) within ±1, |x| − ln 2 + ln(1 + e^(−2|x|)) beyond.
        var y = O.Multiply(x, x);
        var p = O.MultiplyAdd(O.All(8.78638966e-05f), y, O.All(-0.000560400775f));
        p = O.MultiplyAdd(p, y, O.All(0.002082519f));
        p = O.MultiplyAdd(p, y, O.All(-0.00671349978f));
        p = O.MultiplyAdd(p, y, O.All(0.0222174488f));
        p = O.MultiplyAdd(p, y, O.All(-0.0833330974f));
        p = O.MultiplyAdd(p, y, O.All(0.5f));
        var size = O.Abs(x);
        var far = O.Add(O.Subtract(size, O.All(0.693147182f)), Softplus(O.Multiply(O.All(-2f), size)));
        return O.WhereGreater(size, O.All(1f), far, O.Multiply(p, y));
    }

    /// <summary>The error function 2/√π·∫₀ˣ e^(−t²) dt; ±1 at ±∞. Error: 1.1 ulp.</summary>
    [MethodImpl(Inline)]
    public static V Erf(V x)
    {
        // x + x·P(x²) within ±0.93, 1 − e^(−t·(1 + Q(t))) with t = |x| beyond; from 4 on the result is 1.
        var y = O.Multiply(x, x);
        var p = O.MultiplyAdd(O.All(-0.000592564291f), y, O.All(0.00498077553f));
        p = O.MultiplyAdd(p, y, O.All(-0.0267586112f));
        p = O.MultiplyAdd(p, y, O.All(0.112816185f));
        p = O.MultiplyAdd(p, y, O.All(-0.376124799f));
        p = O.MultiplyAdd(p, y, O.All(0.128379151f));
        var size = O.Abs(x);
        var t = O.Min(O.All(4f), size);
        var q = O.MultiplyAdd(O.All(-0.00021404025f), t, O.All(0.00321537326f));
        q = O.MultiplyAdd(q, t, O.All(-0.0228911918f));
        q = O.MultiplyAdd(q, t, O.All(0.105263598f));
        q = O.MultiplyAdd(q, t, O.All(0.635717094f));
        q = O.MultiplyAdd(q, t, O.All(0.128514692f));
        var far = O.SignTimes(x, O.Subtract(O.All(1f), ExpOfNegative(O.MultiplyAdd(q, t, t))));
        return O.WhereGreater(size, O.All(0.93f), far, O.MultiplyAdd(x, p, x));
    }

    /// <summary>The number below which a standard normal variable lies with probability u in (0, 1). Error: 1e-6 relative; a test walks it.</summary>
    /// <remarks>Source: M. Giles, "Approximating the erfinv function", GPU Computing Gems, Jade Edition, 2011, table 4 (single precision).</remarks>
    [MethodImpl(Inline)]
    public static V NormalQuantile(V u)
    {
        // w = −ln(1 − x²) with x = 2u − 1; 1 − x² = 4·u·(1 − u) has no cancellation.
        var w = O.Subtract(O.All(0f), Log(O.Multiply(O.Multiply(O.All(4f), u), O.Subtract(O.All(1f), u))));
        var c = O.Subtract(w, O.All(2.5f));
        var p = O.MultiplyAdd(O.All(2.81022636e-08f), c, O.All(3.43273939e-07f));
        p = O.MultiplyAdd(p, c, O.All(-3.5233877e-06f));
        p = O.MultiplyAdd(p, c, O.All(-4.39150654e-06f));
        p = O.MultiplyAdd(p, c, O.All(0.00021858087f));
        p = O.MultiplyAdd(p, c, O.All(-0.00125372503f));
        p = O.MultiplyAdd(p, c, O.All(-0.00417768164f));
        p = O.MultiplyAdd(p, c, O.All(0.246640727f));
        p = O.MultiplyAdd(p, c, O.All(1.50140941f));
        var t = O.Subtract(O.Sqrt(w), O.All(3f));
        var q = O.MultiplyAdd(O.All(-0.000200214257f), t, O.All(0.000100950558f));
        q = O.MultiplyAdd(q, t, O.All(0.00134934322f));
        q = O.MultiplyAdd(q, t, O.All(-0.00367342844f));
        q = O.MultiplyAdd(q, t, O.All(0.00573950773f));
        q = O.MultiplyAdd(q, t, O.All(-0.0076224613f));
        q = O.MultiplyAdd(q, t, O.All(0.00943887047f));
        q = O.MultiplyAdd(q, t, O.All(1.00167406f));
        q = O.MultiplyAdd(q, t, O.All(2.83297682f));
        var x = O.Subtract(O.Add(u, u), O.All(1f));
        return O.Multiply(O.Multiply(x, O.All(1.41421356f)), O.WhereGreater(O.All(5f), w, p, q));
    }

    /// <summary>e⁻ˣ = 2ⁿ·e⁻ʳ for x in [−88.72283, 87.33654].</summary>
    [MethodImpl(Inline)]
    private static V ExpOfNegative(V x)
    {
        var p = Reduce(x, out var r, out var magic);
        p = O.MultiplyAdd(p, r, O.All(-1f));
        p = O.MultiplyAdd(p, r, O.All(1f));
        return O.ScaleByPowerOfTwo(p, magic);
    }

    /// <summary>P(r), where x = r − n·ln 2 with |r| ≤ ln 2 / 2, n in the low bits of magic, and e⁻ʳ = 1 − r + r²·P(r): relative error 4e-9.</summary>
    [MethodImpl(Inline)]
    private static V Reduce(V x, out V r, out V magic)
    {
        magic = O.MultiplySubtract(x, O.All(Log2E), O.All(Magic));
        var n = O.Subtract(magic, O.All(Magic));
        r = O.MultiplyAdd(n, O.All(Ln2High), x);
        r = O.MultiplyAdd(n, O.All(Ln2Low), r);
        var p = O.MultiplyAdd(O.All(0.00138639857f), r, O.All(-0.00836817082f));
        p = O.MultiplyAdd(p, r, O.All(0.0416672528f));
        p = O.MultiplyAdd(p, r, O.All(-0.166665286f));
        p = O.MultiplyAdd(p, r, O.All(0.5f));
        return p;
    }

    /// <summary>k·ln 2 + ln m for m in [√½, √2): ln(1 + f) = f − f²/2 + f³·Q(f), relative error 6e-9.</summary>
    [MethodImpl(Inline)]
    private static V LogOfParts(V k, V m)
    {
        var f = O.Subtract(m, O.All(1f));
        var q = O.MultiplyAdd(O.All(-0.0763172954f), f, O.All(0.127611145f));
        q = O.MultiplyAdd(q, f, O.All(-0.131606236f));
        q = O.MultiplyAdd(q, f, O.All(0.142016783f));
        q = O.MultiplyAdd(q, f, O.All(-0.166233182f));
        q = O.MultiplyAdd(q, f, O.All(0.200012416f));
        q = O.MultiplyAdd(q, f, O.All(-0.250008225f));
        q = O.MultiplyAdd(q, f, O.All(0.333333313f));
        q = O.MultiplyAdd(q, f, O.All(-0.5f));
        var y = O.MultiplyAdd(k, O.All(Ln2Low), O.Multiply(O.Multiply(f, f), q));
        return O.MultiplyAdd(k, O.All(Ln2High), O.Add(f, y));
    }
}
