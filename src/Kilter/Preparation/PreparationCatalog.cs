using Kilter.Cleaning;

namespace Kilter.Preparation;

/// <summary>Every preparation by name, in alphabetical order. A plain list: to add one, add an entry.</summary>
public static class PreparationCatalog
{
    private const string Measured = "measured units";
    private static readonly MissingPolicy[] Rules = [MissingPolicy.Hold, MissingPolicy.Interpolate, MissingPolicy.Backward, MissingPolicy.Both];

    /// <summary>The preparations.</summary>
    public static IReadOnlyList<PreparationEntry> Entries { get; } =
    [
        new()
        {
            Name = CalendarPreparation.Name,
            Does = "adds channels that say the hour, the weekday, and whether people are awake",
            UseWhen = "a network or a neighbour search should tell night from day",
            Shows = Measured + "; added channels are not shown",
            Source = "Intel Analytics Zoo, Anomaly detection using RNN, 2018",
            Example = "calendar add=hour,awake",
            Settings =
            [
                new("add", "hour,weekday,awake", "hour, weekday, awake, day-circle, week-circle", "what to add, parted by commas; a circle is two channels, sine and cosine"),
                new("awake", "scala", "scala or notebook", "hours that count as awake: 6 to 23, or those and the hour after midnight"),
            ],
            Create = settings => new CalendarPreparation(new()
            {
                Add = [.. settings.Text("add", "hour,weekday,awake").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ChannelNamed)],
                Awake = Choice(settings, "awake", "scala", "notebook") == 1 ? AwakeRule.Notebook : AwakeRule.Scala,
            }),
            Read = FittedCalendar.Read,
        },
        new()
        {
            Name = ChannelsPreparation.Name,
            Does = "keeps or leaves out channels by name",
            UseWhen = "some channels are codes, or speak of something else",
            Shows = Measured + " of the channels kept",
            Source = "plain selection",
            Example = "channels drop=flow,c2",
            Settings =
            [
                new("keep", "", "names, parted by commas", "the channels to keep; quote a setting that holds spaces"),
                new("drop", "", "names, parted by commas", "the channels to leave out"),
            ],
            Create = settings => new ChannelsPreparation(new() { Keep = Names(settings, "keep"), Drop = Names(settings, "drop") }),
            Read = artifact => FittedSelection.Read(ChannelsPreparation.Name, artifact),
        },
        new()
        {
            Name = DifferencePreparation.Name,
            Does = "turns values into changes since some samples earlier",
            UseWhen = "the level drifts and only its changes matter, or a season of known length is strong",
            Shows = Measured,
            Source = "G. E. P. Box, G. M. Jenkins, Time series analysis, 1970",
            Example = "difference lag=48",
            Settings = [new("lag", "1", "1 to 1,000,000", "how many samples earlier; the length of a season takes that season out")],
            Create = settings => new DifferencePreparation(new() { Lag = settings.WholeNumber("lag", 1) }),
            Read = FittedDifference.Read,
        },
        new()
        {
            Name = DropConstantPreparation.Name,
            Does = "leaves out channels that never change in training",
            UseWhen = "many channels are constants of the plant",
            Shows = Measured + " of the channels kept",
            Source = "polaris (Libre Space Foundation), 2020",
            Example = "drop-constant",
            Create = _ => new DropConstantPreparation(),
            Read = artifact => FittedSelection.Read(DropConstantPreparation.Name, artifact),
        },
        new()
        {
            Name = DropMissingPreparation.Name,
            Does = "leaves out channels, then samples, that are mostly missing",
            UseWhen = "telemetry comes in parts",
            Shows = Measured + "; samples left out have no score",
            Source = "polaris (Libre Space Foundation), 2020",
            Example = "drop-missing channels=30 samples=60",
            Settings =
            [
                new("channels", "30", "above 0 to 100", "percentage of missing training values from which a channel is dropped"),
                new("samples", "60", "above 0 to 100", "percentage of missing values, over the channels kept, from which a sample is dropped"),
            ],
            Create = settings => new DropMissingPreparation(new() { ChannelPercent = settings.Number("channels", 30), SamplePercent = settings.Number("samples", 60) }),
            Read = artifact => FittedSelection.Read(DropMissingPreparation.Name, artifact),
        },
        new()
        {
            Name = FillPreparation.Name,
            Does = "fills missing values here, before the next preparation",
            UseWhen = "the next one cannot use a sample with a hole, as spectrum cannot",
            Shows = Measured,
            LooksAhead = "yes, except rule=hold: a later value stands in for an earlier one, so it fits records, not live data",
            Source = "R. J. A. Little, D. B. Rubin, Statistical analysis with missing data, 1987",
            Example = "fill rule=both limit=1000000",
            Settings =
            [
                new("rule", "hold", "hold, interpolate, backward or both", "the last value; a line between neighbours; the next value; the last, then the next for what is left"),
                new("limit", "10", "0 to 1e9", "samples in a row that may be filled"),
            ],
            Create = settings => new FillPreparation(new()
            {
                Policy = Rules[Choice(settings, "rule", "hold", "interpolate", "backward", "both")],
                HoldLimit = settings.WholeNumber("limit", 10),
            }),
            Read = FittedFill.Read,
        },
        new()
        {
            Name = LogRatioPreparation.Name,
            Does = "the logarithm of a value over what is usual at that hour of that weekday",
            UseWhen = "demand or traffic follows the week, and a tenth more means the same by night as by day; positive values only",
            Shows = Measured,
            Source = "M. Cerliani, Anomaly detection with LSTM in Keras, 2019",
            Example = "log-ratio slot=30",
            Settings =
            [
                new("slot", "60", "1 to 1440", "minutes of a slot of the day with a mean of its own"),
                new("by", "week", "week or day", "whether each weekday has means of its own"),
                new("spread", "none", "none or day", "day: divide by the standard deviation of that slot of the day in training"),
                new("floor", "1e-6", "1e-12 to 0.5", "smallest ratio: lower, zero and negative values are taken as this share of their mean"),
            ],
            Create = settings => new LogRatioPreparation(new()
            {
                SlotMinutes = settings.WholeNumber("slot", 60),
                ByWeekday = Choice(settings, "by", "week", "day") == 0,
                Standardize = Choice(settings, "spread", "none", "day") == 1,
                Floor = settings.Number("floor", 1e-6),
            }),
            Read = FittedLogRatio.Read,
        },
        new()
        {
            Name = SpectrumPreparation.Name,
            Does = "the energy in bands of frequency over each window",
            UseWhen = "vibration: faults change how a thing shakes, not its level",
            Shows = "prepared units: there is no way back",
            Source = "J. W. Cooley, J. W. Tukey, An algorithm for the machine calculation of complex Fourier series, 1965",
            Example = "spectrum window=64 bands=4",
            Settings =
            [
                new("window", "64", "4 to 1,048,576", "samples of a window"),
                new("stride", "1", "1 to 1,048,576", "samples between the starts of two windows"),
                new("bands", "4", "1 to 64, at most half the window", "bands of equal width between 0 and half the sampling rate"),
                new("form", "plain", "plain or log", "the energies, or their logarithms"),
            ],
            Create = settings => new SpectrumPreparation(new()
            {
                Length = settings.WholeNumber("window", 64),
                Stride = settings.WholeNumber("stride", 1),
                Bands = settings.WholeNumber("bands", 4),
                Log = Choice(settings, "form", "plain", "log") == 1,
            }),
            Read = FittedSpectrum.Read,
        },
    ];

    /// <summary>Makes the preparation that a stage names: "log-ratio", "calendar add=hour,awake awake=notebook", "channels \"drop=Motor current\"".</summary>
    /// <exception cref="ArgumentException">There is no such preparation, it has no such setting, or a setting does not fit; the message says what would.</exception>
    public static IPreparation Create(string stage)
    {
        var (name, settings) = StageText.Read(stage);
        var entry = Find(name);
        foreach (var setting in settings.Names)
        {
            if (!entry.Settings.Any(s => string.Equals(s.Name, setting, StringComparison.Ordinal)))
            {
                var takes = entry.Settings.Count == 0 ? "none" : string.Join(", ", entry.Settings.Select(s => s.Name));
                throw new ArgumentException($"The preparation '{name}' has no setting '{setting}'. It takes: {takes}.", nameof(stage));
            }
        }

        return entry.Create(settings);
    }

    /// <summary>The entry of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the closest and all of them.</exception>
    public static PreparationEntry Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Entries.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.Ordinal))
            ?? throw new ArgumentException($"There is no preparation '{name}'. Closest: {Nearest.Of(name, Entries.Select(e => e.Name))}. All: {string.Join(", ", Entries.Select(e => e.Name))}.", nameof(name));
    }

    private static string[] Names(Settings settings, string name)
        => settings.Text(name, "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static CalendarChannel ChannelNamed(string name) => name switch
    {
        "hour" => CalendarChannel.Hour,
        "weekday" => CalendarChannel.Weekday,
        "awake" => CalendarChannel.Awake,
        "day-circle" => CalendarChannel.DayCircle,
        "week-circle" => CalendarChannel.WeekCircle,
        _ => throw new ArgumentException($"'add' names \"{name}\"; it may name hour, weekday, awake, day-circle, week-circle."),
    };

    private static int Choice(Settings settings, string name, params string[] words)
    {
        var text = settings.Text(name, words[0]);
        var place = Array.IndexOf(words, text);
        return place >= 0 ? place : throw new ArgumentException($"'{name}' is \"{text}\"; it must be {string.Join(", ", words[..^1])} or {words[^1]}.", nameof(settings));
    }
}
