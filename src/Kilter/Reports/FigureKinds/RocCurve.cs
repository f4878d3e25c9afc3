using Kilter.Reports.Figures;
using Kilter.Reports.Words;

namespace Kilter.Reports.FigureKinds;

/// <summary>The share of anomalies found against the share of normal samples flagged, for all limits, with the diagonal of guessing.</summary>
public static class RocCurve
{
    /// <summary>The figure. For rare anomalies show <see cref="PrecisionRecallCurve"/> beside it.</summary>
    /// <param name="falsePositiveRate">Shares of normal samples flagged, from 0 to 1.</param>
    /// <param name="truePositiveRate">Shares of anomalies found, as many.</param>
    /// <param name="area">The area under the curve.</param>
    /// <param name="chosen">The two shares at the limit in use; null to mark none.</param>
    /// <param name="caption">On which rows, and the like.</param>
    public static Figure Of(double[] falsePositiveRate, double[] truePositiveRate, double area, (double FalsePositiveRate, double TruePositiveRate)? chosen = null, string caption = "")
        => new() { Name = "roc", Title = "Found against falsely flagged (ROC)", Caption = caption, Panels = [Panel(falsePositiveRate, truePositiveRate, area, chosen)] };

    /// <summary>The same as a panel.</summary>
    public static Panel Panel(double[] falsePositiveRate, double[] truePositiveRate, double area, (double FalsePositiveRate, double TruePositiveRate)? chosen = null)
    {
        List<IMark> marks =
        [
            new Line([0, 1], [0, 1]) { Name = "guessing", Colour = MarkColour.Quiet, Dashed = true },
            new Line(falsePositiveRate, truePositiveRate) { Name = "this detector", Width = 2 },
        ];
        if (chosen is { } at)
        {
            marks.Add(new Remark(at.FalsePositiveRate, at.TruePositiveRate, $"limit: {Numbers.Share(at.TruePositiveRate)} found, {Numbers.Share(at.FalsePositiveRate)} falsely flagged"));
        }

        return new() { Title = $"Area {area:F3}", X = Axis.Share("share of normal flagged"), Y = Axis.Share("share of anomalies found"), Marks = marks, Height = 360, Square = true };
    }
}
