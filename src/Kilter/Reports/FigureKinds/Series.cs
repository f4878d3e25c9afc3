using Kilter.Frames;
using Kilter.Reports.Figures;

namespace Kilter.Reports.FigureKinds;

/// <summary>Parts that many figures over time share: lines on the record's clock, label strips, washed events, flags.</summary>
public static class Series
{
    /// <summary>A line over the record, with gaps where values are missing or time jumps by more than three steps.</summary>
    /// <param name="time">When the samples were taken.</param>
    /// <param name="values">One a sample; NaN where there is none.</param>
    /// <param name="name">For the legend; null for none.</param>
    /// <param name="colour">What it stands for.</param>
    /// <param name="dashed">Dashed, as what was expected.</param>
    public static Line Line(TimeAxis time, double[] values, string? name = null, MarkColour colour = MarkColour.Seen, bool dashed = false)
        => new(Axis.Places(time), values) { Name = name, Colour = colour, Dashed = dashed, Width = dashed ? 1.6 : 1.2, WidestStep = Axis.Bridge(time) };

    /// <summary>Known anomalies as a purple strip along the lower edge.</summary>
    public static Shade Labels(TimeAxis time, LabelSet labels, string name = "labelled")
    {
        ArgumentNullException.ThrowIfNull(labels);
        return new(Stretches(time, labels.Ranges)) { Name = name, Colour = MarkColour.Label, Strip = true };
    }

    /// <summary>Stretches washed with a colour.</summary>
    /// <param name="time">When the samples were taken.</param>
    /// <param name="ranges">Half-open stretches of samples.</param>
    /// <param name="name">For the legend; null for none.</param>
    /// <param name="colour">What they stand for. Orange, for events, unless another is given.</param>
    public static Shade Wash(TimeAxis time, IEnumerable<SampleRange> ranges, string? name, MarkColour colour = MarkColour.Event)
        => new(Stretches(time, ranges)) { Name = name, Colour = colour };

    /// <summary>Single flagged samples as dots on the line of their values.</summary>
    /// <param name="time">When the samples were taken.</param>
    /// <param name="values">One a sample.</param>
    /// <param name="flags">True where a sample is flagged.</param>
    /// <param name="name">For the legend.</param>
    /// <param name="colour">What they stand for.</param>
    public static Points Flags(TimeAxis time, double[] values, bool[] flags, string name = "flagged", MarkColour colour = MarkColour.Event)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(flags);
        Guard.Length(flags.Length, values.Length, nameof(flags));
        var places = Axis.Places(time);
        var at = Enumerable.Range(0, flags.Length).Where(t => flags[t] && !double.IsNaN(values[t])).ToArray();
        return new([.. at.Select(t => places[t])], [.. at.Select(t => values[t])]) { Name = name, Colour = colour, Size = 5 };
    }

    private static IReadOnlyList<(double From, double To)> Stretches(TimeAxis time, IEnumerable<SampleRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(ranges);
        var step = time.TypicalStep();
        return [.. ranges.Where(r => r.Length > 0).Select(r => ((double)time[r.Start], (double)(r.End < time.Count ? Math.Min(time[r.End], time[r.End - 1] + step) : time[r.End - 1] + step)))];
    }
}
