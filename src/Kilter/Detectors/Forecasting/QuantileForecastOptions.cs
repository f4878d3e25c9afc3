using Kilter.Detectors.Networks;
using Kilter.Detectors.Reconstruction;

namespace Kilter.Detectors.Forecasting;

/// <summary>What of a forecast band makes the score.</summary>
public enum BandScore
{
    /// <summary>How far outside the band the value lies, in widths of the band (default).</summary>
    Outside,

    /// <summary>How wide the band is, in median widths of normal running: how unsure the network is.</summary>
    Width,

    /// <summary>The sum of the two.</summary>
    Both,
}

/// <summary>Settings of <see cref="QuantileForecastDetector"/>.</summary>
public sealed record QuantileForecastOptions
{
    /// <summary>W, the samples in a window: the last is forecast from those before it. Range [3, 4096]. Default 26.</summary>
    public int Window { get; init => field = Guard.InRange(value, 3, 4096); } = 26;

    /// <summary>Widths of the LSTM layers. Each in [1, 4096]. Default 32.</summary>
    public IReadOnlyList<int> Units { get; init => field = [.. value.Select(u => Guard.InRange(u, 1, 4096, nameof(Units)))]; } = [32];

    /// <summary>The quantile of the lower border. Range [0.001, 0.49]. Default 0.05.</summary>
    public double Low { get; init => field = Guard.InRange(value, 0.001, 0.49); } = 0.05;

    /// <summary>The quantile of the upper border. Range [0.51, 0.999]. Default 0.95.</summary>
    public double High { get; init => field = Guard.InRange(value, 0.51, 0.999); } = 0.95;

    /// <summary>
    /// Forecasts that are drawn with dropout left on, an even number; the borders are the same quantiles over the draws of their heads. 0 for one forecast without dropout.
    /// Range [0, 1000]. Default 16.
    /// </summary>
    public int Passes
    {
        get;
        init => field = Guard.InRange(value, 0, 1000) % 2 == 0 && value != 2 ? value
            : throw new ArgumentOutOfRangeException(nameof(Passes), value, $"'Passes' is {value}; it must be 0, or an even number from 4 on.");
    } = 16;

    /// <summary>Whether the LSTM layers read the samples before the last in both directions. Default false.</summary>
    public bool Bidirectional { get; init; }

    /// <summary>Whether the change from the last sample seen is forecast, rather than the level. Default true.</summary>
    public bool Difference { get; init; } = true;

    /// <summary>What of the band makes the score. Default: how far outside it the value lies.</summary>
    public BandScore Score { get; init; }

    /// <summary>How one score is made of the channels. Default: the largest.</summary>
    public Combine Combine { get; init; }

    /// <summary>How the network is trained; its dropout is that of the passes too.</summary>
    public NetworkOptions Training { get; init; } = new() { Dropout = 0.1 };

    /// <summary>The settings as help shows them.</summary>
    internal static IReadOnlyList<SettingSpec> Specs(NetworkOptions training) =>
    [
        new("units", "32", "numbers like 64,16", "widths of the LSTM layers"),
        new("low", "0.05", "0.001 to 0.49", "quantile of the lower border"),
        new("high", "0.95", "0.51 to 0.999", "quantile of the upper border"),
        new("passes", "16", "0, or even from 4 to 1000", "forecasts drawn with dropout left on; 0 for one without"),
        new("bidirectional", "off", "on, off", "read the samples before the last in both directions"),
        ForecasterOptions.DifferenceSpec,
        new("score", "outside", "outside, width, both", "how far outside the band a value lies, how wide the band is, or the sum"),
        CombineSetting.Spec,
        .. training.Specs,
    ];

    /// <summary>The options that the settings ask for.</summary>
    /// <exception cref="ArgumentException">A setting does not fit; the message says what would.</exception>
    internal static QuantileForecastOptions Of(Settings settings, NetworkOptions training) => new()
    {
        Window = settings.WholeNumber("window", 26),
        Units = AutoencoderOptions.UnitsOf(settings) is { Count: > 0 } units ? units : [32],
        Low = settings.Number("low", 0.05),
        High = settings.Number("high", 0.95),
        Passes = settings.WholeNumber("passes", 16),
        Bidirectional = settings.Text("bidirectional", "off") switch
        {
            "on" => true,
            "off" => false,
            var other => throw new ArgumentException($"'bidirectional' is \"{other}\"; it must be on or off."),
        },
        Difference = ForecasterOptions.DifferenceOf(settings),
        Score = settings.Text("score", "outside") switch
        {
            "outside" => BandScore.Outside,
            "width" => BandScore.Width,
            "both" => BandScore.Both,
            var other => throw new ArgumentException($"'score' is \"{other}\"; it must be outside, width or both."),
        },
        Combine = CombineSetting.Of(settings),
        Training = training.Read(settings),
    };
}
