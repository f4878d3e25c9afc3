using Kilter.Frames;
using Kilter.Reports;
using Kilter.Sources;

namespace Kilter.Cli.Commands;

/// <summary>A file of scores as <c>kilter eval</c> needs it.</summary>
/// <param name="Reading">The file as read.</param>
/// <param name="Column">Which column holds the scores.</param>
/// <param name="Scores">The scores (T), NaN where there is none.</param>
/// <param name="IsOurs">True when <c>kilter</c> wrote it: scores are multiples of the limit.</param>
/// <param name="Seen">What each sample was used for before, (T); null when the file does not say.</param>
internal sealed record ScoreFile(Reading Reading, string Column, double[] Scores, bool IsOurs, SeenFor[]? Seen)
{
    /// <summary>The column of a score file that says what each sample was used for.</summary>
    public const string SeenColumn = "seen";

    private static readonly string[] Telling = ["score", "scores", "anomaly_score", "anomaly-score"];

    /// <summary>When the samples were taken.</summary>
    public TimeAxis Time => Reading.Frame.Time;

    /// <summary>Finds the scores in a file.</summary>
    /// <exception cref="DataException">There are several columns of numbers and none is called score.</exception>
    public static ScoreFile Of(Reading reading, string file, string? wanted)
    {
        var names = reading.Frame.Channels.Select(c => c.Name).ToList();
        var column = wanted is not null ? Demand(names, wanted, file)
            : names.FirstOrDefault(n => Telling.Contains(n, StringComparer.OrdinalIgnoreCase)) ?? (names.Count == 1 ? names[0] : null);
        if (column is null)
        {
            throw new DataException($"'{reading.Name}' has {names.Count} columns of numbers, and none is called score.")
            {
                File = file,
                Expected = [$"It has: {string.Join(", ", names)}."],
                Try = ["--score-col NAME"],
                IsUsage = true,
            };
        }

        var isOurs = column == "score" && names.Contains("flagged");
        return new ScoreFile(reading, column, Values(reading.Frame, names.IndexOf(column)), isOurs, isOurs ? SeenOf(reading.Frame, names.IndexOf(SeenColumn)) : null);
    }

    private static string Demand(List<string> names, string wanted, string file)
        => names.Contains(wanted) ? wanted : throw new DataException($"There is no column of numbers '{wanted}' in '{Path.GetFileName(file)}'.")
        {
            File = file,
            Expected = [$"It has: {string.Join(", ", names)}."],
            IsUsage = true,
        };

    private static double[] Values(Frame frame, int channel)
    {
        var values = new double[frame.Count];
        for (var t = 0; t < values.Length; t++)
        {
            values[t] = frame[t, channel];
        }

        return values;
    }

    private static SeenFor[]? SeenOf(Frame frame, int channel)
        => channel < 0 ? null : Array.ConvertAll(Values(frame, channel), v => double.IsNaN(v) ? SeenFor.None : (SeenFor)(int)v);
}
