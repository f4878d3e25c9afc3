using Kilter.Reports.Figures;

namespace Kilter.Reports.FigureKinds;

/// <summary>Windows or curves over what an autoencoder made of them: what could it not rebuild?</summary>
public static class RealAgainstRebuilt
{
    /// <summary>The figure: small multiples, one a curve, the ground between both lines washed.</summary>
    /// <param name="curves">Title, real values and rebuilt values of each.</param>
    /// <param name="label">What is measured.</param>
    /// <param name="across">What lies along the curve: "place", "sample".</param>
    /// <param name="caption">How to read it.</param>
    public static Figure Of(IReadOnlyList<(string Title, double[] Real, double[] Rebuilt)> curves, string label = "value", string across = "place", string caption = "")
    {
        ArgumentNullException.ThrowIfNull(curves);
        return new()
        {
            Name = "real-against-rebuilt",
            Title = "Real and rebuilt",
            Caption = caption,
            Columns = Math.Clamp(curves.Count, 1, 3),
            Panels = [.. curves.Select(c =>
            {
                var x = Enumerable.Range(0, c.Real.Length).Select(i => (double)i).ToArray();
                return new Panel
                {
                    Title = curves.Count > 1 ? c.Title : "",
                    X = Axis.Linear(across),
                    Y = Axis.Linear(label),
                    Height = curves.Count > 1 ? 170 : 240,
                    Marks =
                    [
                        new Band(x, [.. c.Real.Zip(c.Rebuilt, Math.Min)], [.. c.Real.Zip(c.Rebuilt, Math.Max)]) { Name = "residual", Colour = MarkColour.Event, Opacity = 0.2 },
                        new Line(x, c.Real) { Name = "real", Width = 1.8 },
                        new Line(x, c.Rebuilt) { Name = "rebuilt", Colour = MarkColour.Expected, Dashed = true, Width = 1.8 },
                    ],
                };
            })],
        };
    }
}
