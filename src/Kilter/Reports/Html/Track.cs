using System.Buffers.Binary;
using System.Numerics;

namespace Kilter.Reports.Html;

/// <summary>The lowest and highest value of every bucket of every channel, and their packed form.</summary>
/// <remarks>NaN is skipped; a bucket of nothing but NaN is NaN. Cost: one pass over the values, O(T·C).</remarks>
internal sealed class Track
{
    private readonly double[] _lows;
    private readonly double[] _highs;
    private readonly IReadOnlyList<Segment> _segments;
    private readonly int _buckets;

    private Track(int channels, IReadOnlyList<Segment> segments)
    {
        _segments = segments;
        _buckets = segments.Sum(s => s.Buckets);
        _lows = new double[channels * _buckets];
        _highs = new double[channels * _buckets];
        Array.Fill(_lows, double.NaN);
        Array.Fill(_highs, double.NaN);
    }

    /// <summary>The extremes of <paramref name="values"/>, row-major with <paramref name="channels"/> columns.</summary>
    public static Track Of<T>(ReadOnlySpan<T> values, int channels, IReadOnlyList<Segment> segments)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        var track = new Track(channels, segments);
        var lows = new T[channels];
        var highs = new T[channels];
        var bucket = 0;
        foreach (var segment in segments)
        {
            for (var start = segment.Start; start < segment.End; start += segment.Per, bucket++)
            {
                Array.Fill(lows, T.PositiveInfinity);
                Array.Fill(highs, T.NegativeInfinity);
                var end = Math.Min(segment.End, start + segment.Per);
                Scan(values[(start * channels)..(end * channels)], lows, highs);
                track.Keep(bucket, lows, highs);
            }
        }

        return track;
    }

    /// <summary>The lowest and highest finite value of a channel; (0, 0) when there is none.</summary>
    public (double Low, double High) RangeOf(int channel)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var k = channel * _buckets; k < (channel + 1) * _buckets; k++)
        {
            low = _lows[k] < low ? _lows[k] : low;
            high = _highs[k] > high ? _highs[k] : high;
        }

        return low <= high ? (low, high) : (0, 0);
    }

    /// <summary>
    /// A channel as little-endian codes: one value for each sample of a raw segment, low then high for each bucket of another (only high with
    /// <paramref name="highOnly"/>). The highest code stands for NaN.
    /// </summary>
    public byte[] Pack(int channel, double low, double high, int bits, bool highOnly = false)
        => Pack(channel, low, high, bits, highOnly, 0, _segments.Count);

    /// <summary>The same for a single segment.</summary>
    public byte[] PackSegment(int channel, int segment, double low, double high, int bits, bool highOnly = false)
        => Pack(channel, low, high, bits, highOnly, segment, segment + 1);

    private static void Scan<T>(ReadOnlySpan<T> values, T[] lows, T[] highs)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < values.Length;)
        {
            for (var c = 0; c < lows.Length; c++, i++)
            {
                var value = values[i];
                if (value < lows[c])
                {
                    lows[c] = value;
                }

                if (value > highs[c])
                {
                    highs[c] = value;
                }
            }
        }
    }

    private void Keep<T>(int bucket, T[] lows, T[] highs)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (var c = 0; c < lows.Length; c++)
        {
            if (lows[c] <= highs[c])
            {
                _lows[(c * _buckets) + bucket] = double.CreateTruncating(lows[c]);
                _highs[(c * _buckets) + bucket] = double.CreateTruncating(highs[c]);
            }
        }
    }

    private byte[] Pack(int channel, double low, double high, int bits, bool highOnly, int from, int to)
    {
        var codes = new List<int>();
        var k = channel * _buckets;
        for (var s = 0; s < to; s++)
        {
            var both = _segments[s].Per > 1 && !highOnly;
            for (var j = 0; j < _segments[s].Buckets; j++, k++)
            {
                if (s < from)
                {
                    continue;
                }

                if (both)
                {
                    codes.Add(Code(_lows[k], low, high, bits));
                }

                codes.Add(Code(_highs[k], low, high, bits));
            }
        }

        var bytes = new byte[codes.Count * (bits / 8)];
        for (var i = 0; i < codes.Count; i++)
        {
            if (bits == 16)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), (ushort)codes[i]);
            }
            else
            {
                bytes[i] = (byte)codes[i];
            }
        }

        return bytes;
    }

    private static int Code(double value, double low, double high, int bits)
    {
        var top = (1 << bits) - 2;
        return double.IsNaN(value) ? top + 1 : high > low ? (int)Math.Round(Math.Clamp((value - low) / (high - low), 0, 1) * top) : 0;
    }
}
