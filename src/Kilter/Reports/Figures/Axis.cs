using Kilter.Frames;

namespace Kilter.Reports.Figures;

/// <summary>One axis of a panel. Its range comes from what is drawn unless <see cref="Low"/> or <see cref="High"/> fix a side.</summary>
public sealed record Axis
{
    /// <summary>What the axis measures: "loss", "score". Never empty.</summary>
    /// <exception cref="ArgumentException">The label is empty.</exception>
    public required string Label { get; init => field = !string.IsNullOrWhiteSpace(value) ? value : throw new ArgumentException("Every axis needs a label.", nameof(Label)); }

    /// <summary>The unit, or a remark beside the label; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>How values are placed.</summary>
    public AxisKind Kind { get; init; }

    /// <summary>The lower end; null to fit what is drawn. On a logarithmic axis it must be positive.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end; null to fit what is drawn.</summary>
    public double? High { get; init; }

    /// <summary>Zero is on the axis, as it must be for scores, counts and shares.</summary>
    public bool FromZero { get; init; }

    /// <summary>The names of a <see cref="AxisKind.Category"/> axis.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Ticks at places of one's own, instead of round numbers; those that would overlap are left out.</summary>
    public IReadOnlyList<(double At, string Text)>? Ticks { get; init; }

    /// <summary>An evenly divided axis that fits the data.</summary>
    public static Axis Linear(string label, string? unit = null) => new() { Label = label, Unit = unit };

    /// <summary>An evenly divided axis that starts at zero: scores, counts, losses.</summary>
    public static Axis FromNought(string label, string? unit = null) => new() { Label = label, Unit = unit, FromZero = true };

    /// <summary>A share from 0 to 1.</summary>
    public static Axis Share(string label) => new() { Label = label, Low = 0, High = 1 };

    /// <summary>A logarithmic axis.</summary>
    public static Axis Logarithmic(string label, string? unit = null) => new() { Label = label, Unit = unit, Kind = AxisKind.Logarithmic };

    /// <summary>Lengths of time, given in seconds.</summary>
    public static Axis Duration(string label) => new() { Label = label, Kind = AxisKind.Duration };

    /// <summary>Named places.</summary>
    public static Axis Named(string label, params IReadOnlyList<string> categories) => new() { Label = label, Kind = AxisKind.Category, Categories = categories };

    /// <summary>The clock of a record, or its row numbers where it has no time. <see cref="Places"/> gives the values that belong to it.</summary>
    public static Axis Of(TimeAxis time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return time.HasTime ? new() { Label = "time", Unit = "UTC", Kind = AxisKind.Time } : new() { Label = "row" };
    }

    /// <summary>Where the samples of a record lie on its axis: ticks, or row numbers. A new array of T values.</summary>
    public static double[] Places(TimeAxis time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var places = new double[time.Count];
        for (var t = 0; t < places.Length; t++)
        {
            places[t] = time[t];
        }

        return places;
    }

    /// <summary>The widest step a line over this record may bridge: three typical steps. Wider ones are gaps, and stay open.</summary>
    public static double Bridge(TimeAxis time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return time.Count > 2 ? 3.0 * time.TypicalStep() : double.PositiveInfinity;
    }
}
