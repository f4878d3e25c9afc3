using System.Text.Json;
using Kilter.Reports.Words;

namespace Kilter.Reports.Html;

/// <summary>The numbers of the two charts under "Can I trust it?": how scores are spread, and what another limit would cost.</summary>
internal static class TrustPayload
{
    private const int Bins = 64;
    private const double LowestLimit = 0.3;
    private const double HighestLimit = 1.6;

    /// <summary>Writes "hist" and "cost", each only when there is something to show.</summary>
    public static void Write(Utf8JsonWriter json, Report report)
    {
        if (report.Verdict == Verdict.CannotTell)
        {
            return;
        }

        WriteHistogram(json, report);
        WriteCost(json, report);
    }

    private static void WriteHistogram(Utf8JsonWriter json, Report report)
    {
        var highest = 0f;
        foreach (var score in report.Scores)
        {
            highest = score > highest ? score : highest;
        }

        // Scores past three and a half times the limit share the last bar.
        var top = Math.Clamp(Math.Ceiling(highest * 2) / 2, 1.5, 3.5);
        var inEvent = new bool[report.Scores.Length];
        foreach (var found in report.Events)
        {
            Array.Fill(inEvent, true, found.Range.Start, found.Range.Length);
        }

        var (normal, events) = (new long[Bins], new long[Bins]);
        for (var t = 0; t < report.Scores.Length; t++)
        {
            if (!float.IsNaN(report.Scores[t]))
            {
                var bin = (int)Math.Min(Bins - 1, Math.Max(0, report.Scores[t]) / top * Bins);
                (inEvent[t] ? events : normal)[bin]++;
            }
        }

        json.WriteStartObject("hist");
        json.WriteNumber("top", top);
        json.WriteBoolean("more", highest > top);
        if (report.Method.Threshold is { Tail: { } tail, Limit: > 0 } threshold)
        {
            json.WriteNumber("tail", Math.Round(tail.Start / threshold.Limit, 4));
        }

        Counts(json, "normal", normal);
        Counts(json, "event", events);
        json.WriteEndObject();
    }

    private static void WriteCost(Utf8JsonWriter json, Report report)
    {
        var method = report.Method;
        var unit = RateUnit.Of(report);
        var counted = Counted(method, unit);
        var fitted = Fitted(method, unit);
        if (counted.Count == 0 && fitted.Count == 0)
        {
            return;
        }

        json.WriteStartObject("cost");
        json.WriteString("per", unit.Per);
        if (double.IsFinite(method.Budget))
        {
            json.WriteNumber("budget", method.Budget * unit.Scale);
            json.WriteString("budgetText", RateUnit.SayBudget(method));
        }

        Points(json, "counted", counted);
        Points(json, "fitted", fitted);
        json.WriteEndObject();
    }

    private static List<(double Level, double Rate)> Counted(MethodSummary method, RateUnit unit)
    {
        var points = new List<(double, double)>();
        for (var k = 0; method.NormalUnits > 0 && k <= 52; k++)
        {
            var level = LowestLimit + (k * (HighestLimit - LowestLimit) / 52);
            var above = method.NormalPeaks.Count(p => p > level);
            if (above > 0)
            {
                points.Add((level, above / method.NormalUnits * unit.Scale));
            }
        }

        return points;
    }

    private static List<(double Level, double Rate)> Fitted(MethodSummary method, RateUnit unit)
    {
        var points = new List<(double, double)>();
        if (method.Threshold is not { Tail: { } tail, Limit: > 0 } threshold)
        {
            return points;
        }

        for (var level = Math.Max(LowestLimit, tail.Start / threshold.Limit); level <= HighestLimit; level += 0.02)
        {
            var rate = tail.RateAbove(level * threshold.Limit) * unit.Scale;
            if (rate > 0)
            {
                points.Add((level, rate));
            }
        }

        return points;
    }

    private static void Counts(Utf8JsonWriter json, string name, long[] counts)
    {
        json.WriteStartArray(name);
        foreach (var count in counts)
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
    }

    private static void Points(Utf8JsonWriter json, string name, List<(double Level, double Rate)> points)
    {
        json.WriteStartArray(name);
        foreach (var (level, rate) in points)
        {
            json.WriteStartArray();
            json.WriteNumberValue(Math.Round(level, 4));
            json.WriteNumberValue(double.Parse(rate.ToString("G6"), System.Globalization.CultureInfo.InvariantCulture));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
