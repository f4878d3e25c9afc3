using Kilter.Reports.Figures;

namespace Kilter.Reports.FigureKinds;

/// <summary>One number against a setting, such as the error by the length of the window: a line with a dot a value, one a series.</summary>
public static class ValueBySetting
{
    /// <summary>The figure.</summary>
    /// <param name="setting">What was varied.</param>
    /// <param name="value">What was measured.</param>
    /// <param name="unit">Its unit; null for none.</param>
    /// <param name="series">Name, colour, settings and values of each.</param>
    /// <param name="caption">How to read it.</param>
    public static Figure Of(string setting, string value, string? unit, IReadOnlyList<(string Name, MarkColour Colour, double[] Settings, double[] Values)> series, string caption = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        ArgumentNullException.ThrowIfNull(series);
        return new()
        {
            Name = "value-by-setting",
            Title = $"{char.ToUpperInvariant(value[0])}{value[1..]} by {setting}",
            Caption = caption,
            Panels =
            [
                new()
                {
                    X = Axis.Linear(setting),
                    Y = Axis.Linear(value, unit),
                    Marks = [.. series.SelectMany(s => new IMark[] { new Line(s.Settings, s.Values) { Name = s.Name, Colour = s.Colour }, new Points(s.Settings, s.Values) { Colour = s.Colour, Size = 6 } })],
                },
            ],
        };
    }
}
