using Kilter.Artifacts;
using Kilter.Reports.Figures;
using Kilter.Reports.Svg;
using Kilter.Reports.Words;

namespace Kilter.Cli.Commands;

/// <summary>Writes figures as SVG files into a folder, which is made when it is not there. A file is whole or not there.</summary>
internal static class FigureFiles
{
    // A figure of a whole record wants more room than a histogram.
    private const int WideWidth = 1_200;

    /// <summary>Throws before any work is done when there can be no such folder.</summary>
    /// <exception cref="DataException">The name is a file's.</exception>
    public static void Check(string? folder)
    {
        if (folder is not null && File.Exists(folder))
        {
            throw new DataException($"'{folder}' is a file; the name of a folder is needed for the figures.") { File = folder };
        }
    }

    /// <summary>Writes them as NAME.svg; gives the sentence that says so.</summary>
    public static string Write(string folder, IReadOnlyList<(string Name, Figure Figure)> figures)
    {
        if (figures.Count == 0)
        {
            return $"Figures: none to write into {folder}";
        }

        Directory.CreateDirectory(folder);
        foreach (var (name, figure) in figures)
        {
            SafeFile.Write(Path.Combine(folder, name + ".svg"), stream => SvgFigureWriter.Write(figure, stream, figure.Wide ? WideWidth : SvgFigureWriter.FileWidth));
        }

        return $"Figures: {Numbers.Count(figures.Count, "file")} in {folder}";
    }
}
