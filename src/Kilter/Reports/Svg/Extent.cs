using Kilter.Reports.Figures;

namespace Kilter.Reports.Svg;

/// <summary>The lowest and highest finite value along one axis of what is drawn, and the lowest that is positive.</summary>
internal sealed class Extent
{
    /// <summary>The lowest; +∞ when there is none.</summary>
    public double Low { get; private set; } = double.PositiveInfinity;

    /// <summary>The highest; −∞ when there is none.</summary>
    public double High { get; private set; } = double.NegativeInfinity;

    /// <summary>The lowest above zero; +∞ when there is none.</summary>
    public double LowestPositive { get; private set; } = double.PositiveInfinity;

    /// <summary>Everything fills its range to the edge: lines and areas, no single dots.</summary>
    public bool Fills { get; private set; } = true;

    /// <summary>A grid gives the range: contours end at its border.</summary>
    public bool HasGrid { get; private set; }

    /// <summary>The extent of some panels' marks.</summary>
    /// <param name="panels">The panels.</param>
    /// <param name="horizontal">Along the horizontal axis.</param>
    public static Extent Of(IEnumerable<Panel> panels, bool horizontal)
    {
        var extent = new Extent();
        foreach (var mark in panels.SelectMany(p => p.Marks))
        {
            extent.Add(mark, horizontal);
        }

        return extent;
    }

    private void Add(IMark mark, bool horizontal)
    {
        switch (mark)
        {
            case Line line:
                Add(horizontal ? line.X : line.Y);
                break;
            case Points points:
                Add(horizontal ? points.X : points.Y);
                Fills = false;
                break;
            case Bars bars:
                Add(horizontal ? bars.Edges : [.. bars.Heights, 0]);
                break;
            case Stems stems:
                Add(horizontal ? stems.X : [.. stems.Y, 0]);
                Fills = false;
                break;
            case Band band:
                Add(horizontal ? band.X : band.Low);
                Add(horizontal ? band.X : band.High);
                break;
            case Rule rule when rule.Upright == horizontal:
                Add(rule.At);
                break;
            case Remark remark:
                Add(horizontal ? remark.X : remark.Y);
                break;
            case Cells cells:
                Add(horizontal ? cells.Edges : [-0.5, cells.Rows - 0.5]);
                break;
            case Boxes boxes:
                Add(boxes, horizontal);
                break;
            case Contour contour:
                Add(horizontal ? contour.X : contour.Y);
                HasGrid = true;
                break;
        }
    }

    private void Add(Boxes boxes, bool horizontal)
    {
        foreach (var box in boxes.Summaries)
        {
            Add(horizontal ? [box.At - boxes.Width, box.At + boxes.Width] : [box.Low, box.High, .. box.Beyond]);
        }
    }

    private void Add(params ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
            {
                continue;
            }

            (Low, High) = (Math.Min(Low, value), Math.Max(High, value));
            LowestPositive = value > 0 ? Math.Min(LowestPositive, value) : LowestPositive;
        }
    }
}
