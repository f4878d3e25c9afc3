namespace Kilter.Thresholds;

/// <summary>What is asked of the precision-recall curve.</summary>
public enum PrecisionRecallTarget
{
    /// <summary>At least so much precision, with as much recall as that leaves.</summary>
    Precision,

    /// <summary>At least so much recall, with as much precision as that leaves.</summary>
    Recall,

    /// <summary>Where precision and recall come nearest to each other.</summary>
    Crossing,
}

/// <summary>Settings of <see cref="PrecisionRecallThreshold"/>.</summary>
public sealed record PrecisionRecallOptions
{
    /// <summary>What is asked. Default: precision.</summary>
    public PrecisionRecallTarget Target { get; init; }

    /// <summary>How much of it is asked; has no meaning at the crossing. Range [0, 1]. Default 0.9.</summary>
    public double Value { get; init => field = Guard.InRange(value, 0.0, 1.0); } = 0.9;
}

/// <summary>A limit read from the precision-recall curve of labelled scores at a stated target.</summary>
/// <remarks>
/// <para>
/// The curve has one point for each cut between two different scores. For a precision, the lowest limit that has it; for a recall, the highest;
/// for the crossing, the nearest point, the highest of several. When no cut reaches a precision, the one that comes closest is taken and the note says so.
/// </para>
/// <para>It looks at labels, so what it reaches on them is no test: judge on other rows. Cost: O(n log n).
/// Source: C. Ranjan, "LSTM autoencoder for extreme rare event classification", 2019 (the limit is read from the validation curve).</para>
/// </remarks>
public sealed class PrecisionRecallThreshold(PrecisionRecallOptions options) : IThreshold
{
    /// <summary>The catalogue name.</summary>
    public const string Name = "precision-recall";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Too few scores, or no labels.</exception>
    public FittedThreshold Calibrate(ReadOnlySpan<float> scores, CalibrationContext context)
    {
        var sample = new ScoreSample(scores, context);
        var labelled = LabelledScores.Of(sample, Name);
        var (chosen, hits) = Choose(labelled);
        var limit = sample.Usable(labelled.LimitFor(chosen));
        if (hits == 0)
        {
            return Limit.At(sample, Name, limit, "No cut finds anything that was labelled: the limit lies just above the largest score.").WithLabelsUsed();
        }

        var (precision, recall) = ((double)hits / chosen, (double)hits / labelled.Positives);
        var missed = options.Target == PrecisionRecallTarget.Precision && precision < options.Value
            ? FormattableString.Invariant($"; no limit reaches {options.Value:0.###}, this one comes closest") : "";
        return Limit.At(sample, Name, limit, FormattableString.Invariant(
            $"Read from the precision-recall curve of these rows' labels: precision {precision:0.###}, recall {recall:0.###}{missed}.")).WithLabelsUsed();
    }

    private (int Flagged, int Hits) Choose(LabelledScores labelled)
    {
        var (best, chosen) = (double.NegativeInfinity, (Flagged: 0, Hits: 0));
        foreach (var cut in labelled.Cuts())
        {
            if (cut.Hits == 0)
            {
                continue;
            }

            var (precision, recall) = ((double)cut.Hits / cut.Flagged, (double)cut.Hits / labelled.Positives);
            var worth = options.Target switch
            {
                // Enough precision is worth more recall; too little is worth less than any, the less the farther off. On equal recall the higher limit stays.
                PrecisionRecallTarget.Precision => precision >= options.Value ? recall : precision - options.Value - 1,
                PrecisionRecallTarget.Recall => recall >= options.Value ? 2 - ((double)cut.Flagged / labelled.Scores.Length) : recall,
                _ => -Math.Abs(precision - recall),
            };
            (best, chosen) = worth > best ? (worth, cut) : (best, chosen);
        }

        return chosen;
    }
}
