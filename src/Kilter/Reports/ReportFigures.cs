using Kilter.Frames;
using Kilter.Numerics.Neural.Training;
using Kilter.Reports.FigureKinds;
using Kilter.Reports.Figures;

namespace Kilter.Reports;

/// <summary>The figures that follow from a report's own numbers.</summary>
public static class ReportFigures
{
    // More panels than this are a wall, not a picture: the channels that the events showed in come first.
    private const int MostChannels = 8;

    /// <summary>What a page adds for a detector that was trained: loss by epoch, scores with the limit, and the score of every sample.</summary>
    public static IReadOnlyList<Figure> OfTraining(Report report, TrainingHistory history)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(history);
        return history.Epochs.Count == 0 ? OfScores(report) : [LossByEpoch.Of(history), .. OfScores(report)];
    }

    /// <summary>Every figure there is of a report, as files: the series with its events, the scores, and <see cref="Report.Figures"/>.</summary>
    public static IReadOnlyList<Figure> All(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var own = report.Frame.Count < 2 ? [] : new[] { OfSeries(report) }.Concat(OfScores(report));
        return [.. own.Concat(report.Figures).DistinctBy(f => f.Name)];
    }

    private static Figure OfSeries(Report report)
    {
        var involved = report.Events.SelectMany(e => e.Channels).GroupBy(c => c.Channel).ToDictionary(g => g.Key, g => g.Max(c => c.Share));
        var channels = Enumerable.Range(0, report.Frame.Channels.Count).OrderByDescending(c => involved.GetValueOrDefault(c, -1)).ThenBy(c => c).Take(MostChannels).ToArray();
        var left = report.Frame.Channels.Count - channels.Length;
        return SeriesWithShades.Of(
            report.Frame.Time,
            [.. channels.Select(c => (report.Frame.Channels[c].Name, report.Frame.Channels[c].Unit, Column(report.Frame, c), (bool[]?)null))],
            report.Events.Select(e => e.Range), report.Labels, title: "The record with its events",
            caption: left > 0 ? $"The {channels.Length} channels that the events showed in most; {left} more are not drawn." : "");
    }

    private static IReadOnlyList<Figure> OfScores(Report report)
    {
        double[] scores = [.. report.Scores.Select(s => (double)s)];
        if (!scores.Any(double.IsFinite))
        {
            return [];
        }

        var inEvent = new bool[scores.Length];
        foreach (var found in report.Events)
        {
            Array.Fill(inEvent, true, found.Range.Start, Math.Min(found.Range.End, scores.Length) - found.Range.Start);
        }

        var groups = new List<(string, MarkColour, double[])> { ("normal", MarkColour.Expected, [.. scores.Where((_, t) => !inEvent[t])]) };
        if (inEvent.Contains(true))
        {
            groups.Add(("in events", MarkColour.Event, [.. scores.Where((_, t) => inEvent[t])]));
        }

        var histogram = ErrorHistogram.Of(groups, new() { Limit = 1, LogCounts = true, KernelDensity = false, Label = "score", Unit = "times the limit" }, "How many samples got each score; counts on a logarithmic axis.");
        var over = ScoreOverTime.Of(report.Frame.Time, scores, 1, labels: report.Labels, unit: "times the limit");
        return [histogram with { Name = "score-histogram", Title = "How scores lie" }, over];
    }

    private static double[] Column(Frame frame, int channel)
    {
        var values = new double[frame.Count];
        for (var t = 0; t < values.Length; t++)
        {
            values[t] = frame[t, channel];
        }

        return values;
    }
}
