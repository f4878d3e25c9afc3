namespace Kilter.Detectors;

/// <summary>How one score is made of the channels' deviations.</summary>
public enum Combine
{
    /// <summary>The largest deviation: one channel is enough.</summary>
    Max,

    /// <summary>The root of the mean squared deviation: many small ones count too.</summary>
    Mean,
}

/// <summary>Reads <see cref="Combine"/> from settings.</summary>
internal static class CombineSetting
{
    /// <summary>How the setting is shown in help.</summary>
    public static SettingSpec Spec { get; } = new("combine", "max", "max, mean", "one score of several channels: the largest deviation, or the root of their mean square");

    /// <summary>The setting's value.</summary>
    /// <exception cref="ArgumentException">It is neither "max" nor "mean".</exception>
    public static Combine Of(Settings settings) => settings.Text("combine", "max") switch
    {
        "max" => Combine.Max,
        "mean" => Combine.Mean,
        var other => throw new ArgumentException($"'combine' is \"{other}\"; it must be max or mean."),
    };
}
