namespace Kilter.Sources;

/// <summary>What to say about the values of one channel in one snapshot.</summary>
public enum SnapshotStatistic
{
    /// <summary>The mean of the absolute values.</summary>
    MeanAbsolute,

    /// <summary>The root of the mean square.</summary>
    RootMeanSquare,

    /// <summary>The greatest absolute value.</summary>
    Peak,

    /// <summary>The fourth moment about the mean over the squared variance: 3 for normal noise, more for shocks. NaN for a channel that stands still.</summary>
    Kurtosis,

    /// <summary>The variance in four bands of frequency: four numbers.</summary>
    Bands,
}

/// <summary>Settings of <see cref="SnapshotSource"/>.</summary>
public sealed record SnapshotOptions
{
    private static readonly (string Word, SnapshotStatistic Value)[] Words =
    [
        ("mean-abs", SnapshotStatistic.MeanAbsolute), ("rms", SnapshotStatistic.RootMeanSquare), ("peak", SnapshotStatistic.Peak),
        ("kurtosis", SnapshotStatistic.Kurtosis), ("bands", SnapshotStatistic.Bands),
    ];

    /// <summary>The folder.</summary>
    public required string Folder { get; init; }

    /// <summary>What to say about each channel of each file. Default: the mean of the absolute values.</summary>
    public IReadOnlyList<SnapshotStatistic> Statistics { get; init; } = [SnapshotStatistic.MeanAbsolute];

    /// <summary>The .NET format of the time that file names start with. Default yyyy.MM.dd.HH.mm.ss.</summary>
    public string TimeFormat { get; init; } = "yyyy.MM.dd.HH.mm.ss";

    /// <summary>Takes the first line of each file for a header, whatever it holds. Loses a row of files without one, as the original bearing study did. Default false.</summary>
    public bool FirstLineIsHeader { get; init; }

    /// <summary>What may follow <c>snapshots:FOLDER?</c>, joined by &amp;.</summary>
    internal static IReadOnlyList<SettingSpec> Settings { get; } =
    [
        new("stats", "mean-abs", string.Join(", ", Words.Select(w => w.Word)), "what to say about each channel of each file, parted by commas"),
        new("time", "yyyy.MM.dd.HH.mm.ss", "a .NET format", "how file names start"),
        new("header", "no", "yes or no", "whether the first line of each file is a header even where it holds numbers"),
    ];

    /// <summary>The options that <c>FOLDER?stats=mean-abs,rms&amp;header=yes</c> describes; the scheme in front may be left out.</summary>
    /// <exception cref="DataException">The text does not fit; the message says what would.</exception>
    public static SnapshotOptions Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        const string scheme = "snapshots:";
        var rest = text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? text[scheme.Length..] : text;
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var options = new SnapshotOptions { Folder = question < 0 ? rest : rest[..question] };
        foreach (var part in question < 0 ? [] : rest[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = equals < 0 ? (part, "") : (part[..equals], part[(equals + 1)..]);
            options = key switch
            {
                "stats" => options with { Statistics = StatisticsOf(text, value) },
                "time" when value.Length > 0 => options with { TimeFormat = value },
                "header" when value is "yes" or "no" => options with { FirstLineIsHeader = value == "yes" },
                _ => throw Wrong(text, $"'{part}' does not fit."),
            };
        }

        return options.Folder.Length > 0 ? options : throw Wrong(text, "No folder is named.");
    }

    private static SnapshotStatistic[] StatisticsOf(string text, string value)
    {
        var names = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var found = names.Select(name => Array.FindIndex(Words, w => w.Word == name)).ToArray();
        return found.Length > 0 && Array.TrueForAll(found, f => f >= 0) && found.Distinct().Count() == found.Length
            ? [.. found.Select(f => Words[f].Value)]
            : throw Wrong(text, $"'stats={value}' does not fit.");
    }

    private static DataException Wrong(string text, string what) => new($"{what}")
    {
        File = text,
        IsUsage = true,
        Expected = [.. Settings.Select(s => $"{s.Name}: {s.Range}.")],
        Try = ["snapshots:FOLDER?stats=mean-abs,kurtosis"],
    };
}
