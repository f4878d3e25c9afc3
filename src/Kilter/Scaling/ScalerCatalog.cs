using Kilter.Artifacts;

namespace Kilter.Scaling;

/// <summary>Every scaler by name. A plain list: to add one, add a line.</summary>
public static class ScalerCatalog
{
    /// <summary>All scalers, in alphabetical order.</summary>
    public static IReadOnlyList<ScalerEntry> Entries { get; } =
    [
        new()
        {
            Name = "min-max",
            Summary = "maps the training range to [low, high]",
            Settings =
            [
                new("low", "0", "[-1e9, 1e9]", "what the least training value becomes"),
                new("high", "1", "[-1e9, 1e9], above low", "what the greatest training value becomes"),
            ],
            Create = settings => new MinMaxScaler(new() { Low = settings.Number("low", 0), High = settings.Number("high", 1) }),
        },
        new()
        {
            Name = "none",
            Summary = "leaves every channel in its own unit",
            Create = _ => new PlainScaler(),
        },
        new()
        {
            Name = "robust",
            Summary = "takes away the median, divides by the quartile distance / 1.349: a few far values cannot move it",
            Settings =
            [
                new("spread", "iqr", "iqr or mad", "what to divide by: the quartile distance or the median absolute deviation"),
            ],
            Create = settings => new RobustScaler(new()
            {
                Spread = Choice(settings, "spread", "iqr", "mad") == "mad" ? RobustSpread.MedianDeviation : RobustSpread.QuartileRange,
            }),
        },
        new()
        {
            Name = "standard",
            Summary = "takes away the mean, divides by the standard deviation",
            Settings = [new("form", "population", "population or sample", "divide the squares by n or by n − 1")],
            Create = settings => new StandardScaler(new() { Sample = Choice(settings, "form", "population", "sample") == "sample" }),
        },
    ];

    /// <summary>Makes the scaler of that name.</summary>
    /// <exception cref="ArgumentException">There is no such scaler, or a setting does not fit; the message says what would.</exception>
    public static IScaler Create(string name, Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var entry = Entries.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.Ordinal))
            ?? throw new ArgumentException($"There is no scaler '{name}'. There are: {string.Join(", ", Entries.Select(e => e.Name))}.", nameof(name));
        foreach (var setting in settings.Names)
        {
            if (!entry.Settings.Any(s => string.Equals(s.Name, setting, StringComparison.Ordinal)))
            {
                var known = entry.Settings.Count == 0 ? "It takes none." : $"It takes: {string.Join(", ", entry.Settings.Select(s => s.Name))}.";
                throw new ArgumentException($"The scaler '{name}' has no setting '{setting}'. {known}", nameof(settings));
            }
        }

        return entry.Create(settings);
    }

    /// <summary>Reads back what <see cref="IFittedScaler.Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">An entry is missing or does not fit.</exception>
    public static IFittedScaler Read(ArtifactReader artifact)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        return FittedScaler.Read(artifact);
    }

    private static string Choice(Settings settings, string name, string first, string second)
    {
        var text = settings.Text(name, first);
        return text == first || text == second ? text : throw new ArgumentException($"'{name}' is \"{text}\"; it must be {first} or {second}.", nameof(settings));
    }
}
