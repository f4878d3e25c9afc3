using System.Text.Encodings.Web;
using System.Text.Json;
using Kilter.Events;
using Kilter.Frames;
using Kilter.Reports.Words;

namespace Kilter.Reports;

/// <summary>Writes a report as one JSON object, described by <c>docs/report.schema.json</c>.</summary>
/// <remarks>
/// <para>Times are ISO 8601 with Z, or row numbers (JSON numbers) where the data has no time; intervals hold their start and not their end.</para>
/// <para>What is not known or not finite is null. Scores are multiples of the alarm limit. The scores of single samples are in <see cref="CsvReportWriter"/>'s file.</para>
/// </remarks>
public static class JsonReportWriter
{
    // Names and units are people's own: written as they are, since this is a file and not part of a page.
    internal static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes UTF-8 without a byte order mark, with a line break at the end. The stream stays open.</summary>
    /// <param name="report">What to write.</param>
    /// <param name="output">Where to.</param>
    /// <param name="indented">False for one line without spaces.</param>
    public static void Write(Report report, Stream output, bool indented = true)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        using (var json = new Utf8JsonWriter(output, Options with { Indented = indented }))
        {
            WriteReport(json, report);
        }

        output.WriteByte((byte)'\n');
    }

    internal static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteReport(Utf8JsonWriter json, Report report)
    {
        var clock = Clock.Of(report);
        json.WriteStartObject();
        json.WriteNumber("format", 1);
        json.WriteString("verdict", VerdictWords.Key(report.Verdict));
        json.WriteString("sentence", VerdictWords.Sentence(report).ToString());
        json.WriteString("lead", VerdictWords.Lead(report).ToString());
        WriteData(json, report, clock);
        WriteDetector(json, report);
        WriteThreshold(json, report.Method);
        json.WriteStartArray("events");
        foreach (var found in report.Events)
        {
            WriteEvent(json, report, clock, found);
        }

        json.WriteEndArray();
        WriteClosestCall(json, report, clock);
        WriteLabels(json, report, clock);
        WriteRules(json, report);
        WriteRun(json, report.Run);
        json.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter json, Report report, Clock clock)
    {
        var data = report.Data;
        json.WriteStartObject("data");
        json.WriteString("name", data.Name);
        json.WriteNumber("rows", data.Rows);
        json.WriteNumber("samples", report.Frame.Count);
        WriteTexts(json, "channels", report.Frame.Channels.Select(c => c.Name));
        json.WriteStartObject("units");
        foreach (var channel in report.Frame.Channels.Where(c => c.Unit is not null))
        {
            json.WriteString(channel.Name, channel.Unit);
        }

        json.WriteEndObject();
        WriteTexts(json, "constantChannels", data.ConstantChannels);
        WriteInterval(json, report.Frame, clock, new SampleRange(0, report.Frame.Count));
        WriteNumber(json, clock.HasTime ? "stepSeconds" : "stepRows", clock.HasTime ? new TimeSpan(clock.Step).TotalSeconds : 1);
        json.WriteString("timeZone", data.TimeZone);
        json.WriteString("layout", data.Layout);
        json.WriteNumber("bytes", data.Bytes);
        json.WriteString("fingerprint", data.Fingerprint);
        json.WriteString("quality", data.Quality);
        json.WriteStartArray("checks");
        foreach (var check in data.Checks)
        {
            json.WriteStartObject();
            json.WriteString("name", check.Name);
            json.WriteBoolean("passed", check.Passed);
            json.WriteString("value", check.Value);
            json.WriteString("detail", check.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTexts(json, "warnings", data.Warnings);
        json.WriteEndObject();
    }

    private static void WriteDetector(Utf8JsonWriter json, Report report)
    {
        var method = report.Method;
        json.WriteStartObject("detector");
        json.WriteString("name", method.Detector);
        json.WriteString("text", method.DetectorText);
        json.WriteNumber("window", method.Window);
        json.WriteNumber("season", method.Season);
        json.WriteNumber("seed", report.Run.Seed);
        json.WriteString("trainedOn", method.TrainedOnText);
        json.WriteEndObject();
    }

    private static void WriteThreshold(Utf8JsonWriter json, MethodSummary method)
    {
        json.WriteStartObject("threshold");
        json.WriteString("name", method.Threshold.Name);
        WriteNumber(json, "limit", method.Threshold.Limit);
        json.WriteString("rateUnit", method.RatesPerWeek ? "week" : "10000 rows");
        WriteNumber(json, method.RatesPerWeek ? "alertsPerWeek" : "alertsPer10000Rows", method.Budget);
        WriteNumber(json, "expectedRate", method.Threshold.ExpectedRate);
        json.WriteNumber("calibratedOn", method.Threshold.CalibratedOn);
        json.WriteString("fittedOn", method.Threshold.FittedOn.Text);
        json.WriteBoolean("usedLabels", method.Threshold.FittedOn.UsedLabels);
        json.WriteString("note", method.Threshold.Note);
        json.WriteNumber("mergeGap", method.MergeGap);
        json.WriteEndObject();
    }

    internal static void WriteEvent(Utf8JsonWriter json, Report report, Clock clock, AnomalyEvent found)
    {
        json.WriteStartObject();
        json.WriteString("id", found.Id);
        WriteInterval(json, report.Frame, clock, found.Range);
        WriteInstant(json, "peak", report.Frame, clock, found.Peak);
        json.WriteBoolean("openAtEnd", found.OpenAtEnd);
        json.WriteString("severity", EventWords.Word(found.Severity).ToLowerInvariant());
        WriteNumber(json, "score", found.Score);
        json.WriteString("confidence", Certainty.Key(found.Confidence));
        WriteNumber(json, "returnPeriod", found.ReturnPeriod);
        json.WriteString("meaning", Certainty.Meaning(report, found));
        var first = found.Channels.Count > 0 ? found.Channels[0] : null;
        WriteNumber(json, "seen", first?.Seen ?? double.NaN);
        WriteExpected(json, first);
        json.WriteStartArray("channels");
        foreach (var part in found.Channels)
        {
            json.WriteStartObject();
            json.WriteString("name", part.Name);
            WriteNumber(json, "share", part.Share);
            WriteNumber(json, "seen", part.Seen);
            WriteExpected(json, part);
            WriteNumber(json, "middle", part.Expected);
            WriteInstant(json, "at", report.Frame, clock, part.At);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteExpected(Utf8JsonWriter json, ChannelPart? part)
    {
        if (part is null || (!double.IsFinite(part.ExpectedLow) && !double.IsFinite(part.ExpectedHigh)))
        {
            json.WriteNull("expected");
            return;
        }

        json.WriteStartArray("expected");
        foreach (var edge in new[] { part.ExpectedLow, part.ExpectedHigh })
        {
            if (double.IsFinite(edge))
            {
                json.WriteNumberValue(edge);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteClosestCall(Utf8JsonWriter json, Report report, Clock clock)
    {
        if (report.ClosestCall is not { } near)
        {
            json.WriteNull("closestCall");
            return;
        }

        json.WriteStartObject("closestCall");
        WriteInstant(json, "at", report.Frame, clock, near.Sample);
        WriteNumber(json, "score", near.Score);
        json.WriteEndObject();
    }

    private static void WriteLabels(Utf8JsonWriter json, Report report, Clock clock)
    {
        if (report.Labels is not { } labels)
        {
            json.WriteNull("labels");
            return;
        }

        json.WriteStartArray("labels");
        foreach (var range in labels.Ranges)
        {
            json.WriteStartObject();
            WriteInterval(json, report.Frame, clock, range);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRules(Utf8JsonWriter json, Report report)
    {
        json.WriteStartArray("simpleRules");
        foreach (var rule in report.SimpleRules)
        {
            json.WriteStartObject();
            json.WriteString("name", rule.Name);
            json.WriteString("why", rule.Why);
            WriteNumber(json, "hits", rule.Hits ?? double.NaN);
            WriteNumber(json, "of", rule.Of ?? double.NaN);
            json.WriteNumber("otherAlarms", rule.OtherAlarms);
            json.WriteNumber("agrees", rule.Agrees);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRun(Utf8JsonWriter json, RunSummary run)
    {
        json.WriteStartObject("run");
        json.WriteString("id", run.Id);
        json.WriteString("command", run.Command);
        json.WriteString("version", run.Version);
        json.WriteString("runtime", run.Runtime);
        json.WriteNumber("threads", run.Threads);
        json.WriteString("made", run.Made is { } made ? Clock.Iso(made) : null);
        WriteNumber(json, "tookSeconds", run.Took?.TotalSeconds ?? double.NaN);
        json.WritePropertyName("configuration");
        using (var configuration = JsonDocument.Parse(run.ConfigurationJson))
        {
            configuration.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter json, Frame frame, Clock clock, SampleRange range)
    {
        if (frame.Count == 0)
        {
            json.WriteNull("start");
            json.WriteNull("end");
            return;
        }

        WriteInstant(json, "start", frame, clock, range.Start);
        if (clock.HasTime)
        {
            json.WriteString("end", clock.IsoEnd(range.End));
        }
        else
        {
            json.WriteNumber("end", clock.EndTicks(range.End));
        }
    }

    internal static void WriteInstant(Utf8JsonWriter json, string name, Frame frame, Clock clock, int sample)
    {
        if (clock.HasTime)
        {
            json.WriteString(name, clock.Iso(sample));
        }
        else
        {
            json.WriteNumber(name, frame.Time[sample]);
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
