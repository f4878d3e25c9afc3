using System.Globalization;
using Kilter.Detectors.Networks;

namespace Kilter.Detectors.Reconstruction;

/// <summary>Settings of detectors that rebuild a window through a narrow code, and score what they cannot rebuild.</summary>
public sealed record AutoencoderOptions
{
    /// <summary>W, the samples in a window. Range [1, 4096]. Default 32.</summary>
    public int Window { get; init => field = Guard.InRange(value, 1, 4096); } = 32;

    /// <summary>Widths of the layers down to the code, which comes last; the way up mirrors them. Each in [1, 4096]. Empty (default): chosen by the size of a window.</summary>
    public IReadOnlyList<int> Units { get; init => field = Checked(value); } = [];

    /// <summary>Which samples make the score. Default all of them: on six SKAB files and five made-up records that found more, at fewer false alarms, than the last or the worst.</summary>
    public StepScore Score { get; init; }

    /// <summary>
    /// The share of training windows that is rebuilt worst and left out, before the network is trained anew; done twice. For training stretches that hold anomalies.
    /// Range [0, 0.5]. Default 0: trained once, on all. Three times the time otherwise.
    /// </summary>
    public double Trim { get; init => field = Guard.InRange(value, 0.0, 0.5); }

    /// <summary>How one score is made of the channels. Default: the largest.</summary>
    public Combine Combine { get; init; }

    /// <summary>How the network is trained.</summary>
    public NetworkOptions Training { get; init; } = new();

    /// <summary>The settings as help shows them: <paramref name="own"/> first, then those that all of these detectors have.</summary>
    /// <param name="units">What the layers are when none are given, in words.</param>
    /// <param name="training">The detector's own defaults of training.</param>
    /// <param name="own">Settings of this detector alone.</param>
    internal static IReadOnlyList<SettingSpec> Specs(string units, NetworkOptions training, params IEnumerable<SettingSpec> own) =>
    [
        .. own,
        new("units", "auto", "auto, or numbers like 64,16", $"widths of the layers down to the code; auto: {units}"),
        StepScoreSetting.Spec,
        new("trim", "0", "0 to 0.5", "share of training windows, those rebuilt worst, left out before training anew, twice; for training that may hold anomalies"),
        CombineSetting.Spec,
        .. training.Specs,
    ];

    /// <summary>The options that the settings ask for.</summary>
    /// <exception cref="ArgumentException">A setting does not fit; the message says what would.</exception>
    internal static AutoencoderOptions Of(Settings settings, NetworkOptions training) => new()
    {
        Window = settings.WholeNumber("window", 32),
        Units = UnitsOf(settings),
        Score = StepScoreSetting.Of(settings),
        Trim = settings.Number("trim", 0),
        Combine = CombineSetting.Of(settings),
        Training = training.Read(settings),
    };

    /// <summary>The widths that the setting "units" names; none for "auto".</summary>
    /// <exception cref="ArgumentException">The text is neither.</exception>
    internal static IReadOnlyList<int> UnitsOf(Settings settings)
    {
        var text = settings.Text("units", "auto");
        if (text == "auto")
        {
            return [];
        }

        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var units = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.Integer, CultureInfo.InvariantCulture, out units[i]))
            {
                throw new ArgumentException($"'units' is \"{text}\"; it must be auto, or whole numbers with commas between: 64,16.");
            }
        }

        return units;
    }

    private static IReadOnlyList<int> Checked(IReadOnlyList<int> units)
    {
        ArgumentNullException.ThrowIfNull(units);
        return [.. units.Select(u => Guard.InRange(u, 1, 4096, nameof(Units)))];
    }
}
