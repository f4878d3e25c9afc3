using Kilter.Artifacts;
using Kilter.Cli.Rendering;
using Kilter.Reports;

namespace Kilter.Cli.Commands;

/// <summary>Writes reports to files whose ending says what kind they are. A file is whole or not there.</summary>
internal static class ReportFiles
{
    private static readonly (string Ending, Action<Report, Stream> Write, string Remark)[] Kinds =
    [
        (".html", HtmlReportWriter.Write, ", opens offline"),
        (".md", MarkdownReportWriter.Write, ""),
        (".json", (report, stream) => JsonReportWriter.Write(report, stream), ""),
        (".csv", CsvReportWriter.WriteEvents, ""),
    ];

    /// <summary>Throws before any work is done when a report could not be written for its name.</summary>
    /// <exception cref="DataException">The ending is none of the known ones, or there is no such folder.</exception>
    public static void Check(IEnumerable<string> reports, string? scores = null, string? figures = null)
    {
        foreach (var file in reports)
        {
            _ = KindOf(file);
            CheckFolder(file);
        }

        if (scores is not null)
        {
            CheckFolder(scores);
        }

        FigureFiles.Check(figures);
    }

    /// <summary>Throws before any work is done when there is no folder to write a file into.</summary>
    /// <exception cref="DataException">There is no such folder, or the name is a folder's own.</exception>
    public static void CheckFolder(string file)
    {
        var folder = Path.GetDirectoryName(file);
        if (!string.IsNullOrEmpty(folder) && !Directory.Exists(folder))
        {
            throw new DataException($"'{file}' cannot be written: there is no folder '{folder}'.") { File = file, Try = [$"mkdir -p {Shell.Word(folder)}"] };
        }

        if (Directory.Exists(file))
        {
            throw new DataException($"'{file}' is a folder; the name of a file is needed.") { File = file };
        }
    }

    /// <summary>Writes the reports, the scores and the figures, and says where they are: with the results for people, else as a remark.</summary>
    public static void Write(Report report, IEnumerable<string> files, string? scores, string? figures, Terminal terminal, bool forPeople)
    {
        foreach (var file in files)
        {
            var (_, write, remark) = KindOf(file);
            SafeFile.Write(file, stream => write(report, stream));
            Tell($"Report: {file} ({Size(file)}{remark})");
        }

        if (scores is not null)
        {
            SafeFile.Write(scores, stream => CsvReportWriter.WriteScores(report, stream));
            Tell($"Scores: {scores} ({Size(scores)})");
        }

        if (figures is not null)
        {
            Tell(FigureFiles.Write(figures, [.. ReportFigures.All(report).Select(f => (f.Name, f))]));
        }

        void Tell(string line)
        {
            if (forPeople)
            {
                terminal.Say(line);
            }
            else
            {
                terminal.Remark(line);
            }
        }
    }

    /// <summary>The size of a file in words: "1.3 MB".</summary>
    public static string Size(string file)
    {
        var bytes = new FileInfo(file).Length;
        return bytes >= 1_000_000 ? FormattableString.Invariant($"{bytes / 1e6:F1} MB")
            : bytes >= 1_000 ? FormattableString.Invariant($"{bytes / 1e3:F0} kB")
            : FormattableString.Invariant($"{bytes} bytes");
    }

    private static (string Ending, Action<Report, Stream> Write, string Remark) KindOf(string file)
    {
        foreach (var kind in Kinds)
        {
            if (file.EndsWith(kind.Ending, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        throw Slips.Usage($"--report is \"{file}\"; the ending says the kind, one of {string.Join(", ", Kinds.Select(k => k.Ending))}.", $"--report {Path.ChangeExtension(file, ".html")}");
    }
}
