using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kilter.Cli.Commands;
using Kilter.Cli.Options;
using Kilter.Evaluation;
using Kilter.Reports.Words;

namespace Kilter.Cli.Rendering;

/// <summary>What <c>kilter eval</c> prints: honest metrics first.</summary>
internal static class EvaluationTable
{
    private static readonly JsonWriterOptions Relaxed = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Column[] Columns = [new("Metric", "metric"), new("Value", "value", RightAligned: true), new("What it says", "says", Wraps: true)];

    /// <summary>Prints the result.</summary>
    public static void Write(Terminal terminal, OutputFormat format, ScoreFile file, JudgedScores data, SeenCheck judged, IReadOnlyList<MetricResult> results)
    {
        switch (format)
        {
            case OutputFormat.Json:
                WriteJson(terminal, file, data, judged, results);
                break;
            case OutputFormat.JsonLines:
            case OutputFormat.Csv:
                var list = new Listing(new("", "metric"), new("", "value"), new("", "standing"), new("", "undefined"));
                foreach (var (entry, value) in results)
                {
                    list.Add(entry.Name, value.IsDefined ? value.ToString() : "", Word(entry.Standing), value.Reason ?? "");
                }

                list.Write(terminal, format);
                break;
            default:
                WriteTable(terminal, file, data, judged, results);
                break;
        }
    }

    private static void WriteTable(Terminal terminal, ScoreFile file, JudgedScores data, SeenCheck judged, IReadOnlyList<MetricResult> results)
    {
        terminal.SaySentence(Summary(file, data));
        foreach (var note in Notes(data, judged))
        {
            terminal.SaySentence(note);
        }

        // Many lines that all miss the same limit would hide those that say something; JSON and CSV have every one.
        var silent = data.HasFlags ? [] : results.Where(r => r.Entry.NeedsLimit).ToList();
        if (silent.Count > 0)
        {
            terminal.SaySentence($"{Numbers.Count(silent.Count, "metric")} that need a limit are undefined: {silent[0].Value.Reason}.");
        }

        foreach (var group in results.Except(silent).GroupBy(r => r.Entry.Standing))
        {
            terminal.Say();
            terminal.Say("  " + terminal.Paint(Heading(group.Key), Ink.Strong));
            var table = new Table(Columns);
            foreach (var (entry, value) in group)
            {
                table.Add(new(entry.Title), new(Figure(entry, value), value.IsDefined ? Ink.Plain : Ink.Doubt), new(value.IsDefined ? entry.Says : value.Reason!, Ink.Dim));
            }

            table.Write(terminal);
        }
    }

    private static string Summary(ScoreFile file, JudgedScores data)
    {
        var labelled = data.Labels.Count(true);
        var text = $"{Numbers.Count(data.Count, "sample")}, {Numbers.Count(labelled)} of them labelled in {Numbers.Count(data.Ranges.Count, "stretch", "stretches")}";
        return data.Options.Limit is not { } limit
            ? text + $"; no limit, so only the order of '{file.Column}' is judged."
            : text + FormattableString.Invariant($"; '{file.Column}' {(data.Options.Rule == LimitRule.AtLeast ? "at least" : "above")} {limit} is an alarm: {data.Alarms.Count:N0} of them, {data.Flags.Count(true):N0} samples.");
    }

    private static IEnumerable<string> Notes(JudgedScores data, SeenCheck judged)
    {
        if (judged.Note.Length > 0)
        {
            yield return judged.Note;
        }

        var labelled = data.Labels.Count(true);
        if (data.Count > 0 && (labelled == 0 || labelled == data.Count))
        {
            yield return $"{(labelled == 0 ? "Nothing" : "Everything")} is labelled: with one class only, most metrics are undefined.";
        }

        if (data.Unscored > 0)
        {
            yield return $"{Numbers.Count(data.Unscored, "sample has", "samples have")} no score: never flagged, and left out where scores are ranked.";
        }
    }

    private static void WriteJson(Terminal terminal, ScoreFile file, JudgedScores data, SeenCheck judged, IReadOnlyList<MetricResult> results)
    {
        terminal.Out.Flush();
        using (var json = new Utf8JsonWriter(terminal.OutStream, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("file", file.Reading.Name);
            json.WriteString("column", file.Column);
            json.WriteNumber("samples", data.Count);
            json.WriteNumber("unscored", data.Unscored);
            json.WriteNumber("labelledSamples", data.Labels.Count(true));
            json.WriteNumber("labelledStretches", data.Ranges.Count);
            WriteNumber(json, "limit", data.Options.Limit ?? double.NaN);
            json.WriteString("rule", data.Options.Rule == LimitRule.AtLeast ? "at-least" : "above");
            json.WriteNumber("alarms", data.Alarms.Count);
            json.WriteStartArray("notes");
            foreach (var note in Notes(data, judged))
            {
                json.WriteStringValue(note);
            }

            json.WriteEndArray();
            json.WriteStartArray("metrics");
            foreach (var (entry, value) in results)
            {
                json.WriteStartObject();
                json.WriteString("name", entry.Name);
                WriteNumber(json, "value", value.Value);
                if (value.Reason is { } reason)
                {
                    json.WriteString("undefined", reason);
                }

                json.WriteString("standing", Word(entry.Standing));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        terminal.Say();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsNaN(value))
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, value);
        }
    }

    private static string Figure(MetricEntry entry, MetricValue value)
        => !value.IsDefined ? value.ToString() : entry.Range == "a count" ? Numbers.Count((long)value.Value)
            : value.Value.ToString(entry.Range is "samples" or "up to 100" ? "N1" : "F3", CultureInfo.InvariantCulture);

    private static string Word(MetricStanding standing) => standing.ToString().ToLowerInvariant();

    private static string Heading(MetricStanding standing) => standing switch
    {
        MetricStanding.Honest => "What was found",
        MetricStanding.Oracle => "Oracle: the limit chosen by these labels",
        _ => "Optimistic: random scores do well",
    };
}
