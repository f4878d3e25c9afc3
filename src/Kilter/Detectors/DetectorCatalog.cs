using Kilter.Detectors.Distance;
using Kilter.Detectors.Distribution;
using Kilter.Detectors.Ensembles;
using Kilter.Detectors.Forecasting;
using Kilter.Detectors.Labelling;
using Kilter.Detectors.Online;
using Kilter.Detectors.Reconstruction;
using Kilter.Detectors.Trees;

namespace Kilter.Detectors;

/// <summary>Every detector there is, by name.</summary>
/// <remarks>A plain list, sorted by name and without reflection: to add a detector, add its line here.</remarks>
public static class DetectorCatalog
{
    /// <summary>All entries, in ordinal order of their names.</summary>
    public static IReadOnlyList<DetectorEntry> All { get; } =
    [
        new()
        {
            Name = "auto",
            Family = "Ensembles",
            FindsBest = "anything; start here",
            WeakAt = "shapes that differ while levels, activity and forecasts stay",
            Channels = "any",
            FitCost = "fast",
            Source = "R. A. Fisher, Statistical Methods for Research Workers, 1932",
            Create = _ => new AutoDetector(),
            Read = FittedAuto.Read,
        },
        BehaviourAutoencoderDetector.Entry,
        CnnLstmAutoencoderDetector.Entry,
        ConditionalAutoencoderDetector.Entry,
        ConvAutoencoderDetector.Entry,
        ConvForecastDetector.Entry,
        DenseAutoencoderDetector.Entry,
        DenseForecastDetector.Entry,
        EwmaDetector.Entry,
        LimitsDetector.Entry,
        GaussianDetector.Entry,
        GruAutoencoderDetector.Entry,
        GruForecastDetector.Entry,
        IsolationForestDetector.Entry,
        KnnDetector.Entry,
        LinearForecastDetector.Entry,
        LstmAutoencoderDetector.Entry,
        LstmForecastDetector.Entry,
        MedianMadDetector.Entry,
        OneClassSvmDetector.Entry,
        PcaDetector.Entry,
        PersistenceDetector.Entry,
        PointLabellerDetector.Entry,
        QuantileForecastDetector.Entry,
        RandomForestDetector.Entry,
        SeasonalNaiveDetector.Entry,
        StatefulForecastDetector.Entry,
        VariationalAutoencoderDetector.Entry,
    ];

    /// <summary>The entry of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the closest and all of them.</exception>
    public static DetectorEntry Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.Ordinal))
            ?? throw new ArgumentException($"There is no detector '{name}'. Closest: {Nearest.Of(name, All.Select(e => e.Name))}. All: {string.Join(", ", All.Select(e => e.Name))}.", nameof(name));
    }

    /// <summary>Makes the detector of that name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="settings">Its own settings, and "window" (samples in a window), which those that look at single samples leave aside.</param>
    /// <exception cref="ArgumentException">There is no such detector, it has no such setting, or a setting does not fit; the message says what would.</exception>
    public static IDetector Create(string name, Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var entry = Find(name);
        foreach (var setting in settings.Names)
        {
            if (setting != "window" && !entry.Settings.Any(s => string.Equals(s.Name, setting, StringComparison.Ordinal)))
            {
                var takes = entry.Settings.Count == 0 ? "none" : string.Join(", ", entry.Settings.Select(s => s.Name));
                throw new ArgumentException($"The detector '{entry.Name}' has no setting '{setting}'. It takes: {takes}.", nameof(settings));
            }
        }

        return entry.Create(settings);
    }
}
