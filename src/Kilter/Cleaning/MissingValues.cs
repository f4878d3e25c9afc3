using Kilter.Frames;

namespace Kilter.Cleaning;

/// <summary>Fills missing values by a named policy, channel by channel, and marks the samples that remain without one.</summary>
/// <remarks>Cost: O(T·C) time; copies the values only when there is something to fill.</remarks>
public static class MissingValues
{
    /// <summary>Fills <paramref name="frame"/> as <paramref name="options"/> say. Values that are there are never changed.</summary>
    public static CleanFrame Fill(Frame frame, MissingOptions options)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(options);
        var missing = CountMissing(frame.Values);
        if (missing == 0 || options.Policy == MissingPolicy.Leave)
        {
            return new CleanFrame(frame, UsableSamples(frame.Values, frame.Count, frame.Channels.Count, missing == 0), filled: 0);
        }

        var values = frame.Values.ToArray();
        var maxAge = options.MaxAge is { } age && frame.Time.HasTime ? age.Ticks : long.MaxValue;
        for (var c = 0; c < frame.Channels.Count; c++)
        {
            var column = new StridedColumn(values, c, frame.Channels.Count);
            if (options.Policy == MissingPolicy.Hold)
            {
                Hold(column, frame.Time, options.HoldLimit, maxAge);
            }
            else
            {
                Interpolate(column, frame.Time, options.HoldLimit, maxAge);
            }
        }

        var left = CountMissing(values);
        var filled = new Frame(frame.Time, frame.Channels, values);
        return new CleanFrame(left == missing ? frame : filled, UsableSamples(values, frame.Count, frame.Channels.Count, left == 0), missing - left);
    }

    private static void Hold(StridedColumn column, TimeAxis time, int limit, long maxAge)
    {
        var last = -1;
        for (var t = 0; t < time.Count; t++)
        {
            if (double.IsFinite(column[t]))
            {
                last = t;
            }
            else if (last >= 0 && t - last <= limit && time[t] - time[last] <= maxAge)
            {
                column[t] = column[last];
            }
            else
            {
                column[t] = double.NaN;
            }
        }
    }

    private static void Interpolate(StridedColumn column, TimeAxis time, int limit, long maxAge)
    {
        var last = -1;
        for (var t = 0; t < time.Count; t++)
        {
            if (!double.IsFinite(column[t]))
            {
                column[t] = double.NaN;
                continue;
            }

            if (last >= 0 && t - last - 1 <= limit && time[t] - time[last] <= maxAge)
            {
                for (var between = last + 1; between < t; between++)
                {
                    var share = (double)(time[between] - time[last]) / (time[t] - time[last]);
                    column[between] = column[last] + (share * (column[t] - column[last]));
                }
            }

            last = t;
        }
    }

    private static long CountMissing(ReadOnlySpan<double> values)
    {
        var missing = 0L;
        foreach (var value in values)
        {
            missing += double.IsFinite(value) ? 0 : 1;
        }

        return missing;
    }

    private static bool[] UsableSamples(ReadOnlySpan<double> values, int samples, int channels, bool all)
    {
        var usable = new bool[samples];
        Array.Fill(usable, true);
        if (all)
        {
            return usable;
        }

        for (var t = 0; t < samples; t++)
        {
            foreach (var value in values.Slice(t * channels, channels))
            {
                usable[t] &= double.IsFinite(value);
            }
        }

        return usable;
    }

    /// <summary>One channel of row-major values.</summary>
    private readonly struct StridedColumn(double[] values, int channel, int channels)
    {
        public double this[int sample]
        {
            get => values[(sample * channels) + channel];
            set => values[(sample * channels) + channel] = value;
        }
    }
}
