using System.Text.Json;
using Kilter.Reports.Words;

namespace Kilter.Reports;

/// <summary>Writes a report as one JSON object a line: its events, or its scores sample by sample.</summary>
/// <remarks>The names and kinds of values are those of <see cref="JsonReportWriter"/>; UTF-8 without a byte order mark, lines end in \n.</remarks>
public static class JsonLinesReportWriter
{
    /// <summary>One line an event. The stream stays open.</summary>
    public static void WriteEvents(Report report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        var clock = Clock.Of(report);
        using var json = Open(output);
        foreach (var found in report.Events)
        {
            JsonReportWriter.WriteEvent(json, report, clock, found);
            EndLine(json, output);
        }
    }

    /// <summary>One line a sample: time (or row), score, whether it is flagged, the event's id or null, and what was expected of each channel, when known. The stream stays open.</summary>
    public static void WriteScores(Report report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        var clock = Clock.Of(report);
        using var json = Open(output);
        var next = 0;
        for (var t = 0; t < report.Frame.Count; t++)
        {
            while (next < report.Events.Count && report.Events[next].Range.End <= t)
            {
                next++;
            }

            json.WriteStartObject();
            JsonReportWriter.WriteInstant(json, clock.HasTime ? "time" : "row", report.Frame, clock, t);
            WriteNumber(json, "score", report.Scores[t]);
            json.WriteBoolean("flagged", report.Scores[t] >= 1);
            json.WriteString("event", next < report.Events.Count && report.Events[next].Range.Contains(t) ? report.Events[next].Id : null);
            WriteExpected(json, report, t);
            json.WriteEndObject();
            EndLine(json, output);
        }
    }

    private static void WriteExpected(Utf8JsonWriter json, Report report, int sample)
    {
        if (report.Expected is not { } expected)
        {
            return;
        }

        json.WriteStartObject("expected");
        var channels = report.Frame.Channels;
        for (var c = 0; c < channels.Count; c++)
        {
            WriteNumber(json, channels[c].Name, expected.Middle[(sample * channels.Count) + c]);
        }

        json.WriteEndObject();
    }

    // A float as the shortest digits that read back to it; as a double it would grow a tail of digits.
    private static void WriteNumber(Utf8JsonWriter json, string name, float value)
    {
        if (float.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static Utf8JsonWriter Open(Stream output) => new(output, JsonReportWriter.Options with { Indented = false });

    private static void EndLine(Utf8JsonWriter json, Stream output)
    {
        json.Flush();
        output.WriteByte((byte)'\n');
        json.Reset();
    }
}
