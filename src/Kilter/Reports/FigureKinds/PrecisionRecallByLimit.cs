using Kilter.Reports.Figures;
using Kilter.Reports.Words;

namespace Kilter.Reports.FigureKinds;

/// <summary>Precision, recall and their F measure for every possible limit.</summary>
public static class PrecisionRecallByLimit
{
    /// <summary>The figure.</summary>
    /// <param name="limits">Limits, increasing.</param>
    /// <param name="precision">Precision at each, in [0, 1]; NaN where nothing is flagged. One more value than there are limits is accepted and left out: the end of a precision-recall curve has no limit.</param>
    /// <param name="recall">Recall at each, as many as <paramref name="precision"/>.</param>
    /// <param name="beta">The weight of recall in F; null to draw no F.</param>
    /// <param name="chosen">The limit in use, marked; null for none.</param>
    /// <param name="logarithmic">Limits on a logarithmic axis.</param>
    /// <param name="caption">On which rows, and the like.</param>
    public static Figure Of(double[] limits, double[] precision, double[] recall, double? beta = 1, double? chosen = null, bool logarithmic = false, string caption = "")
        => new()
        {
            Name = "precision-recall-by-limit",
            Title = "Precision and recall for every limit",
            Caption = caption,
            Panels = [Panel(limits, precision, recall, beta, chosen, logarithmic)],
        };

    /// <summary>The same as a panel, as for one channel of several.</summary>
    public static Panel Panel(double[] limits, double[] precision, double[] recall, double? beta = 1, double? chosen = null, bool logarithmic = false, string title = "")
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(precision);
        ArgumentNullException.ThrowIfNull(recall);
        Guard.Length(recall.Length, precision.Length, nameof(recall));
        var (p, r) = precision.Length == limits.Length + 1 ? (precision[..^1], recall[..^1]) : (precision, recall);
        Guard.Length(p.Length, limits.Length, nameof(precision));
        List<IMark> marks =
        [
            new Line(limits, p) { Name = "precision", Width = 1.8 },
            new Line(limits, r) { Name = "recall", Colour = MarkColour.Normal, Width = 1.8, Dashed = true },
        ];
        if (beta is { } b)
        {
            marks.Add(new Line(limits, [.. p.Zip(r, (x, y) => F(x, y, b))]) { Name = "F" + Numbers.TrimZeros(Numbers.Value(b)), Colour = MarkColour.Limit, Width = 1.2 });
        }

        if (chosen is { } at)
        {
            marks.Add(new Rule(at, "limit " + Numbers.Value(at)) { Upright = true });
        }

        return new()
        {
            Title = title,
            X = new Axis { Label = "limit", Kind = logarithmic ? AxisKind.Logarithmic : AxisKind.Linear },
            Y = Axis.Share("share"),
            Marks = marks,
        };
    }

    private static double F(double precision, double recall, double beta)
    {
        var below = (beta * beta * precision) + recall;
        return below > 0 ? (1 + (beta * beta)) * precision * recall / below : double.IsNaN(below) ? double.NaN : 0;
    }
}
