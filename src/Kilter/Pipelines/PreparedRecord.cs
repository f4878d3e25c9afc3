using Kilter.Cleaning;
using Kilter.Frames;
using Kilter.Scaling;
using Kilter.Windows;

namespace Kilter.Pipelines;

/// <summary>A record made ready for detectors: cleaned, cut into stretches, placed on a clock and scaled.</summary>
internal sealed class PreparedRecord
{
    // Steps longer than this many usual ones part two stretches: no window crosses them.
    private const int LongestStep = 10;

    private readonly Frame _filled;

    private PreparedRecord(Frame frame, Frame filled, IReadOnlyList<SampleRange> segments, ReadOnlyMemory<long> clock, long step, long filledCount)
    {
        Frame = frame;
        _filled = filled;
        Segments = segments;
        Clock = clock;
        Step = step;
        Filled = filledCount;
    }

    /// <summary>The values as they came (after resampling, if asked for), NaN for missing.</summary>
    public Frame Frame { get; }

    /// <summary>Usable samples that follow each other.</summary>
    public IReadOnlyList<SampleRange> Segments { get; }

    /// <summary>The place of each sample on its regular clock; empty where samples are only numbered.</summary>
    public ReadOnlyMemory<long> Clock { get; }

    /// <summary>The usual step in ticks (1 without time).</summary>
    public long Step { get; }

    /// <summary>What people called anomalous; null when unknown, or after resampling.</summary>
    public LabelSet? Labels { get; private init; }

    /// <summary>Values that were filled.</summary>
    public long Filled { get; }

    /// <summary>Samples that can be scored.</summary>
    public int Usable => Segments.Sum(s => s.Length);

    /// <summary>Prepares a frame.</summary>
    /// <param name="frame">The values as they came.</param>
    /// <param name="spec">How to prepare them.</param>
    /// <param name="labels">What people called anomalous in the frame, if known.</param>
    public static PreparedRecord Of(Frame frame, PipelineSpec spec, LabelSet? labels = null)
    {
        if (spec.Resample is { } step && frame.Time.HasTime)
        {
            frame = Resampler.Resample(frame, step, Aggregate.Mean);

            // Labels count samples as they came.
            labels = null;
        }

        var clean = MissingValues.Fill(frame, new MissingOptions { Policy = PolicyOf(spec.Missing) });
        var usual = Math.Max(1, frame.Time.TypicalStep());
        var segments = Windows.Segments.Of(frame.Time, clean.Usable, LongestStep * usual);
        return new PreparedRecord(frame, clean.Frame, segments, ClockOf(frame.Time, usual), usual, clean.Filled) { Labels = labels };
    }

    /// <summary>Fits the named scaler on the given samples only.</summary>
    public IFittedScaler FitScaler(string name, SampleRange rows) => ScalerCatalog.Create(name, Settings.None).Fit(_filled, rows);

    /// <summary>The scaled values, (T, C).</summary>
    public float[] Scale(IFittedScaler scaler)
    {
        var scaled = new float[(long)_filled.Count * _filled.Channels.Count];
        scaler.Transform(_filled, scaled);
        return scaled;
    }

    /// <summary>The windows of <paramref name="length"/> samples that lie inside <paramref name="rows"/>.</summary>
    public WindowSet WindowsIn(ReadOnlyMemory<float> scaled, int length, SampleRange rows)
    {
        var inside = new List<SampleRange>();
        foreach (var segment in Segments)
        {
            if (segment.Overlaps(rows))
            {
                inside.Add(new SampleRange(Math.Max(segment.Start, rows.Start), Math.Min(segment.End, rows.End)));
            }
        }

        return Windowing.Cut(scaled, Frame.Channels.Count, inside, new WindowOptions { Length = length }).On(Clock);
    }

    private static MissingPolicy PolicyOf(string name) => name switch
    {
        "hold" => MissingPolicy.Hold,
        "interpolate" => MissingPolicy.Interpolate,
        "leave" => MissingPolicy.Leave,
        _ => throw new ArgumentException($"There is no way '{name}' to fill missing values. There are: hold, interpolate, leave."),
    };

    private static ReadOnlyMemory<long> ClockOf(TimeAxis time, long step)
    {
        if (!time.HasTime || time.Count == 0)
        {
            return default;
        }

        var clock = new long[time.Count];
        clock[0] = time[0] / step;
        for (var t = 1; t < clock.Length; t++)
        {
            // Rounded, so that a sensor's jitter does not count as missing samples.
            clock[t] = clock[t - 1] + Math.Max(1, ((2 * (time[t] - time[t - 1])) + step) / (2 * step));
        }

        return clock;
    }
}
