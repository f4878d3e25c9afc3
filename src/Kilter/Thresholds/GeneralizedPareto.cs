namespace Kilter.Thresholds;

/// <summary>The generalised Pareto distribution of excesses x ≥ 0 over a start: S(x) = (1 + ξx/σ)^(−1/ξ), and ways to fit it.</summary>
/// <remarks>
/// ξ &gt; 0 is a heavy tail, ξ = 0 the exponential, ξ &lt; 0 a tail that ends at −σ/ξ. Fits take positive, finite excesses in any order.
/// Source: J. Pickands, "Statistical inference using extreme order statistics", Ann. Statist., 1975.
/// </remarks>
/// <param name="Shape">ξ.</param>
/// <param name="Scale">σ &gt; 0.</param>
internal readonly record struct GeneralizedPareto(double Shape, double Scale)
{
    // Below this |ξ| the power and the exponential agree to rounding, and the power loses digits.
    private const double Straight = 1e-9;

    /// <summary>P(X &gt; x).</summary>
    public double Survival(double x)
    {
        var z = x / Scale;
        if (z <= 0)
        {
            return 1;
        }

        if (Math.Abs(Shape) < Straight)
        {
            return Math.Exp(-z);
        }

        var inside = 1 + (Shape * z);
        return inside <= 0 ? 0 : Math.Exp(-Math.Log(inside) / Shape);
    }

    /// <summary>The x with P(X &gt; x) = <paramref name="share"/>, for a share in (0, 1].</summary>
    public double Exceeded(double share)
        => Math.Abs(Shape) < Straight ? -Scale * Math.Log(share) : Scale / Shape * (Math.Pow(share, -Shape) - 1);

    /// <summary>The natural logarithm of the density; −∞ outside the support.</summary>
    public double LogDensity(double x)
    {
        var inside = 1 + (Shape * x / Scale);
        return x < 0 || inside <= 0 ? double.NegativeInfinity
            : Math.Abs(Shape) < Straight ? -Math.Log(Scale) - (x / Scale)
            : -Math.Log(Scale) - ((1 + (1 / Shape)) * Math.Log(inside));
    }

    /// <summary>−Σ ln f(x): the smaller, the better the fit.</summary>
    public double NegativeLogLikelihood(ReadOnlySpan<double> excesses)
    {
        var sum = 0.0;
        foreach (var x in excesses)
        {
            sum -= LogDensity(x);
        }

        return sum;
    }

    /// <summary>The fit by moments, with the variance over n − 1. Fit for ξ &lt; 0.5. Null when all excesses are equal.</summary>
    public static GeneralizedPareto? ByMoments(ReadOnlySpan<double> excesses)
    {
        var mean = Mean(excesses);
        var squares = 0.0;
        foreach (var x in excesses)
        {
            squares += (x - mean) * (x - mean);
        }

        var ratio = mean * mean * (excesses.Length - 1) / squares;
        return double.IsFinite(ratio) ? new(0.5 * (1 - ratio), 0.5 * mean * (1 + ratio)) : null;
    }

    /// <summary>The fit by probability-weighted moments. Steady for a few dozen excesses with −0.5 &lt; ξ &lt; 0.5. Null when it has no answer.</summary>
    /// <remarks>Source: J. R. M. Hosking, J. R. Wallis, "Parameter and quantile estimation for the generalized Pareto distribution", Technometrics, 1987, with their plotting positions (i − 0.35)/n.</remarks>
    public static GeneralizedPareto? ByWeightedMoments(ReadOnlySpan<double> excesses)
    {
        var sorted = excesses.ToArray();
        Array.Sort(sorted);
        var (a0, a1) = (0.0, 0.0);
        for (var i = 0; i < sorted.Length; i++)
        {
            a0 += sorted[i];
            a1 += sorted[i] * (1 - ((i + 0.65) / sorted.Length));
        }

        a0 /= sorted.Length;
        a1 /= sorted.Length;
        var fit = new GeneralizedPareto(2 - (a0 / (a0 - (2 * a1))), 2 * a0 * a1 / (a0 - (2 * a1)));
        return fit.Covers(sorted[^1]) ? fit : null;
    }

    /// <summary>True when the parameters are usable and the largest excess lies inside the support.</summary>
    public bool Covers(double largest)
        => double.IsFinite(Shape) && double.IsFinite(Scale) && Scale > 0 && 1 + (Shape * largest / Scale) > 0;

    internal static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var x in values)
        {
            sum += x;
        }

        return sum / values.Length;
    }
}
