using System.Globalization;
using Kilter.Events;
using Kilter.Frames;

namespace Kilter.Reports.Words;

/// <summary>The facts under the verdict, and the line of the source above it.</summary>
public static class FactWords
{
    /// <summary>Five facts: events, time affected, strongest score, false alarms to expect (one channel) or the channel to look at (several), data quality.</summary>
    public static IReadOnlyList<Fact> Facts(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var clock = Clock.Of(report);
        if (report.Verdict == Verdict.CannotTell)
        {
            return [Samples(report, clock), Channels(report), Quality(report)];
        }

        return
        [
            Events(report),
            Affected(report, clock),
            Strongest(report, clock),
            report.Frame.Channels.Count == 1 || report.Events.Count == 0 ? FalseAlarms(report) : ChannelToLookAt(report),
            Quality(report),
        ];
    }

    /// <summary>The pieces of the line above the verdict, after the source's name: the stretch of time, the channels and samples.</summary>
    public static IReadOnlyList<string> Source(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var clock = Clock.Of(report);
        var channels = report.Frame.Channels.Count + report.Data.ConstantChannels.Count;
        var size = Numbers.Count(channels, "channel") + " · " + Numbers.Count(report.Frame.Count, "sample") + Every(report, clock);
        return clock.HasTime ? [clock.Span() + " UTC", size] : [clock.Span() + " (no times in the data)", size];
    }

    /// <summary>How closely the record was sampled: ", every 5 min"; empty without time.</summary>
    internal static string Every(Report report, Clock clock)
        => !clock.HasTime || clock.Step <= 0 ? "" : (report.Frame.Time.IsRegular ? ", every " : ", about every ") + Durations.Exact(new TimeSpan(clock.Step));

    private static Fact Events(Report report)
    {
        var parts = new List<string>();
        foreach (var severity in new[] { Severity.Severe, Severity.Major, Severity.Minor })
        {
            var count = report.Events.Count(e => e.Severity == severity);
            if (count > 0)
            {
                parts.Add(count.ToString(CultureInfo.InvariantCulture) + " " + EventWords.Word(severity).ToLowerInvariant());
            }
        }

        var open = report.Events.Any(e => e.OpenAtEnd) ? ", still open at the end" : "";
        return new("Events", Numbers.Count(report.Events.Count), "", parts.Count == 0 ? "nothing passed the limit" : string.Join(", ", parts) + open);
    }

    private static Fact Affected(Report report, Clock clock)
    {
        var name = clock.HasTime ? "Time affected" : "Rows affected";
        var samples = report.Events.Sum(e => (long)e.Range.Length);
        var share = report.Frame.Count == 0 ? 0 : (double)samples / report.Frame.Count;
        var figure = share * 100;
        var text = figure == 0 ? "0" : figure < 0.1 ? "under 0.1" : figure < 10 ? figure.ToString("F1", CultureInfo.InvariantCulture) : Numbers.Count((long)Math.Round(figure));
        return new(name, text, "%", clock.HasTime ? OfTime(report, clock) : $"{Numbers.Count(samples)} of {Numbers.Count(report.Frame.Count)}");
    }

    private static string OfTime(Report report, Clock clock)
    {
        var affected = TimeSpan.Zero;
        foreach (var found in report.Events)
        {
            affected += clock.Length(found.Range);
        }

        var whole = clock.Length(new SampleRange(0, report.Frame.Count));
        return affected == TimeSpan.Zero ? "of " + Durations.Exact(whole) : Durations.Exact(affected) + " of " + Durations.Exact(whole);
    }

    private static Fact Strongest(Report report, Clock clock)
    {
        if (report.Events.Count > 0)
        {
            var found = VerdictWords.StrongestOf(report);
            return new("Strongest score", Numbers.ScoreFigure(found.Score), "× limit", found.Id + ", " + clock.When(found.Peak));
        }

        return report.ClosestCall is { } near
            ? new("Closest call", Numbers.ScoreFigure(near.Score), "× limit", clock.When(near.Sample))
            : new("Closest call", Numbers.Missing, "", "no score could be given");
    }

    private static Fact FalseAlarms(Report report)
    {
        var unit = RateUnit.Of(report);
        var rate = report.Method.Threshold.ExpectedRate;
        var budget = double.IsFinite(report.Method.Budget) ? "budget: at most " + RateUnit.SayBudget(report.Method) : "no budget was set";
        return rate == 0 ? new("False alarms to expect", "none", "seen", $"in {Certainty.Period(report.Method, report.Method.NormalUnits)} of normal running; {budget}")
            : double.IsFinite(rate) ? new("False alarms to expect", Numbers.Rate(rate * unit.Scale), unit.Per, budget) : new("False alarms to expect", Numbers.Missing, "", "not known; " + budget);
    }

    private static Fact ChannelToLookAt(Report report)
    {
        var strongest = VerdictWords.StrongestOf(report);
        if (strongest.Channels.Count == 0)
        {
            return new("Channel to look at", Numbers.Missing, "", "the detector names none");
        }

        var part = strongest.Channels[0];
        var leads = report.Events.Count(e => e.Channels.Count > 0 && e.Channels[0].Channel == part.Channel);
        return new("Channel to look at", part.Name, "", $"{Numbers.Share(part.Share)} of {strongest.Id}" + (leads > 1 ? $", leads {leads} of {report.Events.Count} events" : ""));
    }

    private static Fact Quality(Report report)
    {
        var failed = report.Data.Checks.Where(c => !c.Passed).ToList();
        var detail = failed.Count == 0 ? $"all {report.Data.Checks.Count} checks passed"
            : string.Join("; ", failed.Take(2).Select(c => LowerFirst(c.Name) + ": " + c.Value)) + (failed.Count > 2 ? $"; {failed.Count - 2} more" : "");
        return new("Data quality", report.Data.Quality, "", detail);
    }

    private static Fact Samples(Report report, Clock clock)
        => new("Samples", Numbers.Count(report.Frame.Count), "", clock.HasTime && report.Frame.Count > 0 ? clock.WholeRecord() : "rows are numbered");

    private static Fact Channels(Report report)
        => new("Channels", Numbers.Count(report.Frame.Channels.Count), "", report.Data.ConstantChannels.Count > 0 ? Numbers.Count(report.Data.ConstantChannels.Count) + " more never change" : "all of them vary");

    private static string LowerFirst(string text) => text.Length > 1 && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
}
