using System.Text;
using Kilter.Reports.Words;

namespace Kilter.Reports;

/// <summary>Writes a report as Markdown that reads well in a pull request or an e-mail: verdict, events, what it costs, the command.</summary>
public static class MarkdownReportWriter
{
    private const string Escaped = "\\`*_{}[]<>#|~&";

    /// <summary>Writes UTF-8 without a byte order mark. Names from the data are escaped, so that they stay text. The stream stays open.</summary>
    public static void Write(Report report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 14, leaveOpen: true) { NewLine = "\n" };
        text.WriteLine("## " + Marked(VerdictWords.Sentence(report)));
        text.WriteLine();
        Paragraph(text, Marked(VerdictWords.Lead(report)));
        Paragraph(text, string.Join(" · ", FactWords.Source(report).Prepend(report.Data.Name).Select(Escape)));
        WriteEvents(text, report);
        WriteTrust(text, report);
        WriteCommand(text, report);
    }

    private static void WriteEvents(StreamWriter text, Report report)
    {
        if (report.Events.Count == 0)
        {
            return;
        }

        var channels = report.Frame.Channels.Count > 1;
        text.WriteLine("| Event | Severity | Started | Lasted | Score |" + (channels ? " Channel |" : "") + " Seen | Expected | How sure |");
        text.WriteLine("|---|---|---|---|--:|" + (channels ? "---|" : "") + "--:|---|---|");
        foreach (var row in EventWords.Rows(report))
        {
            text.WriteLine($"| {row.Id} | {row.Bars} {row.Severity} | {row.Started} | {row.Lasted} | {row.Score} |{(channels ? $" {Escape(row.Channels)} |" : "")} {Escape(row.Seen)} | {row.Expected} | {row.HowSure} |");
        }

        text.WriteLine();
    }

    private static void WriteTrust(StreamWriter text, Report report)
    {
        if (report.Verdict == Verdict.CannotTell)
        {
            return;
        }

        Paragraph(text, string.Join(' ', new[] { "Score: times the alarm limit.", TrustWords.Cost(report), TrustWords.Caution(report) }.Where(t => t.Length > 0)));
        var (heading, sentence) = TrustWords.AgainstRules(report);
        Paragraph(text, heading.Length == 0 ? "" : $"**{heading}** {Escape(sentence)}");
    }

    private static void WriteCommand(StreamWriter text, Report report)
    {
        foreach (var warning in report.Data.Warnings)
        {
            text.WriteLine("- " + Escape(warning));
        }

        if (report.Data.Warnings.Count > 0)
        {
            text.WriteLine();
        }

        if (report.Run.Command.Length > 0)
        {
            text.WriteLine("```sh");
            text.WriteLine(report.Run.Command);
            text.WriteLine("```");
            text.WriteLine();
        }

        text.WriteLine(Escape($"kilter {report.Run.Version}, seed {report.Run.Seed}, run {report.Run.Id}, data sha256 {report.Data.Fingerprint}"));
    }

    private static void Paragraph(StreamWriter text, string paragraph)
    {
        if (paragraph.Length > 0)
        {
            text.WriteLine(paragraph);
            text.WriteLine();
        }
    }

    private static string Marked(Passage passage)
        => string.Concat(passage.Pieces.Select(p => p.Emphasis == Emphasis.None ? Escape(p.Text) : "**" + Escape(p.Text) + "**"));

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var letter in text)
        {
            if (letter is '\r' or '\n')
            {
                escaped.Append(' ');
                continue;
            }

            if (Escaped.Contains(letter))
            {
                escaped.Append('\\');
            }

            escaped.Append(letter);
        }

        return escaped.ToString();
    }
}
