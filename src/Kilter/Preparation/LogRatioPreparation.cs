using Kilter.Artifacts;
using Kilter.Frames;
using Kilter.Numerics.Randomness;

namespace Kilter.Preparation;

/// <summary>Settings of <see cref="LogRatioPreparation"/>.</summary>
public sealed record LogRatioOptions
{
    /// <summary>The length of a slot of the day in minutes; the slots of a day share no mean. Range [1, 1440]. Default 60.</summary>
    public int SlotMinutes { get; init => field = Guard.InRange(value, 1, 1440); } = 60;

    /// <summary>True (default) when each day of the week has means of its own.</summary>
    public bool ByWeekday { get; init; } = true;

    /// <summary>True to divide by the standard deviation that the logarithms of the same slot of the day had in training. Default false.</summary>
    public bool Standardize { get; init; }

    /// <summary>The smallest ratio: values below it, zero and negative ones too, are taken as this share of their mean. Range [1e-12, 0.5]. Default 1e-6.</summary>
    public double Floor { get; init => field = Guard.InRange(value, 1e-12, 0.5); } = 1e-6;
}

/// <summary>Turns a value into the logarithm of its ratio to what is usual at that time of the week: ln(value / mean of its group).</summary>
/// <remarks>
/// <para>A group is a weekday and a slot of the day (Monday 0 h …), in UTC; its mean is taken over the training samples only. A group without a training
/// value takes the mean of all training values. The result has no unit: 0 is usual, 0.69 twice as much, −0.69 half of it.</para>
/// <para>A logarithm needs positive numbers, so a value below <see cref="LogRatioOptions.Floor"/> times its mean is taken as that: it stays far from
/// usual, and finite. Way back: exp(l) times the mean. Cost: O(T·C).</para>
/// <para>Nights are noisier than afternoons: with <see cref="LogRatioOptions.Standardize"/> the result counts standard deviations of its slot of the day, over all
/// weekdays, and a slot in which training never strayed counts those of all slots.</para>
/// <para>Source: M. Cerliani, "Anomaly detection with LSTM in Keras", 2019 (taxi demand by weekday and hour).</para>
/// </remarks>
public sealed class LogRatioPreparation(LogRatioOptions options) : IPreparation
{
    internal const string Name = "log-ratio";

    /// <inheritdoc/>
    public bool Causal => true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The samples carry no time, or the training mean of a channel is not positive.</exception>
    public IFittedPreparation Fit(Frame frame, SampleRange rows)
    {
        ChannelGuard.Inside(frame, rows);
        CalendarSlots.NeedTime(frame, Name);
        var channels = frame.Channels.Count;
        var groups = FittedLogRatio.Groups(options.SlotMinutes, options.ByWeekday);
        var (sums, counts) = (new double[groups * channels], new int[groups * channels]);
        for (var t = rows.Start; t < rows.End; t++)
        {
            var group = FittedLogRatio.GroupOf(frame.Time[t], options.SlotMinutes, options.ByWeekday);
            for (var c = 0; c < channels; c++)
            {
                if (double.IsFinite(frame[t, c]))
                {
                    sums[(group * channels) + c] += frame[t, c];
                    counts[(group * channels) + c]++;
                }
            }
        }

        for (var c = 0; c < channels; c++)
        {
            ToMeans(frame.Channels[c].Name, sums, counts, c, channels);
        }

        var plain = new FittedLogRatio(options.SlotMinutes, options.ByWeekday, options.Floor, channels, sums, []);
        return options.Standardize ? plain.With(Spreads(plain.Apply(frame).Frame, rows)) : plain;
    }

    private double[] Spreads(Frame ratios, SampleRange rows)
    {
        var (channels, slots) = (ratios.Channels.Count, FittedLogRatio.Groups(options.SlotMinutes, byWeekday: false));
        var (squares, counts) = (new double[(slots + 1) * channels], new int[(slots + 1) * channels]);
        for (var t = rows.Start; t < rows.End; t++)
        {
            var slot = CalendarSlots.OfDay(ratios.Time[t], options.SlotMinutes);
            for (var c = 0; c < channels; c++)
            {
                var square = ratios[t, c] * ratios[t, c];
                foreach (var at in double.IsFinite(square) ? (ReadOnlySpan<int>)[slot, slots] : [])
                {
                    squares[(at * channels) + c] += square;
                    counts[(at * channels) + c]++;
                }
            }
        }

        // The last row holds what all slots have together.
        var spreads = new double[slots * channels];
        for (var i = 0; i < spreads.Length; i++)
        {
            var all = (slots * channels) + (i % channels);
            var variance = squares[i] > 0 ? squares[i] / counts[i] : squares[all] / counts[all];
            spreads[i] = variance > 0 ? Math.Sqrt(variance) : 1;
        }

        return spreads;
    }

