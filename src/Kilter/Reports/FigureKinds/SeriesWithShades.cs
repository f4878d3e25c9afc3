using Kilter.Frames;
using Kilter.Reports.Figures;

namespace Kilter.Reports.FigureKinds;

/// <summary>Channels under each other on one clock, with washed stretches, flags and labels.</summary>
public static class SeriesWithShades
{
    /// <summary>The figure.</summary>
    /// <param name="time">When the samples were taken.</param>
    /// <param name="channels">Name, unit, values, and flags (null for none) of each.</param>
    /// <param name="events">Stretches washed in orange; null for none.</param>
    /// <param name="labels">Known anomalies as a purple strip; null for none.</param>
    /// <param name="more">Further marks for every panel, such as an upright rule where the test begins.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="caption">How to read it.</param>
    public static Figure Of(
        TimeAxis time, IReadOnlyList<(string Name, string? Unit, double[] Values, bool[]? Flags)> channels, IEnumerable<SampleRange>? events = null, LabelSet? labels = null,
        IReadOnlyList<IMark>? more = null, string title = "The series", string caption = "")
    {
        ArgumentNullException.ThrowIfNull(channels);
        List<IMark> shared = [];
        if (events is not null)
        {
            shared.Add(Series.Wash(time, events, "event"));
        }

        if (labels is not null)
        {
            shared.Add(Series.Labels(time, labels));
        }

        shared.AddRange(more ?? []);
        return new()
        {
            Name = "series",
            Title = title,
            Caption = caption,
            Wide = true,
            Stacked = true,
            Panels = [.. channels.Select(c => new Panel
            {
                X = Axis.Of(time),
                Y = Axis.Linear(c.Name, c.Unit),
                Height = channels.Count == 1 ? 220 : 96,
                Marks = [Series.Line(time, c.Values, channels.Count == 1 && c.Flags is null ? null : "seen"), .. c.Flags is null ? Array.Empty<IMark>() : [Series.Flags(time, c.Values, c.Flags)], .. shared],
            })],
        };
    }
}
