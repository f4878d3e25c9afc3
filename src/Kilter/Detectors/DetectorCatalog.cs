namespace Kilter.Detectors;

/// <summary>Every detector there is, by name.</summary>
/// <remarks>A plain list, sorted by name and without reflection: to add a detector, add its entry here.</remarks>
public static class DetectorCatalog
{
    /// <summary>All entries, in ordinal order of their names.</summary>
    public static IReadOnlyList<DetectorEntry> All { get; } =
    [
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
