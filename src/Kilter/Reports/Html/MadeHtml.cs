using System.Globalization;
using System.Text;
using System.Text.Json;
using Kilter.Reports.Words;

namespace Kilter.Reports.Html;

/// <summary>"How this was made": the command, the data, the method, the program, the whole configuration, and what the report cannot tell.</summary>
internal static class MadeHtml
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The command with its copy button; empty when none is known.</summary>
    public static string Command(Report report)
        => report.Run.Command.Length == 0 ? ""
            : $"<div class=\"cmd\"><pre id=\"cmd\">{HtmlText.Escape(report.Run.Command)}</pre><button class=\"btn primary noprint\" data-copy=\"#cmd\">Copy</button></div>";

    /// <summary>Three lists of facts.</summary>
    public static string Lists(Report report)
        => "<div class=\"grid3\">" + List("Data", Data(report)) + List("Method", Method(report)) + List("Program", Program(report)) + "</div>";

    /// <summary>The configuration, indented.</summary>
    public static string Configuration(Report report)
    {
        using var configuration = JsonDocument.Parse(report.Run.ConfigurationJson);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            configuration.WriteTo(json);
        }

        return HtmlText.Escape(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>What the method cannot see.</summary>
    public static string Limits(Report report)
        => report.Method.Limits.Count == 0 ? ""
            : "<details><summary>What this report cannot tell you</summary><ul class=\"limits\">" + string.Concat(report.Method.Limits.Select(l => $"<li>{HtmlText.Escape(l)}</li>")) + "</ul></details>";

    private static string List(string title, IEnumerable<(string Term, string Value)> rows)
        => $"<div><h3>{title}</h3><dl class=\"kv\">{HtmlText.Terms(rows.Where(r => r.Value.Length > 0).Select(r => (r.Term, HtmlText.Escape(r.Value))))}</dl></div>";

    private static IEnumerable<(string Term, string Value)> Data(Report report)
    {
        var data = report.Data;
        yield return ("Source", (data.Bytes > 0 ? Numbers.Count(data.Bytes, "byte") + ", " : "") + data.Layout);
        yield return ("Rows read", Numbers.Count(data.Rows));
        yield return ("Fingerprint", "sha256 " + Short(data.Fingerprint));
        yield return ("Time zone", report.Frame.Time.HasTime ? data.TimeZone : "no times in the data");
        yield return ("Learned from", report.Method.TrainedOnText);
        yield return ("Calibrated on", report.Method.CalibratedOnText);
        yield return ("Left out", data.ConstantChannels.Count > 0 ? Numbers.Count(data.ConstantChannels.Count, "constant channel") : "");
    }

    private static IEnumerable<(string Term, string Value)> Method(Report report)
    {
        var method = report.Method;
        var clock = Clock.Of(report);
        yield return ("Detector", method.Detector);
        yield return ("Finds best", method.DetectorText);
        yield return ("Window", Samples(clock, method.Window));
        yield return ("Season", method.Season > 0 ? Samples(clock, method.Season) : "none found");
        yield return ("Limit", method.Threshold.Name + ", " + Numbers.Value(method.Threshold.Limit));
        yield return ("How it was set", method.Threshold.Note);
        yield return ("Merge gap", Samples(clock, method.MergeGap));
        yield return ("Seed", report.Run.Seed.ToString(CultureInfo.InvariantCulture));
    }

    private static IEnumerable<(string Term, string Value)> Program(Report report)
    {
        var run = report.Run;
        yield return ("kilter", run.Version);
        yield return (".NET", run.Runtime);
        yield return ("Made", run.Made is { } made ? made.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture) + " UTC" : "");
        yield return ("Fit and score", run.Took is { } took ? Durations.Exact(took) + (run.Threads > 0 ? " on " + Numbers.Count(run.Threads, "thread") : "") : "");
        yield return ("Run", run.Id);
    }

    private static string Samples(Clock clock, int count)
        => Numbers.Count(count, "sample") + (clock.HasTime && clock.Step > 0 && count > 0 ? $" ({Durations.Exact(new TimeSpan(clock.Step * count))})" : "");

    private static string Short(string fingerprint)
        => fingerprint.Length < 20 ? fingerprint : $"{fingerprint[..4]} {fingerprint[4..8]} … {fingerprint[^4..]}";
}
