using System.Text;
using Kilter.Artifacts;
using Kilter.Cli.Rendering;
using Kilter.Recipes;
using Kilter.Reports.Svg;
using Kilter.Reports.Words;

namespace Kilter.Cli.Commands;

/// <summary>Writes what <c>reproduce</c> found to files whose ending says what kind they are.</summary>
internal static class ReproductionFiles
{
    private static readonly (string Ending, Action<IReadOnlyList<Reproduction>, Stream> Write)[] Kinds =
    [
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

        if (figures is not null && File.Exists(figures))
        {
            throw new DataException($"'{figures}' is a file; the name of a folder is needed for the figures.") { File = figures };
        }
    }

    /// <summary>Writes the tables, and says where they are.</summary>
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
            Directory.CreateDirectory(figures);
            var count = 0;
            foreach (var (recipe, mode, figure) in done.SelectMany(d => d.Figures.Select(f => (d.Recipe.Name, f.Mode, f.Figure))))
            {
                var name = $"{recipe}-{mode.ToString().ToLowerInvariant()}-{figure.Name}.svg";
                SafeFile.Write(Path.Combine(figures, name), stream => SvgFigureWriter.Write(figure, stream));
                count++;
            }

            Tell($"Figures: {Numbers.Count(count, "file")} in {figures}");
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
