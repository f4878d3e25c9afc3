namespace Kilter.Detectors.Reconstruction;

/// <summary>Which samples of a rebuilt window make its score.</summary>
public enum StepScore
{
    /// <summary>The root of the mean square over all of them: steadier, and up to a window late at both ends (default).</summary>
    Mean,

    /// <summary>The last one: the sample that the score stands for. An anomaly ends when it ends.</summary>
    Last,

    /// <summary>The worst of them: an anomaly is seen as long as it is in the window.</summary>
    Max,

    /// <summary>
    /// Not what was left over, but how far from the channel's mean the last sample was rebuilt, in deviations: for signals that recur in noise. A narrow code has room for
    /// what recurs, so that is what comes back.
    /// </summary>
    Rebuilt,
}

/// <summary>Reads <see cref="StepScore"/> from settings.</summary>
internal static class StepScoreSetting
{
    /// <summary>How the setting is shown in help.</summary>
    public static SettingSpec Spec { get; } = new("score", "mean", "mean, last, max, rebuilt", "which samples of a window are compared with their reconstruction: all on average, the last, or the worst; rebuilt: how far from the mean the last one was rebuilt");

    /// <summary>The setting's value.</summary>
    /// <exception cref="ArgumentException">It is none of these.</exception>
    public static StepScore Of(Settings settings) => settings.Text("score", "mean") switch
    {
        "last" => StepScore.Last,
        "mean" => StepScore.Mean,
        "max" => StepScore.Max,
        "rebuilt" => StepScore.Rebuilt,
        var other => throw new ArgumentException($"'score' is \"{other}\"; it must be mean, last, max or rebuilt."),
    };
}
