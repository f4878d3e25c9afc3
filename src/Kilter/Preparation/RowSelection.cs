using Kilter.Frames;

namespace Kilter.Preparation;

/// <summary>A frame of only some of another's samples.</summary>
public static class RowSelection
{
    /// <summary>The samples at <paramref name="rows"/>, which strictly increase. Copies the values. Samples without time keep their row numbers only when they follow each other; else they are numbered anew.</summary>
    /// <exception cref="ArgumentException">The rows do not strictly increase, or lie outside the frame.</exception>
    public static Frame Of(Frame frame, ReadOnlySpan<int> rows)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var channels = frame.Channels.Count;
        var values = new double[(long)rows.Length * channels];
        var ticks = new long[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] < 0 || rows[i] >= frame.Count || (i > 0 && rows[i] <= rows[i - 1]))
            {
                throw new ArgumentException($"Row {rows[i]} does not fit: rows must increase and lie in the {frame.Count} samples of the frame.", nameof(rows));
            }

            frame[rows[i]].CopyTo(values.AsSpan(i * channels));
            ticks[i] = frame.Time[rows[i]];
        }

        var follow = rows.Length > 0 && rows[^1] - rows[0] == rows.Length - 1;
        return new Frame(frame.Time.HasTime ? TimeAxis.OfTicks(ticks) : TimeAxis.Rows(rows.Length, follow ? ticks[0] : 0), frame.Channels, values);
    }
}
