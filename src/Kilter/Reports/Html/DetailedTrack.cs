using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Kilter.Reports.Html;

/// <summary>A track of the whole record, and finer ones of the windows around events where they gain at least twice the detail.</summary>
internal sealed class DetailedTrack
{
    private readonly IReadOnlyList<DetailWindow> _details;
    private readonly Track _whole;
    private readonly Track _windows;
    private readonly int _per;

    private DetailedTrack(IReadOnlyList<DetailWindow> details, Track whole, Track windows, int per)
    {
        _details = details;
        _whole = whole;
        _windows = windows;
        _per = per;
    }

    /// <summary>Always high values only, from 0 to this, in 8 bits; null to fit the range of each channel.</summary>
    public double? Top { get; init; }

    /// <summary>Reduces <paramref name="values"/>, row-major with <paramref name="channels"/> columns.</summary>
    public static DetailedTrack Of<T>(ReadOnlySpan<T> values, int channels, IReadOnlyList<Segment> segments, IReadOnlyList<DetailWindow> details, double? top = null)
        where T : struct, IBinaryFloatingPointIeee754<T>
        => new(details, Track.Of(values, channels, segments), Track.Of(values, channels, [.. details.Select(w => w.Segment)]), segments.Count == 0 ? 1 : segments[0].Per) { Top = top };

    /// <summary>Writes one channel: its range, its codes, and its codes in each window by the window's number.</summary>
    public void Write(Utf8JsonWriter json, string name, int channel, int bits)
    {
        var (low, high) = Top is { } top ? (0, top) : _whole.RangeOf(channel);
        json.WriteStartObject(name);
        json.WriteNumber("lo", low);
        json.WriteNumber("hi", high);
        json.WriteBase64String("b", _whole.Pack(channel, low, high, bits, Top is not null));
        json.WriteStartObject("w");
        for (var w = 0; w < _details.Count; w++)
        {
            if (2 * _details[w].Segment.Per <= _per && _details[w].Holds(channel))
            {
                json.WriteBase64String(w.ToString(CultureInfo.InvariantCulture), _windows.PackSegment(channel, w, low, high, bits, Top is not null));
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
