namespace Kilter.Thresholds;

/// <summary>The limit that normal running passes as often as the budget allows: so many alerts a week.</summary>
/// <remarks>
/// <para>Scores are grouped into alerts by the merge gap; a generalised Pareto tail is fitted to the highest alert peaks, and the limit is where
/// that tail has the budgeted rate. Where the record may hold anomalies, its far peaks are counted but their height is not believed.</para>
/// <para>With fewer than ten peaks the tail is taken as exponential; without a tail at all (constant scores) the limit is twice the largest
/// score, or 1 when that is 0. The note says which. Cost: O(T). Draws no random numbers.</para>
/// <para>Source: A. C. Davison, R. L. Smith, "Models for exceedances over high thresholds", J. R. Statist. Soc. B, 1990.</para>
/// </remarks>
public sealed class BudgetThreshold : IThreshold
{
    /// <summary>The catalogue name.</summary>
    public const string Name = "budget";

    /// <inheritdoc/>
    public FittedThreshold Calibrate(ReadOnlySpan<float> scores, CalibrationContext context)
    {
        var sample = new ScoreSample(scores, context);
        var tail = PeakTail.Fit(sample, out var dropped);
        if (tail is null)
        {
            var limit = sample.Usable(2 * sample.Largest);
            return Limit.At(sample, Name, limit, tail, "The scores hardly vary, so no tail could be fitted: the limit is twice the largest of them.");
        }

        // More alerts allowed than there were high stretches at all: the start of the tail is as low as this rule goes.
        return context.Budget >= tail.Rate
            ? Limit.At(sample, Name, sample.Usable(Limit.Above(tail.Start)), tail, "The budget allows more alerts than scores ever make; the limit is where the high scores begin.")
            : Limit.At(sample, Name, sample.Usable(tail.ScoreAt(context.Budget)), tail, Note(tail, dropped));
    }

    private static string Note(TailFit tail, int dropped)
    {
        var shape = tail.Count < PeakTail.FewPeaks ? "exponential tail (too few for a shape)" : "tail";
        var left = dropped == 0 ? "" : $"; {dropped} far {(dropped == 1 ? "peak counts" : "peaks count")} as probable anomalies";
        return $"Set so that normal running passes it as often as the budget allows, from the {shape} of the {tail.Count} highest alert peaks{left}.";
    }
}
