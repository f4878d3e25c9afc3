namespace Kilter.Thresholds;

/// <summary>The tail of alert peaks in normal running: how often an alert gets how far.</summary>
/// <remarks>
/// Alerts, not samples, are counted: neighbouring high scores depend on each other, alerts a merge gap apart hardly do, so that their number
/// in a stretch of time is near Poisson and their peaks near generalised Pareto. Source: A. C. Davison, R. L. Smith, "Models for exceedances over
/// high thresholds", J. R. Statist. Soc. B, 1990, section 2 and 5 (runs declustering).
/// </remarks>
internal static class PeakTail
{
    /// <summary>Fewer peaks than this carry no shape: the tail is taken as exponential.</summary>
    public const int FewPeaks = 10;

    // Peaks wanted: enough for a shape (50), and four times as many as the budget allows, so that the limit lies inside the tail.
    private const int WantedPeaks = 50;
    private const double WantedOverBudget = 4;

    // The share of block peaks that lie below the start of the tail, and below what neighbouring blocks hardly pass by chance.
    private const double LowBlocks = 0.4;
    private const double HighBlocks = 0.8;

    // The heaviest shape allowed: a tail whose mean exists with room.
    private const double Heaviest = 0.5;

    /// <summary>Fits the tail; null when there are fewer than three peaks of different height.</summary>
    /// <param name="sample">The scores.</param>
    /// <param name="dropped">How many far peaks were left out as probable anomalies (only when the record may hold some).</param>
    public static TailFit? Fit(in ScoreSample sample, out int dropped)
    {
        dropped = 0;
        if (sample.IsConstant)
        {
            return null;
        }

        var wanted = Math.Max(WantedPeaks, (int)Math.Min(WantedOverBudget * sample.Context.Budget * sample.Units, sample.Count / 4.0));
        var (start, peaks) = Highest(sample, wanted);
        if (peaks.Length < WantedPeaks && BlockPeaks(sample) is var blocks && blocks.Peaks.Length > peaks.Length)
        {
            (start, peaks) = blocks;
        }

        var excesses = new double[peaks.Length];
        for (var i = 0; i < peaks.Length; i++)
        {
            excesses[i] = peaks[i] - start;
        }

        Array.Sort(excesses);
        if (excesses.Length < 3 || excesses[0].Equals(excesses[^1]))
        {
            return null;
        }

        var rate = excesses.Length / sample.Units;
        if (sample.Context.MayHoldAnomalies)
        {
            (var robust, dropped) = CensoredTail.Fit(excesses, sample.Context.Budget * sample.Units);
            return new TailFit(start, robust.Scale, robust.Shape, rate, excesses.Length);
        }

        var fit = excesses.Length < FewPeaks ? new(0, GeneralizedPareto.Mean(excesses)) : ParetoFit.Steady(excesses, Heaviest);
        return new TailFit(start, fit.Scale, fit.Shape, rate * Splitting(sample, start, excesses), excesses.Length);
    }

    // Scores that change slowly beside the merge gap: one long stretch above the start is several alerts at a higher limit. Counted where
    // a quarter of the peaks still pass, near any sensible limit. Source: C. A. T. Ferro, J. Segers, "Inference for clusters of extreme values", 2003, on
    // run lengths that are too short.
    private static double Splitting(in ScoreSample sample, double start, double[] kept)
    {
        var passing = Math.Max(Math.Min(FewPeaks, kept.Length), kept.Length / 4);
        var level = passing == kept.Length ? 0 : kept[^(passing + 1)];
        var largest = start + kept[^1];
        var alerts = 0;
        foreach (var peak in AlertPeaks.Above(sample.InTime, start + level, sample.Context.MergeGap))
        {
            alerts += peak <= largest ? 1 : 0;
        }

        return Math.Max(1, (double)alerts / passing);
    }

    // Lowers the start, doubling the share of scores above it, until enough alerts pass it or half of all scores do.
    private static (double Start, double[] Peaks) Highest(in ScoreSample sample, int wanted)
    {
        var best = (Start: sample.Quantile(0.5), Peaks: Array.Empty<double>());
        for (var share = Math.Min(0.5, (double)wanted / sample.Count); ; share = Math.Min(0.5, 2 * share))
        {
            var start = sample.Quantile(1 - share);
            var peaks = AlertPeaks.Above(sample.InTime, start, sample.Context.MergeGap);
            if (peaks.Length > best.Peaks.Length)
            {
                best = (start, peaks);
            }

            if (peaks.Length >= wanted || share >= 0.5)
            {
                return best;
            }
        }
    }

    // Where the merge gap is long, a low start joins everything into a few long alerts. The highest score of each stretch as long as the gap is
    // the classical way out: E. J. Gumbel, "Statistics of Extremes", 1958, chapter 5. The lower part of such peaks is not tail yet.
    private static (double Start, double[] Peaks) BlockPeaks(in ScoreSample sample)
    {
        var block = Math.Max(sample.Context.MergeGap, 1);
        var all = new List<double>();
        for (var from = 0; from < sample.InTime.Length; from += block)
        {
            var peak = double.NegativeInfinity;
            foreach (var score in sample.InTime.Slice(from, Math.Min(block, sample.InTime.Length - from)))
            {
                peak = score > peak ? score : peak;
            }

            if (double.IsFinite(peak))
            {
                all.Add(peak);
            }
        }

        var sorted = all.Order().ToList();
        if (sorted.Count == 0)
        {
            return (0, []);
        }

        var (start, high) = (sorted[(int)(LowBlocks * sorted.Count)], sorted[(int)(HighBlocks * sorted.Count)]);
        var peaks = new List<double>();
        for (var b = 0; b < all.Count; b++)
        {
            // A long alert is one alert, however many stretches it fills.
            if (b > 0 && all[b] > high && all[b - 1] > high)
            {
                peaks[^1] = Math.Max(peaks[^1], all[b]);
            }
            else if (all[b] > start)
            {
                peaks.Add(all[b]);
            }
        }

        return (start, [.. peaks]);
    }
}
