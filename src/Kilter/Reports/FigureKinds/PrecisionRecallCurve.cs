using Kilter.Reports.Figures;
using Kilter.Reports.Words;

namespace Kilter.Reports.FigureKinds;

/// <summary>Precision against recall for all limits: is the ranking good when anomalies are rare?</summary>
public static class PrecisionRecallCurve
{
    /// <summary>The figure.</summary>
    /// <param name="recall">Shares of anomalies found.</param>
    /// <param name="precision">Shares of flags that were right, as many.</param>
    /// <param name="prevalence">Share of anomalies among all: the precision of guessing.</param>
    /// <param name="averagePrecision">The area under the steps; NaN when not known.</param>
    /// <param name="chosen">Recall and precision at the limit in use; null to mark none.</param>
    /// <param name="caption">On which rows, and whether labels chose the limit.</param>
    public static Figure Of(double[] recall, double[] precision, double prevalence, double averagePrecision = double.NaN, (double Recall, double Precision)? chosen = null, string caption = "")
        => new() { Name = "precision-recall", Title = "Precision against recall", Caption = caption, Panels = [Panel(recall, precision, prevalence, averagePrecision, chosen)] };

    /// <summary>The same as a panel.</summary>
    public static Panel Panel(double[] recall, double[] precision, double prevalence, double averagePrecision = double.NaN, (double Recall, double Precision)? chosen = null)
    {
        ArgumentNullException.ThrowIfNull(recall);
        ArgumentNullException.ThrowIfNull(precision);

        // Recall falls where limits rise; steps hold from the left, so they are drawn from low recall to high.
        var falling = recall.Length > 1 && recall[0] > recall[^1];
        List<IMark> marks =
        [
            new Line([0, 1], [prevalence, prevalence]) { Name = "guessing", Colour = MarkColour.Quiet, Dashed = true },
            new Line(falling ? [.. recall.Reverse()] : recall, falling ? [.. precision.Reverse()] : precision) { Name = "this detector", Width = 2, Steps = true },
        ];
        if (chosen is { } at)
        {
            marks.Add(new Remark(at.Recall, at.Precision, $"limit: precision {Numbers.Share(at.Precision)}, recall {Numbers.Share(at.Recall)}"));
        }

        return new()
        {
            Title = double.IsFinite(averagePrecision) ? $"Average precision {averagePrecision:F3}" : "",
            X = Axis.Share("recall"),
            Y = Axis.Share("precision"),
            Marks = marks,
            Height = 360,
            Square = true,
        };
    }
}
