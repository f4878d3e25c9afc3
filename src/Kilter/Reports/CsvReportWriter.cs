using System.Globalization;
using System.Text;
using Kilter.Reports.Words;

namespace Kilter.Reports;

/// <summary>Writes a report's numbers as comma-separated text: its events, or its scores sample by sample.</summary>
/// <remarks>UTF-8 without a byte order mark, lines end in \n, RFC 4180 quotes where needed; what is not known is an empty cell. Times are ISO 8601 with Z, or row numbers.</remarks>
public static class CsvReportWriter
{
    /// <summary>One line an event. The stream stays open.</summary>
    public static void WriteEvents(Report report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        var clock = Clock.Of(report);
        using var text = Open(output);
        text.Write("id,start,end,peak,severity,score,confidence,return_period,open,channel,share,seen,expected_low,expected_high\n");
        foreach (var found in report.Events)
        {
            var first = found.Channels.Count > 0 ? found.Channels[0] : null;
            text.Write(string.Join(
                ',',
                found.Id,
                Instant(report, clock, found.Range.Start),
                clock.HasTime ? clock.IsoEnd(found.Range.End) : Text(clock.EndTicks(found.Range.End)),
                Instant(report, clock, found.Peak),
                EventWords.Word(found.Severity).ToLowerInvariant(),
                Text(found.Score),
                Certainty.Key(found.Confidence),
                Text(found.ReturnPeriod),
                found.OpenAtEnd ? "1" : "0",
                Quoted(first?.Name ?? ""),
                Text(first?.Share ?? double.NaN),
                Text(first?.Seen ?? double.NaN),
                Text(first?.ExpectedLow ?? double.NaN),
                Text(first?.ExpectedHigh ?? double.NaN)));
            text.Write('\n');
        }
    }

    /// <summary>
    /// One line a sample: time (or row), score, flagged (1 when the score is at least 1), the event's id, what the sample was used for before it was judged
    /// (<see cref="SeenFor"/>: 1 for fitting, 2 for the limit, 3 for both, so that nobody takes it for a test), and what was expected of each channel, when that is known. The stream stays open. Cost: O(T·C).
    /// </summary>
    public static void WriteScores(Report report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        var clock = Clock.Of(report);
        var channels = report.Frame.Channels.Count;
        using var text = Open(output);
        text.Write(clock.HasTime ? "time,score,flagged,event,seen" : "row,score,flagged,event,seen");
        for (var c = 0; report.Expected is not null && c < channels; c++)
        {
            text.Write(',' + Quoted("expected_" + report.Frame.Channels[c].Name));
        }

        text.Write('\n');
        var next = 0;
        var seen = SeenSamples.Of(report);
        for (var t = 0; t < report.Frame.Count; t++)
        {
            while (next < report.Events.Count && report.Events[next].Range.End <= t)
            {
                next++;
            }

            text.Write(Instant(report, clock, t));
            text.Write(',');
            text.Write(Text(report.Scores[t]));
            text.Write(report.Scores[t] >= 1 ? ",1," : ",0,");
            if (next < report.Events.Count && report.Events[next].Range.Contains(t))
            {
                text.Write(report.Events[next].Id);
            }

            text.Write(',');
            text.Write(Text((long)seen[t]));
            for (var c = 0; report.Expected is not null && c < channels; c++)
            {
                text.Write(',');
                text.Write(Text(report.Expected.Middle[(t * channels) + c]));
            }

            text.Write('\n');
        }
    }

    private static StreamWriter Open(Stream output)
        => new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };

    private static string Instant(Report report, Clock clock, int sample) => clock.HasTime ? clock.Iso(sample) : Text(report.Frame.Time[sample]);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    // The shortest digits that read back to the same number.
    private static string Text(float value) => float.IsFinite(value) ? value.ToString(CultureInfo.InvariantCulture) : "";

    private static string Text(double value) => double.IsFinite(value) ? value.ToString(CultureInfo.InvariantCulture) : "";

    private static string Quoted(string text)
        => text.AsSpan().IndexOfAny(',', '"', '\n') < 0 && !text.Contains('\r') ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
