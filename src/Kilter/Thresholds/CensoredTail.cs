namespace Kilter.Thresholds;

/// <summary>Fits a tail to peaks of which the highest may be anomalies: those are only known to lie beyond a point, not where.</summary>
/// <remarks>
/// <para>
/// The lower two thirds of the peaks are taken at their word; each of the rest counts as one that passed the highest of these (type I censoring). The
/// tail so fitted says where normal running's own highest peaks would lie; peaks up to there are then taken at their word too, and the fit repeats
/// until nothing changes. So far peaks cannot stretch the tail, and an honest heavy tail is still followed as far as it goes.
/// </para>
/// <para>
/// The shape carries a normal prior of mean −0.05 and deviation 0.15: a few dozen peaks alone leave it open by more than that. Cost: O(rounds·n), rounds
/// at most 30. Source: A. C. Cohen, "Truncated and Censored Samples", 1991, chapter 1; E. S. Martins, J. R. Stedinger, "Generalized maximum-likelihood
/// generalized extreme-value quantile estimators", Water Resour. Res., 2000 (a prior on the shape).
/// </para>
/// </remarks>
internal static class CensoredTail
{
    private const double TrustedShare = 2.0 / 3;
    private const int MostRounds = 30;
    private const double TooRare = 0.05;
    private const double PriorMean = -0.05;
    private const double PriorDeviation = 0.15;
    private const double LeastShape = -0.3;
    private const double MostShape = 0.25;
    private const double ShapeStep = 0.025;

    private static readonly double GoldenShare = (Math.Sqrt(5) - 1) / 2;

    /// <summary>The fit, and how many peaks it expects less than once in twenty such records.</summary>
    /// <param name="sorted">At least three excesses over the tail's start, ascending.</param>
    /// <param name="expected">How many peaks normal running may have in the record beyond the limit that is being looked for.</param>
    public static (GeneralizedPareto Fit, int Beyond) Fit(ReadOnlySpan<double> sorted, double expected)
    {
        var share = Math.Min(expected / sorted.Length, 0.9);
        var trusted = Math.Max(sorted[(int)(TrustedShare * (sorted.Length - 1))], 1e-12);
        var fit = At(sorted, trusted);
        for (var round = 0; round < MostRounds; round++)
        {
            var reach = fit.Exceeded(share);
            if (reach <= trusted * 1.0001 || trusted >= sorted[^1])
            {
                break;
            }

            trusted = reach;
            fit = At(sorted, trusted);
        }

        var beyond = 0;
        while (beyond < sorted.Length && sorted.Length * fit.Survival(sorted[sorted.Length - 1 - beyond]) < TooRare)
        {
            beyond++;
        }

        return (fit, beyond);
    }

    private static GeneralizedPareto At(ReadOnlySpan<double> sorted, double trusted)
    {
        var (best, highest) = (default(GeneralizedPareto), double.NegativeInfinity);
        for (var shape = LeastShape; shape <= MostShape + 1e-9; shape += ShapeStep)
        {
            var candidate = BestScale(sorted, trusted, Math.Abs(shape) < 1e-9 ? 0 : shape);
            var prior = (candidate.Shape - PriorMean) / PriorDeviation;
            var likelihood = LogLikelihood(sorted, trusted, candidate) - (prior * prior / 2);
            if (likelihood > highest)
            {
                (best, highest) = (candidate, likelihood);
            }
        }

        return best;
    }

    /// <summary>The best scale for one shape, by golden section on its logarithm: the likelihood has one top there.</summary>
    private static GeneralizedPareto BestScale(ReadOnlySpan<double> sorted, double trusted, double shape)
    {
        var sum = 0.0;
        foreach (var x in sorted)
        {
            sum += Math.Min(x, trusted);
        }

        var middle = Math.Log(Math.Max(sum / sorted.Length, 1e-12));
        var (low, high) = (middle - 4, middle + 4);
        var (left, right) = (high - (GoldenShare * (high - low)), low + (GoldenShare * (high - low)));
        var (atLeft, atRight) = (Value(sorted, left), Value(sorted, right));
        for (var i = 0; i < 40; i++)
        {
            if (atLeft < atRight)
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (GoldenShare * (high - low));
                atRight = Value(sorted, right);
            }
            else
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (GoldenShare * (high - low));
                atLeft = Value(sorted, left);
            }
        }

        return new GeneralizedPareto(shape, Math.Exp((low + high) / 2));

        double Value(ReadOnlySpan<double> peaks, double log) => LogLikelihood(peaks, trusted, new GeneralizedPareto(shape, Math.Exp(log)));
    }

    private static double LogLikelihood(ReadOnlySpan<double> sorted, double trusted, GeneralizedPareto tail)
    {
        var (sum, n) = (0.0, 0);
        for (; n < sorted.Length && sorted[n] <= trusted; n++)
        {
            sum += tail.LogDensity(sorted[n]);
        }

        return n == sorted.Length ? sum : sum + ((sorted.Length - n) * Math.Log(tail.Survival(trusted)));
    }
}
