namespace Kilter.Thresholds;

/// <summary>Fits of the generalised Pareto distribution by likelihood. Excesses are positive and finite, in any order; nothing is changed.</summary>
/// <remarks>
/// Both fits use the profile over θ = ξ/σ: for a given θ the best ξ is the mean of ln(1 + θx), so one dimension is left to search.
/// Cost: O(n) a step, about 150 steps.
/// </remarks>
internal static class ParetoFit
{
    private const int GridPoints = 40;
    private const int GoldenSteps = 60;
    private static readonly double GoldenShare = (Math.Sqrt(5) - 1) / 2;

    /// <summary>The maximum of the likelihood with ξ &gt; −1; where there is none, probability-weighted moments, then moments, then the exponential.</summary>
    /// <remarks>Source: S. D. Grimshaw, "Computing maximum likelihood estimates for the generalized Pareto distribution", Technometrics, 1993.</remarks>
    /// <exception cref="ArgumentException">There is no excess.</exception>
    public static GeneralizedPareto MaximumLikelihood(ReadOnlySpan<double> excesses, out string method)
    {
        Guard.AtLeast(excesses.Length, 1, "excesses");
        var largest = Largest(excesses);
        var mean = GeneralizedPareto.Mean(excesses);
        if (excesses.Length >= 3 && Profile(excesses, largest, mean) is { } best && best.Covers(largest))
        {
            method = "maximum likelihood";
            return best;
        }

        if (excesses.Length >= 3 && GeneralizedPareto.ByWeightedMoments(excesses) is { } weighted)
        {
            method = "probability-weighted moments";
            return weighted;
        }

        if (excesses.Length >= 3 && GeneralizedPareto.ByMoments(excesses) is { } moments && moments.Covers(largest))
        {
            method = "moments";
            return moments;
        }

        method = "exponential";
        return new(0, mean);
    }

    /// <summary>A steady fit for a few dozen excesses: the likelihood averaged over θ, then ξ drawn towards 0 as if ten more excesses had said so, within [−0.5, <paramref name="heaviest"/>].</summary>
    /// <remarks>
    /// After ξ is drawn in, σ is set so that the mean excess stays. Source: J. Zhang, M. A. Stephens, "A new and efficient estimation method for
    /// the generalized Pareto distribution", Technometrics, 2009; the ten added excesses follow A. Vehtari et al., "Pareto smoothed importance sampling", 2015.
    /// </remarks>
    public static GeneralizedPareto Steady(ReadOnlySpan<double> excesses, double heaviest)
    {
        var sorted = excesses.ToArray();
        Array.Sort(sorted);
        var mean = GeneralizedPareto.Mean(sorted);
        var shape = AveragedShape(sorted);
        shape = double.IsFinite(shape) ? shape * sorted.Length / (sorted.Length + 10) : 0;
        shape = Math.Clamp(shape, -0.5, heaviest);
        return new(shape, mean * (1 - shape));
    }

    private static double AveragedShape(double[] sorted)
    {
        var n = sorted.Length;
        var points = 30 + (int)Math.Sqrt(n);
        var quartile = sorted[Math.Clamp((int)((n / 4.0) + 0.5) - 1, 0, n - 1)];
        var theta = new double[points];
        var likelihood = new double[points];
        for (var j = 0; j < points; j++)
        {
            // The paper writes 1 − θx; the sign is turned here.
            theta[j] = -((1 / sorted[^1]) + ((1 - Math.Sqrt(points / (j + 0.5))) / (3 * quartile)));
            likelihood[j] = LogLikelihood(sorted, theta[j]);
        }

        var (top, weights, sum) = (likelihood.Max(), 0.0, 0.0);
        for (var j = 0; j < points; j++)
        {
            var weight = double.IsFinite(likelihood[j]) ? Math.Exp(likelihood[j] - top) : 0;
            weights += weight;
            sum += weight * theta[j];
        }

        return ShapeAt(sorted, sum / weights);
    }

    private static GeneralizedPareto? Profile(ReadOnlySpan<double> excesses, double largest, double mean)
    {
        var edge = -1 / largest;
        var bestLikelihood = -excesses.Length * (Math.Log(mean) + 1);
        var best = new GeneralizedPareto(0, mean);
        var grid = Grid(edge, mean);
        Span<double> at = stackalloc double[grid.Length];
        for (var i = 0; i < grid.Length; i++)
        {
            at[i] = LogLikelihood(excesses, grid[i]);
        }

        for (var i = 1; i < grid.Length - 1; i++)
        {
            if (at[i] < at[i - 1] || at[i] < at[i + 1])
            {
                continue;
            }

            var theta = Climb(excesses, grid[i - 1], grid[i + 1]);
            var (likelihood, shape) = (LogLikelihood(excesses, theta), ShapeAt(excesses, theta));
            if (likelihood > bestLikelihood && shape > -1)
            {
                (bestLikelihood, best) = (likelihood, new GeneralizedPareto(shape, shape / theta));
            }
        }

        return double.IsFinite(bestLikelihood) ? best : null;
    }

    // From the edge of the support through the exponential (θ near 0) to very heavy tails: denser where the likelihood bends.
    private static double[] Grid(double edge, double mean)
    {
        var grid = new double[2 * GridPoints];
        for (var i = 0; i < GridPoints; i++)
        {
            grid[i] = edge * (1 - Math.Pow(10, -6 + (6.0 * i / GridPoints)));
            grid[GridPoints + i] = (Math.Pow(10, -4 + (7.0 * i / (GridPoints - 1))) - 1.0001e-4) / mean;
        }

        return grid;
    }

    private static double Climb(ReadOnlySpan<double> excesses, double low, double high)
    {
        var (a, b) = (high - (GoldenShare * (high - low)), low + (GoldenShare * (high - low)));
        var (atA, atB) = (LogLikelihood(excesses, a), LogLikelihood(excesses, b));
        for (var step = 0; step < GoldenSteps; step++)
        {
            if (atA > atB)
            {
                (high, b, atB) = (b, a, atA);
                a = high - (GoldenShare * (high - low));
                atA = LogLikelihood(excesses, a);
            }
            else
            {
                (low, a, atA) = (a, b, atB);
                b = low + (GoldenShare * (high - low));
                atB = LogLikelihood(excesses, b);
            }
        }

        return (low + high) / 2;
    }

    private static double LogLikelihood(ReadOnlySpan<double> excesses, double theta)
    {
        var shape = ShapeAt(excesses, theta);
        var scale = shape / theta;
        return scale > 0 ? -excesses.Length * (Math.Log(scale) + shape + 1) : double.NegativeInfinity;
    }

    private static double ShapeAt(ReadOnlySpan<double> excesses, double theta)
    {
        var sum = 0.0;
        foreach (var x in excesses)
        {
            sum += Math.Log(1 + (theta * x));
        }

        return sum / excesses.Length;
    }

    private static double Largest(ReadOnlySpan<double> values)
    {
        var largest = values[0];
        foreach (var x in values)
        {
            largest = Math.Max(largest, x);
        }

        return largest;
    }
}
