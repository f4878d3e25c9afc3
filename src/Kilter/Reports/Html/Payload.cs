using System.Text.Json;
using Kilter.Events;
using Kilter.Frames;
using Kilter.Reports.Words;

namespace Kilter.Reports.Html;

/// <summary>The numbers behind a page's charts: one JSON object whose series travel as base64 codes of 16 or 8 bits.</summary>
/// <remarks>Written with the encoder that escapes &lt;, &gt; and &amp;, so that no text of the data can close the script element it stands in.</remarks>
internal static class Payload
{
    private const double TicksPerMillisecond = TimeSpan.TicksPerMillisecond;

    // The heat map's last step begins at 2.4 times a channel's own limit; beyond 4 nothing more is told apart.
    private const double HottestDeparture = 4;

    /// <summary>Writes the object.</summary>
    public static void Write(Stream output, Report report, IReadOnlyList<AnomalyEvent> events)
    {
        var plan = DrawingPlan.For(report);
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("kind", report.Frame.Time.HasTime ? "time" : "row");
        json.WriteNumber("n", report.Frame.Count);
        WriteTime(json, report, plan);
        WriteSegments(json, plan);
        WriteChannels(json, report, plan);
        WriteScore(json, report, plan);
        WriteEvents(json, report, events);
        WriteRanges(json, "labels", report.Labels?.Ranges ?? []);
        WriteRanges(json, "learned", report.Method.TrainedOn is { } trained ? [trained] : []);
        TrustPayload.Write(json, report);
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, Report report, DrawingPlan plan)
    {
        var time = report.Frame.Time;
        var clock = Clock.Of(report);
        json.WriteNumber("step", clock.HasTime ? clock.Step / TicksPerMillisecond : 1);
        if (time.Count > 0)
        {
            json.WriteNumber("end", Axis(time, clock.EndTicks(time.Count)));
        }

        json.WriteStartArray("knots");
        foreach (var (sample, ticks) in TimeKnots.Of(time, clock.Step, [.. plan.Windows.Select(w => w.Segment)]))
        {
            json.WriteNumberValue(sample);
            json.WriteNumberValue(Axis(time, ticks));
        }

        json.WriteEndArray();
        json.WriteStartArray("gaps");
        foreach (var gap in plan.Gaps)
        {
            json.WriteNumberValue(gap);
        }

        json.WriteEndArray();
    }

    // Milliseconds since 1970, as the page's clock counts, or the row.
    private static double Axis(TimeAxis time, long ticks) => time.HasTime ? (ticks - DateTime.UnixEpoch.Ticks) / TicksPerMillisecond : ticks;

    private static void WriteSegments(Utf8JsonWriter json, DrawingPlan plan)
    {
        json.WriteStartObject("plan");
        json.WriteNumber("bits", plan.Bits);
        Segments("v", plan.Values);
        Segments("m", plan.Expected);
        Segments("s", plan.Scores);
        Segments("h", plan.Departures);
        Segments("w", [.. plan.Windows.Select(w => w.Segment)]);
        Segments("hw", [.. plan.HeatWindows.Select(w => w.Segment)]);
        json.WriteEndObject();

        void Segments(string name, IReadOnlyList<Segment> segments)
        {
            json.WriteStartArray(name);
            foreach (var segment in segments)
            {
                json.WriteNumberValue(segment.Start);
                json.WriteNumberValue(segment.End);
                json.WriteNumberValue(segment.Per);
            }

            json.WriteEndArray();
        }
    }

    private static void WriteChannels(Utf8JsonWriter json, Report report, DrawingPlan plan)
    {
        var frame = report.Frame;
        var count = frame.Channels.Count;
        var values = DetailedTrack.Of(frame.Values, count, plan.Values, plan.Windows);
        var expected = report.Expected is null ? null : DetailedTrack.Of<float>(report.Expected.Middle, count, plan.Expected, plan.Windows);
        var departures = report.Departures is null || count == 1 ? null : DetailedTrack.Of<float>(report.Departures, count, plan.Departures, plan.HeatWindows, HottestDeparture);
        json.WriteStartArray("ch");
        for (var c = 0; c < count; c++)
        {
            json.WriteStartObject();
            json.WriteString("n", frame.Channels[c].Name);
            json.WriteString("unit", frame.Channels[c].Unit);
            values.Write(json, "v", c, plan.Bits);
            if (expected is not null)
            {
                json.WriteNumber("below", report.Expected!.Below[c]);
                json.WriteNumber("above", report.Expected.Above[c]);
                expected.Write(json, "m", c, plan.Bits);
            }

            departures?.Write(json, "h", c, bits: 8);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("order");
        foreach (var c in plan.Involved)
        {
            json.WriteNumberValue(c);
        }

        json.WriteEndArray();
        json.WriteStartArray("constant");
        foreach (var name in report.Data.ConstantChannels)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }

    private static void WriteScore(Utf8JsonWriter json, Report report, DrawingPlan plan)
    {
        if (report.Verdict == Verdict.CannotTell)
        {
            return;
        }

        // On a logarithm: a score of thousands must not flatten the scores around the limit to nothing.
        var logs = new float[report.Scores.Length];
        for (var t = 0; t < logs.Length; t++)
        {
            logs[t] = MathF.Log(1 + Math.Max(0, report.Scores[t]));
        }

        DetailedTrack.Of<float>(logs, 1, plan.Scores, [.. plan.Windows.Select(w => w with { Channels = null })]).Write(json, "score", 0, bits: 16);
    }

    private static void WriteEvents(Utf8JsonWriter json, Report report, IReadOnlyList<AnomalyEvent> events)
    {
        json.WriteStartArray("events");
        foreach (var found in events)
        {
            json.WriteStartObject();
            json.WriteString("id", found.Id);
            json.WriteNumber("i0", found.Range.Start);
            json.WriteNumber("i1", found.Range.End);
            json.WriteNumber("sev", (int)found.Severity);
            json.WriteNumber("score", found.Score);
            var around = DrawingPlan.Surroundings(found.Range, report.Frame.Count);
            json.WriteNumber("z0", around.Start);
            json.WriteNumber("z1", around.End);
            json.WriteStartArray("top");
            foreach (var part in found.Channels.Take(4).Where(p => p.Share >= 0.02))
            {
                json.WriteStartArray();
                json.WriteNumberValue(part.Channel);
                json.WriteNumberValue(Math.Round(part.Share, 3));
                json.WriteEndArray();
            }

            json.WriteEndArray();
            CloseUpHtml.Write(json, report, found);
            CloseUp.Write(json, report, found, events.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRanges(Utf8JsonWriter json, string name, IReadOnlyList<SampleRange> ranges)
    {
        json.WriteStartArray(name);
        foreach (var range in ranges)
        {
            json.WriteNumberValue(range.Start);
            json.WriteNumberValue(range.End);
        }

        json.WriteEndArray();
    }
}
