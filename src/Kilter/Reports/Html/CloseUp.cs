using System.Text.Json;
using Kilter.Events;

namespace Kilter.Reports.Html;

/// <summary>An event laid beside its nearest normal stretch: what the close-up of one event draws, for up to four channels.</summary>
internal static class CloseUp
{
    private const int MostChannels = 4;

    // 16-bit values over all close-ups of a page.
    private const int Values = 40_000;

    /// <summary>Writes the object "ctx" of an event: its window, the window of the normal stretch, and each channel in both.</summary>
    public static void Write(Utf8JsonWriter json, Report report, AnomalyEvent found, int events)
    {
        var channels = found.Channels.Take(events > 40 ? 2 : MostChannels).Where((p, i) => i == 0 || p.Share >= 0.02).ToList();
        if (channels.Count == 0)
        {
            json.WriteNull("ctx");
            return;
        }

        var margin = Math.Max(10, (int)(found.Range.Length * 0.4));
        var start = Math.Max(0, found.Range.Start - margin);
        var end = Math.Min(report.Frame.Count, found.Range.End + margin);
        var most = Math.Clamp(Values / (Math.Max(1, events) * channels.Count * 3), 60, 1_200);
        var per = (end - start + most - 1) / most;
        var shift = found.NearestNormal is { } normal ? normal.Start - found.Range.Start : (int?)null;

        json.WriteStartObject("ctx");
        json.WriteNumber("a", start);
        json.WriteNumber("b", end);
        json.WriteNumber("per", per);
        if (shift is { } by)
        {
            json.WriteNumber("n", start + by);
        }

        json.WriteStartArray("ch");
        foreach (var part in channels)
        {
            WriteChannel(json, report, part.Channel, new Segment(start, end, per), shift);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteChannel(Utf8JsonWriter json, Report report, int channel, Segment window, int? shift)
    {
        var count = report.Frame.Channels.Count;
        json.WriteStartObject();
        json.WriteNumber("c", channel);
        WriteSeries(json, "e", t => report.Frame[t, channel], report.Frame.Count, window, 0);
        if (shift is { } by)
        {
            WriteSeries(json, "n", t => report.Frame[t, channel], report.Frame.Count, window, by);
        }

        if (report.Expected is { } expected)
        {
            WriteSeries(json, "m", t => expected.Middle[(t * count) + channel], report.Frame.Count, window, 0);
        }

        json.WriteEndObject();
    }

    // Low and high of each bucket of a window moved by some samples; what lies outside the record is missing.
    private static void WriteSeries(Utf8JsonWriter json, string name, Func<int, double> value, int samples, Segment window, int shift)
    {
        var copy = new double[window.End - window.Start];
        for (var i = 0; i < copy.Length; i++)
        {
            var t = window.Start + shift + i;
            copy[i] = t >= 0 && t < samples ? value(t) : double.NaN;
        }

        var track = Track.Of<double>(copy, 1, [new Segment(0, copy.Length, window.Per)]);
        var (low, high) = track.RangeOf(0);
        json.WriteStartObject(name);
        json.WriteNumber("lo", low);
        json.WriteNumber("hi", high);
        json.WriteBase64String("b", track.Pack(0, low, high, 16));
        json.WriteEndObject();
    }
}