    private static void ToMeans(string name, double[] sums, int[] counts, int channel, int channels)
    {
        var (sum, count) = (0.0, 0L);
        for (var i = channel; i < sums.Length; i += channels)
        {
            (sum, count) = (sum + sums[i], count + counts[i]);
        }

        var mean = sum / count;
        if (!(mean > 0) || !double.IsFinite(mean))
        {
            throw new ArgumentException(count == 0
                ? $"'{Name}': '{name}' has no value in the training stretch."
                : FormattableString.Invariant($"'{Name}' needs positive values; the mean of '{name}' in the training stretch is {mean:G4}. Leave the channel out, or use \"difference\"."));
        }

        for (var i = channel; i < sums.Length; i += channels)
        {
            // A group of none, or of zeros only, has no ratio of its own.
            sums[i] = counts[i] > 0 && sums[i] > 0 ? sums[i] / counts[i] : mean;
        }
    }
}

/// <summary>A fitted <see cref="LogRatioPreparation"/>: the mean of every group and channel, (G, C), and the spread of every slot of the day, (S, C) or none.</summary>
internal sealed class FittedLogRatio(int slotMinutes, bool byWeekday, double floor, int channels, double[] means, double[] spreads) : IFittedPreparation
{
    public bool HasInverse => true;

    public FittedLogRatio With(double[] spread) => new(slotMinutes, byWeekday, floor, channels, means, spread);

    public static int Groups(int slotMinutes, bool byWeekday) => ((1440 + slotMinutes - 1) / slotMinutes) * (byWeekday ? 7 : 1);

    public static int GroupOf(long ticks, int slotMinutes, bool byWeekday)
    {
        var slot = CalendarSlots.OfDay(ticks, slotMinutes);
        return byWeekday ? (CalendarSlots.Weekday(ticks) * Groups(slotMinutes, byWeekday: false)) + slot : slot;
    }

    public static FittedLogRatio Read(ArtifactReader artifact)
    {
        var counts = artifact.WholeNumbers("counts", 3);
        var floor = artifact.Number("floor");
        if (counts[0] is < 1 or > 1440 || counts[2] is < 1 or > 1_000_000 || !(floor > 0))
        {
            throw new InvalidDataException("The model's log-ratio holds impossible settings.");
        }

        var means = artifact.Numbers("means", Groups((int)counts[0], counts[1] != 0) * (int)counts[2]);
        var spreads = artifact.Has("spreads") ? artifact.Numbers("spreads", Groups((int)counts[0], byWeekday: false) * (int)counts[2]) : [];
        return Array.TrueForAll(means, m => m > 0 && double.IsFinite(m)) && Array.TrueForAll(spreads, s => s > 0 && double.IsFinite(s))
            ? new FittedLogRatio((int)counts[0], counts[1] != 0, floor, (int)counts[2], means, spreads)
            : throw new InvalidDataException("The model's log-ratio holds a mean or a spread that is not positive.");
    }

    public PreparedFrame Apply(Frame frame)
    {
        ChannelGuard.Same(frame, channels, LogRatioPreparation.Name);
        CalendarSlots.NeedTime(frame, LogRatioPreparation.Name);
        var values = frame.Values.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsFinite(values[i]))
            {
                var mean = MeanAt(frame, i / channels, i % channels);
                values[i] = PortableMath.Log(Math.Max(values[i] / mean, floor)) / SpreadAt(frame, i / channels, i % channels);
            }
        }

        var prepared = frame.Channels.Select(c => c with { Unit = null }).ToArray();
        return new PreparedFrame(new Frame(frame.Time, prepared, values), samples: null, [.. Enumerable.Range(0, channels)]);
    }

    public double Restore(Frame before, int sample, int channel, double value)
        => double.IsNaN(value) ? value : PortableMath.Exp(value * SpreadAt(before, sample, channel)) * MeanAt(before, sample, channel);

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("counts", [slotMinutes, byWeekday ? 1 : 0, channels]);
        artifact.Set("floor", floor);
        artifact.Set("means", means.AsSpan());
        if (spreads.Length > 0)
        {
            artifact.Set("spreads", spreads.AsSpan());
        }
    }

    private double SpreadAt(Frame frame, int sample, int channel)
        => spreads.Length == 0 ? 1 : spreads[(CalendarSlots.OfDay(frame.Time[sample], slotMinutes) * channels) + channel];

    private double MeanAt(Frame frame, int sample, int channel) => means[(GroupOf(frame.Time[sample], slotMinutes, byWeekday) * channels) + channel];
}
