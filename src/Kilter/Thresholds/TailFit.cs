namespace Kilter.Thresholds;

/// <summary>A generalised Pareto tail: alerts whose peak passes <see cref="Start"/> happen <see cref="Rate"/> times a unit.</summary>
/// <remarks>Source: J. Pickands, "Statistical inference using extreme order statistics", Ann. Statist., 1975.</remarks>
/// <param name="Start">The raw score u where the tail begins.</param>
/// <param name="Scale">σ &gt; 0.</param>
/// <param name="Shape">ξ; negative for a bounded tail.</param>
/// <param name="Rate">Alerts a unit of rate with a peak above u.</param>
/// <param name="Count">How many peaks it was fitted on.</param>
public sealed record TailFit(double Start, double Scale, double Shape, double Rate, int Count)
{
    /// <summary>Alerts a unit of rate whose peak passes <paramref name="score"/>. Not meaningful below <see cref="Start"/>.</summary>
    public double RateAbove(double score)
    {
        var excess = (score - Start) / Scale;
        if (excess <= 0)
        {
            return Rate;
        }

        if (Math.Abs(Shape) < 1e-9)
        {
            return Rate * Math.Exp(-excess);
        }

        var inside = 1 + (Shape * excess);
        return inside <= 0 ? 0 : Rate * Math.Pow(inside, -1 / Shape);
    }

    /// <summary>The score that alerts pass <paramref name="rate"/> times a unit: the inverse of <see cref="RateAbove"/>.</summary>
    public double ScoreAt(double rate)
    {
        var share = rate / Rate;
        return Start + (Math.Abs(Shape) < 1e-9 ? -Scale * Math.Log(share) : Scale / Shape * (Math.Pow(share, -Shape) - 1));
    }
}
