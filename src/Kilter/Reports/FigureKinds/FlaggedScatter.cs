using Kilter.Reports.Figures;

namespace Kilter.Reports.FigureKinds;

/// <summary>Two channels against each other, flagged samples ringed, over lines of equal density.</summary>
public static class FlaggedScatter
{
    private const int Grid = 80;

    /// <summary>The figure.</summary>
    /// <param name="x">First channel; one value a sample.</param>
    /// <param name="y">Second channel.</param>
    /// <param name="flags">True where a sample is flagged; null for none.</param>
    /// <param name="xLabel">Name of the first channel.</param>
    /// <param name="yLabel">Name of the second.</param>
    /// <param name="density">The log density at a place, for contours; null for none.</param>
    /// <param name="levels">Log densities of the contours; null for seven, each a tenth of the one before, below the highest.</param>
    /// <param name="limit">The log density of the limit, drawn as the contour of its own; NaN for none.</param>
    /// <param name="caption">How to read it.</param>
    public static Figure Of(
        double[] x, double[] y, bool[]? flags, string xLabel, string yLabel, Func<double, double, double>? density = null, double[]? levels = null, double limit = double.NaN, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        Guard.Length(y.Length, x.Length, nameof(y));
        Guard.Length(flags?.Length ?? x.Length, x.Length, nameof(flags));
        var marks = new List<IMark>();
        if (density is not null)
        {
            marks.AddRange(Contours(x, y, density, levels, limit));
        }

        marks.Add(new Points(x, y) { Name = "samples", Size = 3.6, Opacity = 0.7 });
        var flagged = Enumerable.Range(0, x.Length).Where(i => flags is not null && flags[i]).ToArray();
        marks.Add(new Points([.. flagged.Select(i => x[i])], [.. flagged.Select(i => y[i])]) { Name = flagged.Length > 0 ? $"flagged ({Words.Numbers.Count(flagged.Length)})" : null, Colour = MarkColour.Event, Marker = Marker.Ring, Size = 9 });
        return new()
        {
            Name = "flagged-scatter",
            Title = "One channel against the other",
            Caption = caption,
            Panels = [new() { X = Axis.Linear(xLabel), Y = Axis.Linear(yLabel), Marks = marks, Height = 360 }],
        };
    }

    private static IEnumerable<IMark> Contours(double[] x, double[] y, Func<double, double, double> density, double[]? levels, double limit)
    {
        var (gx, gy) = (Places(x), Places(y));
        var values = new double[Grid * Grid];
        for (var r = 0; r < Grid; r++)
        {
            for (var c = 0; c < Grid; c++)
            {
                values[(r * Grid) + c] = Math.Max(density(gx[c], gy[r]), -1e6);
            }
        }

        var top = values.Max();
        yield return new Contour(gx, gy, values, levels ?? [.. Enumerable.Range(1, 7).Select(k => top - ((8 - k) * 2.302585092994046))]) { Name = "equal density", Colour = MarkColour.Quiet };
        if (double.IsFinite(limit))
        {
            yield return new Contour(gx, gy, values, [limit]) { Name = "limit" };
        }
    }

    private static double[] Places(double[] values)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (low, high) = (finite.Min(), finite.Max());
        var pad = 0.06 * (high > low ? high - low : 1);
        return [.. Enumerable.Range(0, Grid).Select(k => low - pad + ((high - low + (2 * pad)) * k / (Grid - 1)))];
    }
}
