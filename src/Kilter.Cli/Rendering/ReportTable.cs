using Kilter.Events;
using Kilter.Reports;
using Kilter.Reports.Words;

namespace Kilter.Cli.Rendering;

/// <summary>A report as people read it on a terminal: the verdict, the strongest event, the table of events, what it costs.</summary>
internal static class ReportTable
{
    private static readonly Column[] OneChannel =
    [
        new("Event", ""), new("Severity", ""), new("Started", ""), new("Lasted", "", true), new("Score", "", true), new("Seen", "", true), new("Expected", "", true), new("How sure", ""),
    ];

    private static readonly Column[] ManyChannels =
    [
        new("Event", ""), new("Severity", ""), new("Started", ""), new("Lasted", "", true), new("Score", "", true), new("Channels", "", Wraps: true), new("How sure", ""),
    ];

    /// <summary>Prints the report.</summary>
    public static void Write(Terminal terminal, Report report)
    {
        terminal.Say(Painted(terminal, VerdictWords.Sentence(report)));
        var lead = VerdictWords.Lead(report);
        if (lead.Pieces.Count > 0)
        {
            terminal.Say(Painted(terminal, lead));
        }

        if (report.Events.Count > 0)
        {
            terminal.Say();
            Events(terminal, report);
            terminal.Say();
            terminal.Say("Score: times the alarm limit. " + TrustWords.Cost(report));
        }
    }

    /// <summary>A passage with its weighty parts in their colours.</summary>
    public static string Painted(Terminal terminal, Passage passage)
        => string.Concat(passage.Pieces.Select(p => terminal.Paint(p.Text, p.Emphasis switch
        {
            Emphasis.Event => Ink.Event,
            Emphasis.Strong => Ink.Strong,
            _ => Ink.Plain,
        })));

    private static void Events(Terminal terminal, Report report)
    {
        var one = report.Frame.Channels.Count == 1;
        var table = new Table(one ? OneChannel : ManyChannels);
        var rows = EventWords.Rows(report);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var weight = report.Events[i].Severity == Severity.Severe ? Ink.Event : Ink.Plain;
            var severity = ($"{row.Bars,-3}  {row.Severity}", Ink.Event);
            if (one)
            {
                table.Add((row.Id, Ink.Strong), severity, (row.Started, Ink.Plain), (row.Lasted, Ink.Plain), (row.Score, weight), (row.Seen, Ink.Plain), (row.Expected, Ink.Plain), (row.HowSure, Ink.Plain));
            }
            else
            {
                table.Add((row.Id, Ink.Strong), severity, (row.Started, Ink.Plain), (row.Lasted, Ink.Plain), (row.Score, weight), (row.Channels, Ink.Plain), (row.HowSure, Ink.Plain));
            }
        }

        table.Write(terminal);
    }
}
