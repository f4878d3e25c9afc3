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
        if (options.Policy is MissingPolicy.Hold or MissingPolicy.Both)
        {
            Hold(values, frame.Time, frame.Channels.Count, options.HoldLimit, maxAge);
        }

        if (options.Policy is MissingPolicy.Backward or MissingPolicy.Both)
        {
            Backward(values, frame.Time, frame.Channels.Count, options.HoldLimit, maxAge);
        }

        if (options.Policy == MissingPolicy.Interpolate)
        {
            Interpolate(values, frame.Time, frame.Channels.Count, options.HoldLimit, maxAge);
        }

        var left = CountMissing(values);
        var filled = new Frame(frame.Time, frame.Channels, values);
        return new CleanFrame(left == missing ? frame : filled, UsableSamples(values, frame.Count, frame.Channels.Count, left == 0), missing - left);
    }

    private static void Hold(double[] values, TimeAxis time, int channels, int limit, long maxAge)
    {
        var last = new int[channels];
        Array.Fill(last, -1);
        for (var t = 0; t < time.Count; t++)
        {
            for (var c = 0; c < channels; c++)
            {
                ref var value = ref values[(t * channels) + c];
                if (double.IsFinite(value))
                {
                    last[c] = t;
                }
                else
                {
                    var held = last[c] >= 0 && t - last[c] <= limit && time[t] - time[last[c]] <= maxAge;
                    value = held ? values[(last[c] * channels) + c] : double.NaN;
                }
            }
        }
    }

    private static void Backward(double[] values, TimeAxis time, int channels, int limit, long maxAge)
    {
        var next = new int[channels];
        Array.Fill(next, -1);
        for (var t = time.Count - 1; t >= 0; t--)
        {
            for (var c = 0; c < channels; c++)
            {
                ref var value = ref values[(t * channels) + c];
                if (double.IsFinite(value))
                {
                    next[c] = t;
                }
                else
                {
                    var stands = next[c] >= 0 && next[c] - t <= limit && time[next[c]] - time[t] <= maxAge;
                    value = stands ? values[(next[c] * channels) + c] : double.NaN;
                }
            }
        }
    }

    private static void Interpolate(double[] values, TimeAxis time, int channels, int limit, long maxAge)
    {
        var last = new int[channels];
        Array.Fill(last, -1);
        for (var t = 0; t < time.Count; t++)
        {
            for (var c = 0; c < channels; c++)
            {
                ref var value = ref values[(t * channels) + c];
                if (!double.IsFinite(value))
                {
                    value = double.NaN;
                    continue;
                }

                if (last[c] >= 0 && t - last[c] - 1 <= limit && time[t] - time[last[c]] <= maxAge)
                {
                    Bridge(values, time, channels, c, last[c], t);
                }

                last[c] = t;
            }
        }
    }

    private static void Bridge(double[] values, TimeAxis time, int channels, int channel, int before, int after)
    {
        var (from, to) = (values[(before * channels) + channel], values[(after * channels) + channel]);
        for (var t = before + 1; t < after; t++)
        {
            values[(t * channels) + channel] = from + ((double)(time[t] - time[before]) / (time[after] - time[before]) * (to - from));
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
}
