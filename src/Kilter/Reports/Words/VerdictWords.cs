using Kilter.Events;

namespace Kilter.Reports.Words;

/// <summary>The answer and the sentences beneath it.</summary>
public static class VerdictWords
{
    /// <summary>For files: "yes", "probably", "no" or "cannot-tell".</summary>
    public static string Key(Verdict verdict) => verdict switch
    {
        Verdict.Yes => "yes",
        Verdict.Probably => "probably",
        Verdict.No => "no",
        _ => "cannot-tell",
    };

    /// <summary>The verdict in one sentence that starts with Yes, Probably, No or Cannot tell.</summary>
    public static Passage Sentence(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var clock = Clock.Of(report);
        return report.Verdict switch
        {
            Verdict.Yes => Yes(report, clock),
            Verdict.Probably => Probably(report, clock),
            Verdict.No => new($"No. Nothing left its normal range in {clock.WholeRecord()}."),
            _ => new("Cannot tell. " + Split(report.VerdictReason ?? "").Head),
        };
    }

    /// <summary>When, how long, which channel, seen, expected, how sure: one short sentence each. Empty when there is nothing to add.</summary>
    public static Passage Lead(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Verdict == Verdict.CannotTell)
        {
            return new(Split(report.VerdictReason ?? "").Tail);
        }

        var clock = Clock.Of(report);
        return report.Events.Count == 0 ? ClosestCall(report, clock) : Strongest(report, clock).Then(new Passage(HowSure(report.Events)));
    }

    /// <summary>The event with the highest score; the earliest of equals.</summary>
    /// <exception cref="InvalidOperationException">There is no event.</exception>
    public static AnomalyEvent StrongestOf(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Events.MaxBy(e => e.Score) ?? throw new InvalidOperationException("The report has no event.");
    }

    /// <summary>"The closest call was Sat 14 Feb, 0.93 × limit."; empty when there is no score.</summary>
    public static Passage ClosestCall(Report report, Clock clock)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(clock);
        return report.ClosestCall is { } near
            ? new("The closest call was ", Passage.Strong(clock.When(near.Sample)), ", " + Numbers.Score(near.Score) + ".")
            : Passage.Empty;
    }

    private static Passage Yes(Report report, Clock clock)
    {
        var events = report.Events;
        var severe = events.Count(e => e.Severity == Severity.Severe);
        var open = events.Count > 0 && events[^1].OpenAtEnd;
        if (open && (events.Count == 1 || ReferenceEquals(StrongestOf(report), events[^1])))
        {
            var start = events[^1].Range.Start;
            var within = clock.HasTime && clock.Length(new(0, report.Frame.Count)) < TimeSpan.FromHours(24);
            return new("Yes. It went off-kilter " + (clock.HasTime && !within ? "on " : "at "), Passage.Event(within ? clock.Hour(start) : clock.When(start)), " and has not come back.");
        }

        var often = Passage.Event("off-kilter " + Numbers.Times(events.Count));
        return events.Count > 6 && severe > 0
            ? new("Yes. It went ", often, (clock.HasTime ? $" in {clock.WholeRecord()}" : "") + $", {severe} of them severe.")
            : new("Yes. It went ", often, $" in {clock.WholeRecord()}.");
    }

    private static Passage Probably(Report report, Clock clock)
    {
        var events = report.Events;
        var often = StrongestOf(report).ReturnPeriod;
        var period = double.IsFinite(often) ? Certainty.Period(report.Method, often) : null;
        return events.Count == 1
            ? new("Probably. ", Passage.Event("One stretch"), $" {(clock.HasTime ? "on " : "at ")}{clock.Day(events[0].Range.Start)} is unusual", period is null ? "." : $"; normal running does this about once in {period}.")
            : new("Probably. ", Passage.Event(Numbers.Count(events.Count) + " stretches"), $" in {clock.WholeRecord()} are unusual", period is null ? "." : $"; normal running goes as far as the strongest about once in {period}.");
    }

    private static Passage Strongest(Report report, Clock clock)
    {
        var found = StrongestOf(report);
        var start = new Passage(
            (report.Events.Count == 1 ? "It began " : "The strongest began ") + (clock.HasTime ? "" : "at "),
            Passage.Strong(clock.When(found.Range.Start, year: true)),
            found.OpenAtEnd ? " and is still open" : $" and lasted {clock.Lasted(found.Range)}");
        if (found.Channels.Count == 0)
        {
            return new([.. start.Pieces, "."]);
        }

        return new([.. start.Pieces, ": ", .. EventWords.Departure(report, found.Channels[0]).Pieces.Select(Plainer), Part(found), "."]);

        // In the lead the one orange word is in the verdict above it.
        static Piece Plainer(Piece piece) => piece.Emphasis == Emphasis.Event ? new(piece.Text, Emphasis.Strong) : piece;
    }

    private static string Part(AnomalyEvent found)
    {
        if (found.Channels.Count == 1)
        {
            return "";
        }

        if (found.Channels[0].Share >= 0.6)
        {
            return $", and carries {Numbers.Share(found.Channels[0].Share)} of the score";
        }

        var beside = found.Channels.Skip(1).Take(2).Where(p => p.Share >= 0.08).Select(p => p.Name).ToList();
        return beside.Count == 0 ? "" : ", with " + string.Join(" and ", beside) + " beside it";
    }

    private static string HowSure(IReadOnlyList<AnomalyEvent> events)
    {
        var (near, likely, possible) = (Of(Confidence.NearCertain), Of(Confidence.Likely), Of(Confidence.Possible));
        if (events.Count == 1)
        {
            return near == 1 ? "We are nearly certain." : likely == 1 ? "It is likely, not certain." : "It is only possible.";
        }

        if (near == events.Count)
        {
            return near == 2 ? "We are nearly certain of both." : $"We are nearly certain of all {near}.";
        }

        if (near == 0)
        {
            return likely == events.Count ? "All are likely, none is certain."
                : likely == 0 ? "All are only possible."
                : $"{likely} {Are(likely)} likely, {possible} only possible.";
        }

        var rest = likely == 0 ? $"{possible} more {Are(possible)} only possible."
            : possible == 0 ? $"{likely} more {Are(likely)} likely."
            : $"{likely} more {Are(likely)} likely, and {possible} only possible.";
        return $"We are nearly certain of {near}; {rest}";

        int Of(Confidence confidence) => events.Count(e => e.Confidence == confidence);

        static string Are(int count) => count == 1 ? "is" : "are";
    }

    // A reason is "what is wrong. what to type": the first sentence is the verdict, the rest the lead.
    private static (string Head, string Tail) Split(string text)
    {
        for (var i = text.IndexOf(". ", StringComparison.Ordinal); i >= 0; i = text.IndexOf(". ", i + 1, StringComparison.Ordinal))
        {
            if (i + 2 < text.Length && char.IsUpper(text[i + 2]))
            {
                return (text[..(i + 1)], text[(i + 2)..]);
            }
        }

        return (text, "");
    }
}
