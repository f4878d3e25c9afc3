using Kilter.Frames;

namespace Kilter.Cleaning;

/// <summary>Brings a frame to a regular step without looking ahead: the sample at time t is made from the samples in (t − step, t].</summary>
/// <remarks>
/// <para>Times are whole multiples of the step, counted from 0001-01-01T00:00:00Z, so that steps of minutes, hours and days fall on the clock.</para>
/// <para>A step is written only once it is over: a record that ends inside a step gives nothing for it, and cutting a record short changes no earlier sample.</para>
/// <para>Up to <see cref="EmptyLimit"/> empty steps in a row become samples without values; a longer silence stays a jump in time. Cost: O(T·C).</para>
/// </remarks>
public static class Resampler
{
    /// <summary>The longest run of empty steps that is written as samples without values. Longer ones would only cost memory: no fill reaches across them by default.</summary>
    public const int EmptyLimit = 60;

    /// <summary>Makes one sample a step.</summary>
    /// <exception cref="ArgumentException">The samples are only numbered, so there is no time to go by.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is not positive.</exception>
    public static Frame Resample(Frame frame, TimeSpan step, Aggregate aggregate)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, TimeSpan.Zero);
        if (!frame.Time.HasTime)
        {
            throw new ArgumentException("The samples are numbered and carry no time; give them a step before resampling.", nameof(frame));
        }

        var ticks = new List<long>();
        var values = new List<double>();
        var channels = frame.Channels.Count;
        for (var start = 0; start < frame.Count;)
        {
            var end = StepEnd(frame.Time[start], step.Ticks);
            if (frame.Time[frame.Count - 1] < end)
            {
                break;
            }

            var next = start;
            while (next < frame.Count && frame.Time[next] <= end)
            {
                next++;
            }

            AddEmptySteps(ticks, values, end, step.Ticks, channels);
            ticks.Add(end);
            for (var c = 0; c < channels; c++)
            {
                values.Add(Of(frame, new SampleRange(start, next), c, aggregate));
            }

            start = next;
        }

        return new Frame(TimeAxis.OfTicks([.. ticks]), frame.Channels, values.ToArray());
    }

    /// <summary>Carries labels over to a resampled axis: a sample is labelled when any sample it was made from is.</summary>
    public static LabelSet Resample(LabelSet labels, TimeAxis from, TimeAxis to, TimeSpan step)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return new LabelSet(labels.Ranges.Where(r => r.Start < from.Count).Select(range =>
        {
            var first = to.IndexAtOrAfter(StepEnd(from[range.Start], step.Ticks));
            var last = to.IndexAtOrAfter(StepEnd(from[Math.Min(range.End, from.Count) - 1], step.Ticks));
            return new SampleRange(first, Math.Max(first, Math.Min(last + 1, to.Count)));
        }));
    }

    private static long StepEnd(long ticks, long step) => (ticks + step - 1) / step * step;

    private static void AddEmptySteps(List<long> ticks, List<double> values, long end, long step, int channels)
    {
        var empty = ticks.Count == 0 ? 0 : ((end - ticks[^1]) / step) - 1;
        if (empty > EmptyLimit)
        {
            return;
        }

        for (; empty > 0; empty--)
        {
            ticks.Add(ticks[^1] + step);
            for (var c = 0; c < channels; c++)
            {
                values.Add(double.NaN);
            }
        }
    }

    private static double Of(Frame frame, SampleRange range, int channel, Aggregate aggregate)
    {
        var (result, count) = (double.NaN, 0);
        for (var t = range.Start; t < range.End; t++)
        {
            var value = frame[t, channel];
            if (!double.IsFinite(value))
            {
                continue;
            }

            count++;
            result = count == 1 ? value : aggregate switch
            {
                Aggregate.Mean => result + value,
                Aggregate.Max => Math.Max(result, value),
                Aggregate.Min => Math.Min(result, value),
                _ => value,
            };
        }

        return aggregate == Aggregate.Mean && count > 0 ? result / count : result;
    }
}
