using Kilter.Frames;

namespace Kilter.Evaluation;

/// <summary>When a score at the limit is flagged.</summary>
public enum LimitRule
{
    /// <summary>A score equal to the limit is flagged (the rule of reports: 1 × limit is an alarm).</summary>
    AtLeast,

    /// <summary>Only a score above the limit is flagged.</summary>
    Above,
}

/// <summary>How scores are judged.</summary>
public sealed record JudgedScoresOptions
{
    /// <summary>The limit in the unit of the scores; null when there is none, then only metrics without a limit are defined.</summary>
    public double? Limit { get; init; }

    /// <summary>Whether a score equal to the limit is flagged. Default: it is.</summary>
    public LimitRule Rule { get; init; }

    /// <summary>How many samples before a labelled stretch an alarm counts as early rather than false. Range [0, 1e9]. Default 0.</summary>
    public int EarlySamples { get; init => field = Guard.InRange(value, 0, 1_000_000_000); }

    /// <summary>Flags with at most this many quiet samples between them are one alarm. Range [0, 1e9]. Default 0.</summary>
    public int MergeGap { get; init => field = Guard.InRange(value, 0, 1_000_000_000); }

    /// <summary>How many samples wide the blurred edge of VUS may grow. Range [0, 10,000]. Default 100, as in TSB-AD.</summary>
    public int EdgeSamples { get; init => field = Guard.InRange(value, 0, 10_000); } = 100;

    /// <summary>Why metrics that need a limit are left undefined although there is one; null to measure them.</summary>
    public string? LimitRefused { get; init; }
}

/// <summary>Scores beside the human truth: what every metric is measured on. Immutable.</summary>
/// <remarks>
/// A sample without a score (NaN) is never flagged: in metrics with a limit a labelled one is missed. Metrics without a limit rank what has a score, and
/// <see cref="Unscored"/> says how many have none. Cost: O(T log T) when ranked metrics are asked for.
/// </remarks>
public sealed class JudgedScores
{
    private readonly double[] _scores;
    private readonly bool[] _labels;
    private readonly bool[]? _flags;

    /// <summary>Pairs scores (T) with labels (T), true for anomalous.</summary>
    /// <exception cref="ArgumentException">The lengths differ, a score is infinite, or a limit is not finite.</exception>
    public JudgedScores(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, JudgedScoresOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (scores.Length != labels.Length)
        {
            throw new ArgumentException(FormattableString.Invariant($"There are {scores.Length} scores and {labels.Length} labels; one label a score is needed."), nameof(labels));
        }

        if (options.Limit is { } limit && !double.IsFinite(limit))
        {
            throw new ArgumentException(FormattableString.Invariant($"The limit is {limit}; a finite number is needed."), nameof(options));
        }

        for (var t = 0; t < scores.Length; t++)
        {
            if (double.IsInfinity(scores[t]))
            {
                throw new ArgumentException(FormattableString.Invariant($"The score of sample {t} is {scores[t]}; a finite number is needed, or NaN where there is none."), nameof(scores));
            }
        }

        _scores = scores.ToArray();
        _labels = labels.ToArray();
        Options = options;
        _flags = options.Limit is null ? null : FlagsOf(options);
        Ranges = LabelSet.FromFlags(labels).Ranges;
        Alarms = _flags is null ? [] : Merged(LabelSet.FromFlags(_flags).Ranges, options.MergeGap);
        Ranked = RankedScores.Of(_scores, _labels);
    }

    /// <summary>How they are judged.</summary>
    public JudgedScoresOptions Options { get; }

    /// <summary>Samples T.</summary>
    public int Count => _scores.Length;

    /// <summary>The scores (T); NaN where there is none.</summary>
    public ReadOnlySpan<double> Scores => _scores;

    /// <summary>True for labelled samples (T).</summary>
    public ReadOnlySpan<bool> Labels => _labels;

    /// <summary>True when there is a limit that may be judged.</summary>
    public bool HasFlags => _flags is not null && Options.LimitRefused is null;

    /// <summary>True for flagged samples (T).</summary>
    /// <exception cref="InvalidOperationException">There is no limit.</exception>
    public ReadOnlySpan<bool> Flags => _flags ?? throw new InvalidOperationException("There are no flags without a limit.");

    /// <summary>The labelled stretches, in order.</summary>
    public IReadOnlyList<SampleRange> Ranges { get; }

    /// <summary>The runs of flags after merging, in order; empty without a limit.</summary>
    public IReadOnlyList<SampleRange> Alarms { get; }

    /// <summary>The scored samples by falling score, ties together.</summary>
    public RankedScores Ranked { get; }

    /// <summary>Samples without a score.</summary>
    public int Unscored => Count - (int)Ranked.Count;

    private bool[] FlagsOf(JudgedScoresOptions options)
    {
        var flags = new bool[_scores.Length];
        for (var t = 0; t < flags.Length; t++)
        {
            flags[t] = options.Rule == LimitRule.AtLeast ? _scores[t] >= options.Limit : _scores[t] > options.Limit;
        }

        return flags;
    }

    private static List<SampleRange> Merged(IReadOnlyList<SampleRange> runs, int gap)
    {
        var merged = new List<SampleRange>();
        foreach (var run in runs)
        {
            if (merged.Count > 0 && run.Start - merged[^1].End <= gap)
            {
                merged[^1] = new SampleRange(merged[^1].Start, run.End);
            }
            else
            {
                merged.Add(run);
            }
        }

        return merged;
    }
}
