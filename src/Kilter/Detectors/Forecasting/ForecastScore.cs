namespace Kilter.Detectors.Forecasting;

/// <summary>How the residuals of a forecast become a score.</summary>
public enum ForecastScore
{
    /// <summary>Their size, on both sides, in robust spreads of the residuals of normal running (default).</summary>
    Absolute,

    /// <summary>Their size where the value lies above its forecast; 0 below.</summary>
    Above,

    /// <summary>Their size where the value lies below its forecast; 0 above.</summary>
    Below,

    /// <summary>−ln P(a larger absolute residual) under a normal distribution of absolute residuals: one-sided.</summary>
    Gaussian,

    /// <summary>−ln of the density of the residuals under a normal distribution a step ahead.</summary>
    LogDensity,

    /// <summary>The Mahalanobis length of the residuals of all steps ahead and all channels together, over the root of their number.</summary>
    Mahalanobis,
}

/// <summary>Reads <see cref="ForecastScore"/> from settings.</summary>
internal static class ForecastScoreSetting
{
    /// <summary>How the setting is shown in help.</summary>
    public static SettingSpec Spec { get; } = new(
        "score", "absolute", "absolute, above, below, gaussian, log-density, mahalanobis",
        "residuals in spreads (on both sides or one), their improbability (gaussian, log-density), or their joint distance over all steps ahead");

    /// <summary>The setting's value.</summary>
    /// <exception cref="ArgumentException">It is none of the six.</exception>
    public static ForecastScore Of(Settings settings) => settings.Text("score", "absolute") switch
    {
        "absolute" => ForecastScore.Absolute,
        "above" => ForecastScore.Above,
        "below" => ForecastScore.Below,
        "gaussian" => ForecastScore.Gaussian,
        "log-density" => ForecastScore.LogDensity,
        "mahalanobis" => ForecastScore.Mahalanobis,
        var other => throw new ArgumentException($"'score' is \"{other}\"; it must be absolute, above, below, gaussian, log-density or mahalanobis."),
    };
}
