namespace Kilter.Numerics.Tests.Oracles;

/// <summary>Elementary functions in float64 that .NET lacks or computes with cancellation. Errors below 1e-14 relative.</summary>
internal static class SlowFunctions
{
    /// <summary>ln(1 + x) after W. Kahan: what 1 + x loses, the quotient gives back.</summary>
    public static double LogOfOnePlus(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) || u == 0 ? Math.Log(u) : Math.Log(u) * x / (u - 1);
    }

    /// <summary>eˣ − 1 after W. Kahan.</summary>
    public static double ExpMinusOne(double x)
    {
        var u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 ? -1 : double.IsInfinity(u) ? u : (u - 1) * x / Math.Log(u);
    }

    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    public static double Softplus(double x) => Math.Max(x, 0) + LogOfOnePlus(Math.Exp(-Math.Abs(x)));

    /// <summary>ln cosh x = ln(1 + 2·sinh²(x/2)).</summary>
    public static double LogOfCosh(double x)
    {
        var size = Math.Abs(x);
        if (size > 1)
        {
            return size - Math.Log(2) + LogOfOnePlus(Math.Exp(-2 * size));
        }

        var grown = ExpMinusOne(size / 2);
        var sinh = (grown + (grown / (grown + 1))) / 2;
        return LogOfOnePlus(2 * sinh * sinh);
    }

    /// <summary>2/√π·e^(−x²)·Σ 2ⁿ·x²ⁿ⁺¹/(1·3·…·(2n + 1)): all terms have one sign.</summary>
    public static double Erf(double x)
    {
        if (Math.Abs(x) > 6.5)
        {
            return Math.Sign(x);
        }

        var (term, sum) = (x, x);
        for (var n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>Φ(x) with good relative accuracy below 0 too: by the continued fraction of Laplace there.</summary>
    public static double NormalCdf(double x)
    {
        if (x > -3)
        {
            return 0.5 * (1 + Erf(x / Math.Sqrt(2)));
        }

        var fraction = 0.0;
        for (var n = 200; n > 0; n--)
        {
            fraction = n / (-x + fraction);
        }

        return Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) / (-x + fraction);
    }

    /// <summary>Φ⁻¹ by bisection.</summary>
    public static double NormalQuantile(double u)
    {
        if (u > 0.5)
        {
            return -NormalQuantile(1 - u);
        }

        var (low, high) = (-40.0, 0.0);
        for (var n = 0; n < 70; n++)
        {
            var middle = (low + high) / 2;
            (low, high) = NormalCdf(middle) < u ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
