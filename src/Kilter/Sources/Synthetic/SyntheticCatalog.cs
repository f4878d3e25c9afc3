namespace Kilter.Sources.Synthetic;

/// <summary>Every made-up signal and every kind of anomaly that can be planted in it. Plain lists: to add one, add a line.</summary>
public static class SyntheticCatalog
{
    internal static readonly ISignal[] AllSignals =
    [
        new EcgSignal(), new MachineSignal(), new PumpSignal(), new SatelliteSignal(), new SeasonalSignal(), new ServerSignal(), new SineSignal(),
    ];

    internal static readonly IAnomaly[] AllAnomalies =
    [
        new CorrelationBreak(), new Dip(), new Drift(), new FlatLine(), new FrequencyChange(), new Gap(), new LevelShift(), new MissingBeat(), new Spike(),
        new VarianceChange(),
    ];

    /// <summary>The signals, in alphabetical order.</summary>
    public static IReadOnlyList<SignalEntry> Signals { get; } = [.. AllSignals.Select(s => s.Entry)];

    /// <summary>The kinds of anomalies, in alphabetical order.</summary>
    public static IReadOnlyList<AnomalyEntry> Anomalies { get; } = [.. AllAnomalies.Select(a => a.Entry)];

    /// <summary>The settings that may follow <c>synth:NAME?</c>, joined by &amp;.</summary>
    public static IReadOnlyList<SettingSpec> Settings { get; } =
    [
        new("samples", "the signal's own", "[16, 1e8]", "how many samples to make"),
        new("days", "the signal's own", "above 0", "how many days to make; instead of samples"),
        new("step", "the signal's own", "a time such as 30s, 5m, 1h", "the time between samples"),
        new("seed", "42", "0 or a whole number above", "the seed of every random choice"),
        new("noise", "1", "[0, 100]", "times the sensors' own noise"),
        new("clean", "0.3", "[0.2, 0.9]", "the share at the start that stays without anomalies"),
        new("anomalies", "the signal's own", "none, all, or KIND[:CHANNEL][@MAGNITUDE][*COUNT], …", "what to plant, in order of time"),
    ];

    internal static ISignal? Signal(string name) => Array.Find(AllSignals, s => string.Equals(s.Entry.Name, name, StringComparison.OrdinalIgnoreCase));

    internal static IAnomaly? Anomaly(string kind) => Array.Find(AllAnomalies, a => string.Equals(a.Entry.Kind, kind, StringComparison.OrdinalIgnoreCase));
}
