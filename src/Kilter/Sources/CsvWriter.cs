using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Kilter.Artifacts;
using Kilter.Frames;

namespace Kilter.Sources;

/// <summary>Writes a frame as comma-separated text that reads back to the same bits.</summary>
/// <remarks>
/// <para>First line: <c>timestamp</c> (where there is time), the channels, and <c>anomaly</c> (where there are labels). Times are ISO 8601 in UTC with as
/// many decimals as needed; numbers the shortest text that reads back to the same float64; a missing value is an empty cell, or NaN where the line would be empty.</para>
/// <para>Units are not written: a header names its channel and nothing else. Cost: O(T·C), memory constant.</para>
/// </remarks>
public static class CsvWriter
{
    private const int LongestCell = 40;

    /// <summary>Writes to a file, which is whole or absent: it is written beside and renamed.</summary>
    /// <exception cref="DataException">The file cannot be written; what was there before stays.</exception>
    public static void Write(string path, Frame frame, LabelSet? labels, CancellationToken cancellation = default)
        => SafeFile.Write(path, stream => Write(stream, frame, labels, cancellation));

    /// <summary>Writes to an open stream and flushes it.</summary>
    public static void Write(Stream stream, Frame frame, LabelSet? labels, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(frame);
        stream.Write(Encoding.UTF8.GetBytes(Header(frame, labels)));
        var buffer = new byte[1 << 16];
        var (used, longestLine, next) = (0, LongestCell * (frame.Channels.Count + 2), 0);
        if (longestLine > buffer.Length)
        {
            buffer = new byte[longestLine];
        }

        for (var t = 0; t < frame.Count; t++)
        {
            if (buffer.Length - used < longestLine)
            {
                cancellation.ThrowIfCancellationRequested();
                stream.Write(buffer, 0, used);
                used = 0;
            }

            var line = buffer.AsSpan(used);
            var length = frame.Time.HasTime ? Timestamp(line, frame.Time[t]) : 0;
            length += Cells(line[length..], frame[t], comma: frame.Time.HasTime, alone: !frame.Time.HasTime && labels is null);
            length += labels is null ? 0 : Label(line[length..], labels, t, ref next);
            line[length++] = (byte)'\n';
            used += length;
        }

        stream.Write(buffer, 0, used);
        stream.Flush();
    }

    private static string Header(Frame frame, LabelSet? labels)
    {
        var names = frame.Channels.Select(c => Quoted(c.Name)).ToList();
        if (frame.Time.HasTime)
        {
            names.Insert(0, "timestamp");
        }

        if (labels is not null)
        {
            names.Add("anomaly");
        }

        return string.Join(',', names) + "\n";
    }

    private static string Quoted(string name)
        => name.AsSpan().IndexOfAny(",\"\r\n") < 0 && name.Trim() == name && name.Length > 0 ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static int Cells(Span<byte> line, ReadOnlySpan<double> sample, bool comma, bool alone)
    {
        var length = 0;
        foreach (var value in sample)
        {
            if (comma)
            {
                line[length++] = (byte)',';
            }

            comma = true;
            if (!double.IsNaN(value) || (alone && sample.Length == 1))
            {
                value.TryFormat(line[length..], out var written, default, CultureInfo.InvariantCulture);
                length += written;
            }
        }

        return length;
    }

    private static int Label(Span<byte> line, LabelSet labels, int sample, ref int next)
    {
        while (next < labels.Ranges.Count && labels.Ranges[next].End <= sample)
        {
            next++;
        }

        line[0] = (byte)',';
        line[1] = next < labels.Ranges.Count && labels.Ranges[next].Contains(sample) ? (byte)'1' : (byte)'0';
        return 2;
    }

    /// <summary>2026-01-01T00:00:00Z, with a fraction of 3 or 7 digits where the tick needs it.</summary>
    private static int Timestamp(Span<byte> line, long ticks)
    {
        var time = new DateTime(ticks, DateTimeKind.Utc);
        if (ticks % TimeSpan.TicksPerSecond == 0)
        {
            Utf8Formatter.TryFormat(time, line, out _, 'O');
            line[19] = (byte)'Z';
            return 20;
        }

        Utf8Formatter.TryFormat(time, line, out var length, 'O');
        if (ticks % TimeSpan.TicksPerMillisecond == 0)
        {
            line[23] = (byte)'Z';
            return 24;
        }

        return length;
    }
}
