using Kilter.Frames;
using Kilter.Reports.Figures;

namespace Kilter.Reports.FigureKinds;

/// <summary>The score of every sample with the limit; what lies above is orange. On a linear or a logarithmic axis.</summary>
public static class ScoreOverTime
{
    /// <summary>The figure.</summary>
    /// <param name="time">When the samples were taken.</param>
    /// <param name="scores">One a sample; NaN where there is none.</param>
    /// <param name="limit">The limit; NaN for none.</param>
    /// <param name="logarithmic">Scores on a logarithmic axis; those at or below zero lie on its lower edge.</param>
    /// <param name="labels">Known anomalies, as a purple strip; null for none.</param>
    /// <param name="unit">Unit of the score; null when it has none.</param>
    /// <param name="caption">What the limit was set on, and the like.</param>
    public static Figure Of(TimeAxis time, double[] scores, double limit, bool logarithmic = false, LabelSet? labels = null, string? unit = null, string caption = "")
        => new()
        {
            Name = "score-over-time",
            Title = "Score and limit",
            Caption = caption,
            Wide = true,
            Panels = [Panel(time, scores, limit, logarithmic, labels, unit)],
        };

    /// <summary>The same as a panel, for figures that stack several.</summary>
    public static Panel Panel(TimeAxis time, double[] scores, double limit, bool logarithmic = false, LabelSet? labels = null, string? unit = null, string label = "score")
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(scores);
        Guard.Length(scores.Length, time.Count, nameof(scores));
        var places = Axis.Places(time);
        var bridge = Axis.Bridge(time);
        List<IMark> marks = [new Line(places, scores) { Name = "score", Colour = MarkColour.Expected, Width = 1.2, WidestStep = bridge }];
        if (double.IsFinite(limit))
        {
            var (x, y) = Above(places, scores, limit, bridge);
            marks.Add(new Line(x, y) { Name = x.Length > 0 ? "above the limit" : null, Colour = MarkColour.Event, Width = 1.8, WidestStep = bridge });
            marks.Add(new Rule(limit, "limit " + Words.Numbers.Value(limit)));
        }

        if (labels is not null)
        {
            marks.Add(Series.Labels(time, labels));
        }

        return new() { X = Axis.Of(time), Y = logarithmic ? Axis.Logarithmic(label, unit) : Axis.FromNought(label, unit), Marks = marks };
    }

    /// <summary>The parts of a line above a limit, from where it crosses to where it falls back, NaN between them. Empty when it never is.</summary>
    internal static (double[] X, double[] Y) Above(double[] x, double[] y, double limit, double widestStep)
    {
        var (ax, ay) = (new List<double>(), new List<double>());
        for (var i = 0; i < x.Length; i++)
        {
            var joined = i > 0 && x[i] - x[i - 1] <= widestStep && double.IsFinite(y[i]) && double.IsFinite(y[i - 1]);
            if (joined && y[i] > limit != y[i - 1] > limit)
            {
                ax.Add(x[i - 1] + ((limit - y[i - 1]) / (y[i] - y[i - 1]) * (x[i] - x[i - 1])));
                ay.Add(limit);
            }

            if (y[i] > limit)
            {
                ax.Add(x[i]);
                ay.Add(y[i]);
            }
            else if (ay.Count > 0 && !double.IsNaN(ay[^1]))
            {
                ax.Add(x[i]);
                ay.Add(double.NaN);
            }
        }

        return ([.. ax], [.. ay]);
    }
}
