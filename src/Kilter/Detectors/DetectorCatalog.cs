using Kilter.Detectors.Ensembles;

namespace Kilter.Detectors;

/// <summary>Every detector there is, by name.</summary>
/// <remarks>A plain list, sorted by name and without reflection: to add a detector, add its entry here.</remarks>
public static class DetectorCatalog
{
    /// <summary>All entries, in ordinal order of their names.</summary>
    public static IReadOnlyList<DetectorEntry> All { get; } =
    [
        new()
        {
            Name = "auto",
            Family = "Ensembles",
            FindsBest = "anything; start here",
            WeakAt = "shapes that differ while levels, activity and forecasts stay",
            Channels = "any",
            FitCost = "fast",
            Source = "R. A. Fisher, Statistical Methods for Research Workers, 1932",
            Create = _ => new AutoDetector(),
            Read = FittedAuto.Read,
        },
    ];

    /// <summary>The entry of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the closest and lists all.</exception>
    public static DetectorEntry Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var entry in All)
        {
            if (string.Equals(entry.Name, name, StringComparison.Ordinal))
            {
                return entry;
            }
        }

        string[] names = [.. All.Select(entry => entry.Name)];
        var closest = ClosestName.Of(name, names);
        throw new ArgumentException(
            $"There is no detector '{name}'.{(closest is null ? "" : $" Closest: {closest}.")} Detectors: {string.Join(", ", names)}.", nameof(name));
    }
}
