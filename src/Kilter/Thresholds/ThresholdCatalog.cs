namespace Kilter.Thresholds;

/// <summary>Every threshold rule by name, in alphabetical order.</summary>
public static class ThresholdCatalog
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<ThresholdEntry> Entries { get; } =
    [
        new()
        {
            Name = BestF1Threshold.Name,
            Does = "the best F1 against labels",
            UseWhen = "labelled data set aside for it; judge on other rows",
            Source = "A. Ng, Machine Learning (course), 2011",
            NeedsLabels = true,
            Create = _ => new BestF1Threshold(),
        },
        new()
        {
            Name = BudgetThreshold.Name,
            Does = "as many alerts a week as you allow",
            UseWhen = "start here; say how many alerts you can look at",
            Source = "A. C. Davison, R. L. Smith, Models for exceedances over high thresholds, 1990",
            Create = _ => new BudgetThreshold(),
        },
        new()
        {
            Name = DynamicThreshold.Name,
            Does = "what calms smoothed scores most for the fewest alarms",
            UseWhen = "scores of no known distribution that may hold anomalies; stretches, not single samples",
            Source = "K. Hundman et al., Detecting Spacecraft Anomalies Using LSTMs and Nonparametric Dynamic Thresholding, 2018",
            Settings =
            [
                new("block", "2100", "50 to 1e7", "scores judged together"),
                new("smoothing", "105", "1 to 1e6", "span of the smoothing in samples; 1 for none"),
                new("least-drop", "0.13", "0 to 1", "by how much of itself a peak must stand above the next lower one"),
            ],
            Create = settings => new DynamicThreshold(new()
            {
                Block = settings.WholeNumber("block", 2100),
                Smoothing = settings.WholeNumber("smoothing", 105),
                LeastDrop = settings.Number("least-drop", 0.13),
            }),
        },
        new()
        {
            Name = FixedThreshold.Name,
            Does = "a raw score you give",
            UseWhen = "the limit is known beforehand",
            Source = "W. A. Shewhart, Economic control of quality of manufactured product, 1931",
            Settings = [new("value", "1", "above 0", "the raw score at which an alarm starts")],
            Create = settings => new FixedThreshold(new() { Value = settings.Number("value", 1) }),
        },
        new()
        {
            Name = GaussianTailThreshold.Name,
            Does = "a probability under a normal curve through the scores",
            UseWhen = "scores are near normal; too many alarms when they are not",
            Source = "S. Ahmad et al., Unsupervised real-time anomaly detection for streaming data, 2017",
            Settings = [new("probability", "1e-4", "1e-15 to 0.5", "chance that one score of normal running passes the limit")],
            Create = settings => new GaussianTailThreshold(new() { Probability = settings.Number("probability", 1e-4) }),
        },
        new()
        {
            Name = MeanDeviationThreshold.Name,
            Does = "the mean of the scores plus k standard deviations",
            UseWhen = "to compare with systems that use it",
            Source = "W. A. Shewhart, Economic control of quality of manufactured product, 1931",
            Settings =
            [
                new("deviations", "3", "0 to 1e6", "k, in standard deviations"),
                new("sides", "one", "one, two", "flag high scores only, or low ones too"),
            ],
            Create = settings => new MeanDeviationThreshold(new()
            {
                Deviations = settings.Number("deviations", 3),
                TwoSided = Choice(settings, "sides", "one", "two") == "two",
            }),
        },
        new()
        {
            Name = PeakSumThreshold.Name,
            Does = "the mean distance gathered between peaks, and a margin",
            UseWhen = "scores are distances between neighbouring windows",
            Source = "betsi, a library for behaviour extraction in time series, 2020",
            Settings = [new("margin", "150", "-99 to 1e6", "percent added to the mean")],
            Create = settings => new PeakSumThreshold(new() { MarginPercent = settings.Number("margin", 150) }),
        },
        new()
        {
            Name = PeaksOverThreshold.Name,
            Does = "a probability under a fitted tail of extreme scores",
            UseWhen = "each sample counts by itself; clean data, thousands of samples",
            Source = "A. Siffer et al., Anomaly detection in streams with extreme value theory, 2017",
            Settings =
            [
                new("level", "0.98", "0.5 to 0.9999", "share of scores below the start of the tail"),
                new("probability", "1e-4", "1e-12 to 0.5", "chance that one score of normal running passes the limit"),
            ],
            Create = settings => new PeaksOverThreshold(new()
            {
                Level = settings.Number("level", 0.98),
                Probability = settings.Number("probability", 1e-4),
            }),
        },
        new()
        {
            Name = PrecisionRecallThreshold.Name,
            Does = "a stated precision or recall against labels",
            UseWhen = "labelled data set aside for it; judge on other rows",
            Source = "C. Ranjan, LSTM autoencoder for extreme rare event classification, 2019",
            NeedsLabels = true,
            Settings =
            [
                new("target", "precision", "precision, recall, crossing", "what is asked of the curve"),
                new("value", "0.9", "0 to 1", "how much of it; has no meaning at the crossing"),
            ],
            Create = settings => new PrecisionRecallThreshold(new()
            {
                Target = Choice(settings, "target", "precision", "recall", "crossing") switch
                {
                    "precision" => PrecisionRecallTarget.Precision,
                    "recall" => PrecisionRecallTarget.Recall,
                    _ => PrecisionRecallTarget.Crossing,
                },
                Value = settings.Number("value", 0.9),
            }),
        },
        new()
        {
            Name = QuantileThreshold.Name,
            Does = "the score that a share of normal running does not pass",
            UseWhen = "plenty of clean data and a share in mind",
            Source = "R. J. Hyndman, Y. Fan, Sample quantiles in statistical packages, 1996",
            Settings = [new("share", "0.999", "0 to 1", "share of the scores that stay below the limit")],
            Create = settings => new QuantileThreshold(new() { Share = settings.Number("share", 0.999) }),
        },
        new()
        {
            Name = TopPercentThreshold.Name,
            Does = "the highest few percent of the scores",
            UseWhen = "to compare with systems that use it: it flags as many in any record",
            Source = "Intel Analytics Zoo, AnomalyDetector, 2018",
            Settings =
            [
                new("percent", "5", "0 to 100", "percent of the scores"),
                new("equal", "no", "no, yes", "flag scores equal to the smallest of them too"),
            ],
            Create = settings => new TopPercentThreshold(new()
            {
                Percent = settings.Number("percent", 5),
                Inclusive = Choice(settings, "equal", "no", "yes") == "yes",
            }),
        },
        new()
        {
            Name = TwoClusterThreshold.Name,
            Does = "the smaller of two clusters, the one of higher scores",
            UseWhen = "what is looked for recurs, and nobody labelled any of it",
            Source = "W. D. Fisher, On grouping for maximum homogeneity, 1958",
            Create = _ => new TwoClusterThreshold(),
        },
    ];

    /// <summary>Makes the rule of that name.</summary>
    /// <exception cref="ArgumentException">There is no such rule, it has no such setting, or a setting does not fit; the message says what would.</exception>
    public static IThreshold Create(string name, Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var entry = Find(name);
        foreach (var setting in settings.Names)
        {
            if (!entry.Settings.Any(s => string.Equals(s.Name, setting, StringComparison.Ordinal)))
            {
                var takes = entry.Settings.Count == 0 ? "none" : string.Join(", ", entry.Settings.Select(s => s.Name));
                throw new ArgumentException($"The threshold '{entry.Name}' has no setting '{setting}'. It takes: {takes}.", nameof(settings));
            }
        }

        return entry.Create(settings);
    }

    /// <summary>The entry of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the closest and all of them.</exception>
    public static ThresholdEntry Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Entries.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.Ordinal))
            ?? throw new ArgumentException($"There is no threshold '{name}'. Closest: {Nearest.Of(name, Entries.Select(e => e.Name))}. All: {string.Join(", ", Entries.Select(e => e.Name))}.", nameof(name));
    }

    private static string Choice(Settings settings, string name, params ReadOnlySpan<string> known)
    {
        var text = settings.Text(name, known[0]);
        return known.Contains(text) ? text : throw new ArgumentException($"'{name}' is \"{text}\"; it must be one of {string.Join(", ", known.ToArray())}.", nameof(settings));
    }
}
