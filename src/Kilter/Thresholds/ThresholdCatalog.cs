namespace Kilter.Thresholds;

/// <summary>Every threshold rule by name, in alphabetical order.</summary>
public static class ThresholdCatalog
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<ThresholdEntry> Entries { get; } =
    [
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
            Settings = [new("deviations", "3", "0 to 1e6", "k, in standard deviations")],
            Create = settings => new MeanDeviationThreshold(new() { Deviations = settings.Number("deviations", 3) }),
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
            Name = QuantileThreshold.Name,
            Does = "the score that a share of normal running does not pass",
            UseWhen = "plenty of clean data and a share in mind",
            Source = "R. J. Hyndman, Y. Fan, Sample quantiles in statistical packages, 1996",
            Settings = [new("share", "0.999", "0 to 1", "share of the scores that stay below the limit")],
            Create = settings => new QuantileThreshold(new() { Share = settings.Number("share", 0.999) }),
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
}
