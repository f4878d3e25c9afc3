using Kilter.Events;

namespace Kilter.Reports.Words;

/// <summary>One event as the cells of a table, ready to print.</summary>
/// <param name="Id">"E1".</param>
/// <param name="Severity">"Minor", "Major" or "Severe".</param>
/// <param name="Bars">Its severity as one to three rising bars: "▂▅█".</param>
/// <param name="Started">"Mon 27 Jan, 14:30" or "row 15,925".</param>
/// <param name="Lasted">"35 h 40 min" or "15 rows".</param>
/// <param name="Score">"1.60", in multiples of the limit.</param>
/// <param name="Channels">The channel it showed in most and its share: "flow 92 %".</param>
/// <param name="Seen">What was measured there: "51.3 °C".</param>
/// <param name="Expected">What was expected there: "72–103".</param>
/// <param name="HowSure">"Near certain".</param>
/// <param name="Meaning">What that rests on, in a sentence without a capital or full stop.</param>
public sealed record EventRow(
    string Id, string Severity, string Bars, string Started, string Lasted, string Score, string Channels, string Seen, string Expected, string HowSure, string Meaning);

/// <summary>What is said of a single event.</summary>
public static class EventWords
{
    /// <summary>The rows of the event table, in the order of the report's events.</summary>
    public static IReadOnlyList<EventRow> Rows(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var clock = Clock.Of(report);
        return [.. report.Events.Select(e => Row(report, clock, e))];
    }

    /// <summary>"Minor", "Major" or "Severe".</summary>
    public static string Word(Severity severity) => severity switch { Severity.Severe => "Severe", Severity.Major => "Major", _ => "Minor" };

    /// <summary>One to three rising bars.</summary>
    public static string Bars(Severity severity) => severity switch { Severity.Severe => "▂▅█", Severity.Major => "▂▅", _ => "▂" };

    /// <summary>
    /// What the channel did: "flow fell to 18.2 L/min where 29.5–34.1 was expected". A channel whose value stayed inside its range is said to have
    /// changed its pattern; one with no value to have been silent.
    /// </summary>
    public static Passage Departure(Report report, ChannelPart part)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(part);
        var name = Passage.Strong(Named(part.Name));
        var unit = UnitOf(report, part);
        if (!double.IsFinite(part.Seen))
        {
            return new(name, " was silent");
        }

        var seen = Numbers.Value(part.Seen, unit);
        var range = Expected(part);
        if (range == Numbers.Missing)
        {
            return new(name, " read ", Passage.Event(seen));
        }

        var verb = part.Seen < part.ExpectedLow ? " fell to " : part.Seen > part.ExpectedHigh ? " rose to " : null;
        return verb is null
            ? new(name, " read ", Passage.Event(seen), $", inside the {range} expected: its pattern changed, not its level")
            : new(name, verb, Passage.Event(seen), $" where {range} was expected");
    }

    /// <summary>The channels beside the first, for people: "Together with it: disk_r (2 %), eth1_fo (2 %)."; empty when none took a real part.</summary>
    public static string Beside(AnomalyEvent found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var others = found.Channels.Skip(1).Where(p => p.Share >= 0.08).Take(4).Select(p => $"{p.Name} ({Numbers.Share(p.Share)})");
        var list = string.Join(", ", others);
        return list.Length == 0 ? "" : $"Together with it: {list}.";
    }

    /// <summary>What would have kept the event quiet, as far as one channel can tell; empty when it cannot.</summary>
    public static string Quiet(Report report, AnomalyEvent found)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(found);
        if (found.Channels.Count == 0)
        {
            return "";
        }

        var part = found.Channels[0];
        var name = Named(part.Name);
        return part.Seen < part.ExpectedLow && double.IsFinite(part.ExpectedLow) ? $"{name} staying above {Numbers.Value(part.ExpectedLow, UnitOf(report, part))} for the same time."
            : part.Seen > part.ExpectedHigh && double.IsFinite(part.ExpectedHigh) ? $"{name} staying below {Numbers.Value(part.ExpectedHigh, UnitOf(report, part))} for the same time."
            : double.IsNaN(part.Seen) ? $"{name} going on to report."
            : $"{name} keeping its usual pattern; no single value was out of range.";
    }

    /// <summary>The name as people read it in a sentence: a channel called "value" is "the value".</summary>
    internal static string Named(string name) => string.Equals(name, "value", StringComparison.OrdinalIgnoreCase) ? "the value" : name;

    /// <summary>What was expected; an edge that is nothing beside what was seen is said as 0, not as the rounding error it is.</summary>
    internal static string Expected(ChannelPart part)
    {
        var scale = Math.Max(Finite(part.Seen), Math.Max(Finite(part.ExpectedLow), Finite(part.ExpectedHigh)));
        return Numbers.Range(Rounded(part.ExpectedLow), Rounded(part.ExpectedHigh));

        double Rounded(double edge) => Math.Abs(edge) < 1e-9 * scale ? 0 : edge;

        static double Finite(double value) => double.IsFinite(value) ? Math.Abs(value) : 0;
    }

    internal static string? UnitOf(Report report, ChannelPart part)
        => part.Channel >= 0 && part.Channel < report.Frame.Channels.Count ? report.Frame.Channels[part.Channel].Unit : null;

    private static EventRow Row(Report report, Clock clock, AnomalyEvent found)
    {
        var first = found.Channels.Count > 0 ? found.Channels[0] : null;
        return new(
            found.Id,
            Word(found.Severity),
            Bars(found.Severity),
            clock.When(found.Range.Start),
            clock.Lasted(found.Range) + (found.OpenAtEnd ? ", still open" : ""),
            Numbers.ScoreFigure(found.Score),
            first is null ? Numbers.Missing : first.Name + (double.IsNaN(first.Seen) ? " (silent)" : " " + Numbers.Share(first.Share)),
            first is null ? Numbers.Missing : Numbers.Value(first.Seen, UnitOf(report, first)),
            first is null ? Numbers.Missing : Expected(first),
            Certainty.Word(found.Confidence),
            Certainty.Meaning(report, found));
    }
}
