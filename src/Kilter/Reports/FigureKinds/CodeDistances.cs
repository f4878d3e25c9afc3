using Kilter.Frames;
using Kilter.Reports.Figures;

namespace Kilter.Reports.FigureKinds;

/// <summary>When behaviour changed: the distance between the codes of neighbouring windows, and the channels beneath, with the events of all and of each.</summary>
public static class CodeDistances
{
    /// <summary>The figure: distances on top, then a panel a channel, all on one clock.</summary>
    /// <param name="time">When the samples were taken.</param>
    /// <param name="distances">One a sample; NaN where there is none.</param>
    /// <param name="limit">The limit; NaN for none.</param>
    /// <param name="events">Samples at which behaviour changed as a whole: upright lines through all panels.</param>
    /// <param name="channels">Name, unit, values, and samples at which this channel changed: dots on its line.</param>
    /// <param name="caption">How to read it.</param>
    public static Figure Of(TimeAxis time, double[] distances, double limit, IReadOnlyList<int> events, IReadOnlyList<(string Name, string? Unit, double[] Values, IReadOnlyList<int> Events)> channels, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(distances);
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(channels);
        var places = Axis.Places(time);
        IMark[] all = [.. events.Select(e => new Rule(places[e], "") { Upright = true, Colour = MarkColour.Event, Solid = true, Name = "behaviour changed" })];
        var top = ScoreOverTime.Panel(time, distances, limit, label: "distance between neighbouring codes");
        return new()
        {
            Name = "code-distances",
            Title = "When behaviour changed",
            Caption = caption,
            Wide = true,
            Stacked = true,
            Panels =
            [
                top with { Height = 130, Marks = [.. all, .. top.Marks.Select(m => m is Line { Name: "score" } line ? line with { Name = "distance" } : m)] },
                .. channels.Select(c => new Panel
                {
                    X = Axis.Of(time),
                    Y = Axis.Linear(c.Name, c.Unit),
                    Height = 84,
                    Marks =
                    [
                        .. all,
                        Series.Line(time, c.Values, "seen"),
                        new Points([.. c.Events.Select(e => places[e])], [.. c.Events.Select(e => c.Values[e])]) { Name = c.Events.Count > 0 ? "this channel changed" : null, Colour = MarkColour.Event, Size = 6 },
                    ],
                }),
            ],
        };
    }
}
