using Kilter.Detectors.Networks;
using Kilter.Detectors.Reconstruction;

namespace Kilter.Detectors.Forecasting;

/// <summary>Settings of detectors whose network forecasts the end of a window from the samples before it.</summary>
public sealed record ForecasterOptions
{
    /// <summary>W, the samples in a window: those to forecast from, and the last ones to forecast. Range [3, 4096]. Default 26.</summary>
    public int Window { get; init => field = Guard.InRange(value, 3, 4096); } = 26;

    /// <summary>A, the last samples of a window, forecast from those before it. Range [1, 512]. Default 1.</summary>
    public int Ahead { get; init => field = Guard.InRange(value, 1, 512); } = 1;

    /// <summary>Widths of the layers. Each in [1, 4096]. Empty (default): the detector's own.</summary>
    public IReadOnlyList<int> Units { get; init => field = Checked(value); } = [];

    /// <summary>
    /// Whether the network forecasts the change from the last sample it sees, and is shown the changes of all of them, rather than levels alone. A network that gives
    /// nothing is then as good as persistence, so that persistence can be beaten. Default true.
    /// </summary>
    public bool Difference { get; init; } = true;

    /// <summary>How residuals become a score. Default: their size in spreads.</summary>
    public ForecastScore Score { get; init; }

    /// <summary>How one score is made of the channels. Default: the largest.</summary>
    public Combine Combine { get; init; }

    /// <summary>How the network is trained.</summary>
    public NetworkOptions Training { get; init; } = new();

    /// <summary>The settings as help shows them.</summary>
    internal static IReadOnlyList<SettingSpec> Specs(string units, NetworkOptions training) =>
    [
        new("units", "auto", "auto, or numbers like 64,16", $"widths of the layers; auto: {units}"),
        new("ahead", "1", "1 to 512", "samples to forecast: the last ones of a window"),
        DifferenceSpec,
        ForecastScoreSetting.Spec,
        CombineSetting.Spec,
        .. training.Specs,
    ];

    /// <summary>How the setting "difference" is shown in help.</summary>
    internal static SettingSpec DifferenceSpec { get; } = new("difference", "on", "on, off", "forecast the change from the last sample seen, rather than the level");

    /// <summary>The options that the settings ask for.</summary>
    /// <exception cref="ArgumentException">A setting does not fit; the message says what would.</exception>
    internal static ForecasterOptions Of(Settings settings, NetworkOptions training) => new()
    {
        Window = settings.WholeNumber("window", 26),
        Ahead = settings.WholeNumber("ahead", 1),
        Units = AutoencoderOptions.UnitsOf(settings),
        Difference = DifferenceOf(settings),
        Score = ForecastScoreSetting.Of(settings),
        Combine = CombineSetting.Of(settings),
        Training = training.Read(settings),
    };

    /// <summary>The setting "difference".</summary>
    /// <exception cref="ArgumentException">It is neither on nor off.</exception>
    internal static bool DifferenceOf(Settings settings) => settings.Text("difference", "on") switch
    {
        "on" => true,
        "off" => false,
        var other => throw new ArgumentException($"'difference' is \"{other}\"; it must be on or off."),
    };

    private static IReadOnlyList<int> Checked(IReadOnlyList<int> units)
    {
        ArgumentNullException.ThrowIfNull(units);
        return [.. units.Select(u => Guard.InRange(u, 1, 4096, nameof(Units)))];
    }
}
