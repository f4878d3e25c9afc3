using Kilter.Reports.Figures;

namespace Kilter.Reports.FigureKinds;

/// <summary>How the values of groups spread, side by side: scores of two classes after each epoch, and the like.</summary>
public static class BoxPlots
{
    /// <summary>The figure: at each place one box a class.</summary>
    /// <param name="places">Names along the axis, such as epochs.</param>
    /// <param name="classes">Name, colour, and for each place the values.</param>
    /// <param name="across">What the places are: "epoch".</param>
    /// <param name="label">What the values are: "score".</param>
    /// <param name="logarithmic">Values on a logarithmic axis.</param>
    /// <param name="caption">How to read it.</param>
    public static Figure Of(
        IReadOnlyList<string> places, IReadOnlyList<(string Name, MarkColour Colour, IReadOnlyList<double[]> Values)> classes, string across = "epoch", string label = "score", bool logarithmic = false, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(classes);
        var width = 0.8 / Math.Max(1, classes.Count);
        var marks = classes.Select((one, k) =>
        {
            Guard.Length(one.Values.Count, places.Count, nameof(classes));
            var boxes = one.Values.Select((values, p) => (p, values)).Where(at => at.values.Any(double.IsFinite))
                .Select(at => BoxSummary.Of(at.p - 0.4 + (width * (k + 0.5)), at.values));
            return (IMark)new Boxes([.. boxes]) { Name = one.Name, Colour = one.Colour, Width = width * 0.82 };
        });
        return new()
        {
            Name = "box-plots",
            Title = $"Spread of the {label} by {across}",
            Caption = caption.Length > 0 ? caption : "Box: middle half and median. Whiskers: 1st and 99th percentile. Dots: values beyond.",
            Panels = [new() { X = Axis.Named(across, [.. places]), Y = logarithmic ? Axis.Logarithmic(label) : Axis.FromNought(label), Marks = [.. marks] }],
        };
    }
}
