using System.Text;
using Kilter.Events;
using Kilter.Reports;
using Kilter.Reports.Words;

namespace Kilter.Cli.Rendering;

/// <summary>A report as people read it on a terminal: the verdict, the strongest event, the table of events, what it costs.</summary>
internal static class ReportTable
{
    private static readonly Column[] OneChannel =
    [
        new("Event", "", Drop: 1, NarrowTitle: ""),
        new("Severity", "", NarrowTitle: ""),
        new("Started", ""),
        new("Lasted", "", true, Drop: 2),
        new("Score", "", true),
        new("Seen", "", true),
        new("Expected", "", true, Drop: 3),
        new("How sure", ""),
    ];

    private static readonly Column[] ManyChannels =
    [
        new("Event", "", Drop: 1, NarrowTitle: ""),
        new("Severity", "", NarrowTitle: ""),
        new("Started", ""),
        new("Lasted", "", true, Drop: 2),
        new("Score", "", true),
        new("Channels", "", Cuts: true),
        new("How sure", ""),
    ];

    /// <summary>Prints the report.</summary>
    public static void Write(Terminal terminal, Report report)
    {
        Passage(terminal, VerdictWords.Sentence(report));
        var lead = VerdictWords.Lead(report);
        if (lead.Pieces.Count > 0)
        {
            Passage(terminal, lead);
        }

        if (report.Events.Count > 0)
        {
            terminal.Say();
            Events(terminal, report);
            terminal.Say();
            terminal.SaySentence("Score: times the alarm limit. " + TrustWords.Cost(report));
        }
    }

    // On a terminal lines end between words; in a pipe each passage is one line.
    private static void Passage(Terminal terminal, Passage passage)
    {
        var column = 0;
        var line = new StringBuilder();
        foreach (var (word, ink, isNew) in Words(passage))
        {
            if (isNew && column + 1 + word.Length > Math.Min(terminal.Width, terminal.OutIsTerminal ? Terminal.Readable : int.MaxValue))
            {
                terminal.Say(line.ToString());
                line.Clear();
                column = 0;
            }

            var space = isNew && column > 0;
            line.Append(space ? " " : "").Append(terminal.Paint(word, ink));
            column += word.Length + (space ? 1 : 0);
        }

        terminal.Say(line.ToString());
    }

    // A word may be made of pieces of different weight: "18.2 L/min" and the comma behind it.
    private static IEnumerable<(string Word, Ink Ink, bool IsNew)> Words(Passage passage)
    {
        var isNew = true;
        foreach (var piece in passage.Pieces)
        {
            var ink = piece.Emphasis switch { Emphasis.Event => Ink.Event, Emphasis.Strong => Ink.Strong, _ => Ink.Plain };
            var words = piece.Text.Split(' ');
            for (var i = 0; i < words.Length; i++)
            {
                isNew |= i > 0;
                if (words[i].Length > 0)
                {
                    yield return (words[i], ink, isNew);
                    isNew = false;
                }
            }
        }
    }

    private static void Events(Terminal terminal, Report report)
    {
        var one = report.Frame.Channels.Count == 1;
        var table = new Table(one ? OneChannel : ManyChannels);
        var rows = EventWords.Rows(report);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var weight = report.Events[i].Severity == Severity.Severe ? Ink.Event : Ink.Plain;
            var severity = new Cell($"{row.Bars,-3}  {row.Severity}", Ink.Event, row.Bars);
            var id = new Cell(row.Id, Ink.Strong);
            if (one)
            {
                table.Add(id, severity, new(row.Started), new(row.Lasted), new(row.Score, weight), new(row.Seen), new(row.Expected), new(row.HowSure));
            }
            else
            {
                table.Add(id, severity, new(row.Started), new(row.Lasted), new(row.Score, weight), new(row.Channels), new(row.HowSure));
            }
        }

        table.Write(terminal);
    }
}
