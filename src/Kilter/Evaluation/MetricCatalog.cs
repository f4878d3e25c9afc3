using Kilter.Evaluation.Metrics;

namespace Kilter.Evaluation;

/// <summary>Every metric by name, in alphabetical order.</summary>
public static class MetricCatalog
{
    /// <summary>The metrics of scores against labels.</summary>
    public static IReadOnlyList<MetricEntry> Entries { get; } =
    [
        new()
        {
            Name = "accuracy",
            Title = "Accuracy",
            Says = "share of samples judged rightly; high by itself where anomalies are rare",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Samples,
            NeedsLimit = true,
            UndefinedWhen = "there are no samples",
            Source = "C. J. van Rijsbergen, Information Retrieval, 1979",
            Measure = d => Confusion.Of(d.Labels, d.Flags).Accuracy,
        },
        new()
        {
            Name = "affiliation-f1",
            Title = "Affiliation F1",
            Says = "how near alarms and labelled stretches lie, both ways; alarms at random get about 0.67",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Ranges,
            Standing = MetricStanding.Optimistic,
            NeedsLimit = true,
            UndefinedWhen = "nothing is labelled",
            Source = "A. Huet et al., Local evaluation of time series anomaly detection algorithms, 2022",
            Measure = d => Affiliation.Of(d.Ranges, d.Alarms, d.Count).Value,
        },
        new()
        {
            Name = "affiliation-precision",
            Title = "Affiliation precision",
            Says = "how near alarms lie to what is labelled; at random 0.5",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Ranges,
            Standing = MetricStanding.Optimistic,
            NeedsLimit = true,
            UndefinedWhen = "nothing is labelled or nothing flagged",
            Source = "A. Huet et al., Local evaluation of time series anomaly detection algorithms, 2022",
            Measure = d => Affiliation.Of(d.Ranges, d.Alarms, d.Count).Precision,
        },
        new()
        {
            Name = "affiliation-recall",
            Title = "Affiliation recall",
            Says = "how near what is labelled lies to an alarm; at random 0.5 to 1",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Ranges,
            Standing = MetricStanding.Optimistic,
            NeedsLimit = true,
            UndefinedWhen = "nothing is labelled",
            Source = "A. Huet et al., Local evaluation of time series anomaly detection algorithms, 2022",
            Measure = d => Affiliation.Of(d.Ranges, d.Alarms, d.Count).Recall,
        },
        new()
        {
            Name = "average-precision",
            Title = "Average precision",
            Says = "precision averaged over all limits (PR-AUC as a step sum); no skill is the share of labelled samples",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Ranking,
            NeedsLimit = false,
            UndefinedWhen = "nothing is labelled",
            Source = "T. Saito, M. Rehmsmeier, The precision-recall plot is more informative, 2015",
            Measure = d => d.Ranked.Negatives == 0 ? double.NaN : PrecisionRecallCurve.AveragePrecision(d.Ranked),
        },
        new()
        {
            Name = "balanced-accuracy",
            Title = "Balanced accuracy",
            Says = "mean of the shares judged rightly among labelled and other samples; no skill is 0.5",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Samples,
            NeedsLimit = true,
            UndefinedWhen = "the labels hold one class only",
            Source = "C. J. van Rijsbergen, Information Retrieval, 1979",
            Measure = d => Confusion.Of(d.Labels, d.Flags).BalancedAccuracy,
        },
        new()
        {
            Name = "best-f1",
            Title = "Best F1",
            Says = "F1 at the limit that is best by these very labels",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Samples,
            Standing = MetricStanding.Oracle,
            NeedsLimit = false,
            UndefinedWhen = "nothing is labelled",
            Source = "C. J. van Rijsbergen, Information Retrieval, 1979",
            Measure = d => PrecisionRecallCurve.Best(d.Ranked).Value,
        },
        new()
        {
            Name = "composite-f1",
            Title = "Composite F1",
            Says = "precision over samples with recall over labelled stretches",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Ranges,
            NeedsLimit = true,
            UndefinedWhen = "nothing is labelled",
            Source = "A. Garg et al., An evaluation of anomaly detection and diagnosis in multivariate time series, 2021",
            Measure = d => CompositeF.Of(d.Labels, d.Flags).Value,
        },
        new()
        {
            Name = "events-found",
            Title = "Stretches found",
            Says = "share of labelled stretches met by an alarm, inside or early",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Alarms,
            NeedsLimit = true,
            UndefinedWhen = "nothing is labelled",
            Source = "A. Lavin, S. Ahmad, Evaluating real-time anomaly detection algorithms, 2015",
            Measure = d => Hits(d).Recall,
        },
        new()
        {
            Name = "f1",
            Title = "F1",
            Says = "balance of precision and recall over samples",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Samples,
            NeedsLimit = true,
            UndefinedWhen = "nothing is labelled and nothing flagged",
            Source = "C. J. van Rijsbergen, Information Retrieval, 1979",
            Measure = d => Confusion.Of(d.Labels, d.Flags).FBeta(1),
        },
        new()
        {
            Name = "f2",
            Title = "F2",
            Says = "the same with recall weighing twice as much",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Samples,
            NeedsLimit = true,
            UndefinedWhen = "nothing is labelled and nothing flagged",
            Source = "C. J. van Rijsbergen, Information Retrieval, 1979",
            Measure = d => Confusion.Of(d.Labels, d.Flags).FBeta(2),
        },
        new()
        {
            Name = "false-alarm-rate",
            Title = "False alarm rate",
            Says = "share of samples without a label that are flagged",
            Range = "0 to 1",
            HigherIsBetter = false,
            Family = MetricFamily.Samples,
            NeedsLimit = true,
            UndefinedWhen = "every sample is labelled",
            Source = "T. Fawcett, An introduction to ROC analysis, 2006",
            Measure = d => Confusion.Of(d.Labels, d.Flags).FalseAlarmRate,
        },
        new()
        {
            Name = "false-alarms",
            Title = "False alarms",
            Says = "alarms that meet no labelled stretch",
            Range = "a count",
            HigherIsBetter = false,
            Family = MetricFamily.Alarms,
            NeedsLimit = true,
            UndefinedWhen = "never",
            Source = "A. Lavin, S. Ahmad, Evaluating real-time anomaly detection algorithms, 2015",
            Measure = d => Hits(d).FalseAlarms.Count,
        },
        new()
        {
            Name = "lead",
            Title = "Mean lead",
            Says = "samples from the first flag of a stretch to its end, over stretches found",
            Range = "samples",
            HigherIsBetter = true,
            Family = MetricFamily.Alarms,
            NeedsLimit = true,
            UndefinedWhen = "no labelled stretch is found",
            Source = "A. Lavin, S. Ahmad, Evaluating real-time anomaly detection algorithms, 2015",
            Measure = d => Hits(d).MeanLead,
        },
        new()
        {
            Name = "miss-rate",
            Title = "Miss rate",
            Says = "share of labelled samples that are not flagged",
            Range = "0 to 1",
            HigherIsBetter = false,
            Family = MetricFamily.Samples,
            NeedsLimit = true,
            UndefinedWhen = "nothing is labelled",
            Source = "C. J. van Rijsbergen, Information Retrieval, 1979",
            Measure = d => Confusion.Of(d.Labels, d.Flags).MissRate,
        },
        new()
        {
            Name = "nab-standard",
            Title = "NAB, standard",
            Says = "earliest alarm in each stretch earns, false alarms cost; no alarm is 0, perfection 100; the start is not judged",
            Range = "up to 100",
            HigherIsBetter = true,
            Family = MetricFamily.Alarms,
            NeedsLimit = true,
            UndefinedWhen = "nothing is labelled",
            Source = "A. Lavin, S. Ahmad, Evaluating real-time anomaly detection algorithms, 2015",
            Measure = d => NabScore.At([new(d.Scores.ToArray(), d.Ranges)], NabProfile.Standard, FlagLimit(d)).Value,
        },
        new()
        {
            Name = "point-adjusted-f1",
            Title = "Point-adjusted F1",
            Says = "F1 when one flag in a labelled stretch counts as all of it; random scores do well (optimistic)",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Samples,
            Standing = MetricStanding.Optimistic,
            NeedsLimit = true,
            UndefinedWhen = "nothing is labelled and nothing flagged",
            Source = "S. Kim et al., Towards a rigorous evaluation of time-series anomaly detection, 2022",
            Measure = d => PointAdjusted.Of(d.Labels, d.Flags).FBeta(1),
        },
        new()
        {
            Name = "precision",
            Title = "Precision",
            Says = "share of flagged samples that are labelled",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Samples,
            NeedsLimit = true,
            UndefinedWhen = "nothing is flagged",
            Source = "C. J. van Rijsbergen, Information Retrieval, 1979",
            Measure = d => Confusion.Of(d.Labels, d.Flags).Precision,
        },
        new()
        {
            Name = "range-f1",
            Title = "Range F1",
            Says = "balance of range precision and range recall",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Ranges,
            NeedsLimit = true,
            UndefinedWhen = "nothing is labelled",
            Source = "N. Tatbul et al., Precision and recall for time series, 2018",
            Measure = d => RangeBased.Of(d.Ranges, d.Alarms, new()).Value,
        },
        new()
        {
            Name = "range-precision",
            Title = "Range precision",
            Says = "mean share of an alarm that is labelled, fragments punished",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Ranges,
            NeedsLimit = true,
            UndefinedWhen = "nothing is flagged",
            Source = "N. Tatbul et al., Precision and recall for time series, 2018",
            Measure = d => RangeBased.Of(d.Ranges, d.Alarms, new()).Precision,
        },
        new()
        {
            Name = "range-recall",
            Title = "Range recall",
            Says = "mean share of a labelled stretch that is flagged, fragments punished",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Ranges,
            NeedsLimit = true,
            UndefinedWhen = "nothing is labelled",
            Source = "N. Tatbul et al., Precision and recall for time series, 2018",
            Measure = d => RangeBased.Of(d.Ranges, d.Alarms, new()).Recall,
        },
        new()
        {
            Name = "recall",
            Title = "Recall",
            Says = "share of labelled samples that are flagged",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Samples,
            NeedsLimit = true,
            UndefinedWhen = "nothing is labelled",
            Source = "C. J. van Rijsbergen, Information Retrieval, 1979",
            Measure = d => Confusion.Of(d.Labels, d.Flags).Recall,
        },
        new()
        {
            Name = "roc-auc",
            Title = "ROC AUC",
            Says = "chance that a labelled sample scores above another; no skill is 0.5",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Ranking,
            NeedsLimit = false,
            UndefinedWhen = "the labels hold one class only",
            Source = "T. Fawcett, An introduction to ROC analysis, 2006",
            Measure = d => RocCurve.Area(d.Ranked),
        },
        new()
        {
            Name = "vus-pr",
            Title = "VUS-PR",
            Says = "average precision with blurred edges, over limits and widths",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Ranking,
            NeedsLimit = false,
            UndefinedWhen = "the labels hold one class only",
            Source = "J. Paparrizos et al., Volume under the surface, 2022",
            Measure = d => VolumeUnderSurface.Of(d.Scores, d.Labels, d.Options.EdgeSamples).PrecisionRecall,
        },
        new()
        {
            Name = "vus-roc",
            Title = "VUS-ROC",
            Says = "ROC AUC with blurred edges, over limits and widths",
            Range = "0 to 1",
            HigherIsBetter = true,
            Family = MetricFamily.Ranking,
            NeedsLimit = false,
            UndefinedWhen = "the labels hold one class only",
            Source = "J. Paparrizos et al., Volume under the surface, 2022",
            Measure = d => VolumeUnderSurface.Of(d.Scores, d.Labels, d.Options.EdgeSamples).Roc,
        },
    ];

    /// <summary>The metrics in the order of tables: what one would have got first, oracles next, optimistic ones last; within these alarms, samples, ranking, ranges.</summary>
    public static IReadOnlyList<MetricEntry> InReadingOrder { get; } = [.. Entries.OrderBy(e => e.Standing).ThenBy(e => e.Family)];

    /// <summary>The entry of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the closest and all of them.</exception>
    public static MetricEntry Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Entries.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.Ordinal))
            ?? throw new ArgumentException($"There is no metric '{name}'. Closest: {Nearest.Of(name, Entries.Select(e => e.Name))}. All: {string.Join(", ", Entries.Select(e => e.Name))}.", nameof(name));
    }

    // The lowest score that is flagged: a limit by "at least", whatever the rule.
    private static double FlagLimit(JudgedScores data)
    {
        var limit = double.PositiveInfinity;
        for (var t = 0; t < data.Count; t++)
        {
            limit = data.Flags[t] ? Math.Min(limit, data.Scores[t]) : limit;
        }

        return limit;
    }

    private static WindowHits Hits(JudgedScores data) => WindowHits.Of(data.Ranges, data.Alarms, data.Options.EarlySamples);
}
