using System.Text;
using Kilter.Artifacts;
using Kilter.Cli.Rendering;
using Kilter.Recipes;

namespace Kilter.Cli.Commands;

/// <summary>Writes what <c>reproduce</c> found to files whose ending says what kind they are.</summary>
internal static class ReproductionFiles
{
    private static readonly (string Ending, Action<IReadOnlyList<Reproduction>, Stream> Write)[] Kinds =
    [
        (".html", ReproductionPage.Write),
        (".md", (done, stream) => stream.Write(Encoding.UTF8.GetBytes(ReproductionMarkdown.Of(done)))),
        (".json", ReproductionJson.Write),
    ];

    /// <summary>Throws before any work is done when a file could not be written for its name.</summary>
    /// <exception cref="DataException">The ending is none of the known ones, or there is no such folder.</exception>
    public static void Check(IEnumerable<string> reports, string? figures)
    {
        foreach (var file in reports)
        {
            _ = KindOf(file);
            ReportFiles.CheckFolder(file);
        }

        FigureFiles.Check(figures);
    }

    /// <summary>Writes the tables and the figures, and says where they are.</summary>
    public static void Write(IReadOnlyList<Reproduction> done, IEnumerable<string> reports, string? figures, Terminal terminal, bool forPeople)
    {
        foreach (var file in reports)
        {
            var (_, write) = KindOf(file);
            SafeFile.Write(file, stream => write(done, stream));
            Tell($"Report: {file} ({ReportFiles.Size(file)})");
        }

        if (figures is not null)
        {
            Tell(FigureFiles.Write(figures, [.. done.SelectMany(d => d.Figures.Select(f => ($"{d.Recipe.Name}-{f.Mode.ToString().ToLowerInvariant()}-{f.Figure.Name}", f.Figure)))]));
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

    private static (string Ending, Action<IReadOnlyList<Reproduction>, Stream> Write) KindOf(string file)
    {
        var kind = Kinds.FirstOrDefault(k => file.EndsWith(k.Ending, StringComparison.OrdinalIgnoreCase));
        return kind.Write is not null ? kind
            : throw Slips.Usage($"'{file}' ends with none of {string.Join(", ", Kinds.Select(k => k.Ending))}: the ending says what to write.");
    }
}
