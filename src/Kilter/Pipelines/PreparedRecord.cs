using Kilter.Cleaning;
using Kilter.Frames;
using Kilter.Preparation;
using Kilter.Scaling;
using Kilter.Windows;

namespace Kilter.Pipelines;

/// <summary>A record made ready for detectors: prepared, cleaned, cut into stretches, placed on a clock and scaled.</summary>
/// <remarks>Detectors see prepared samples and channels; reports show the frame that <see cref="PreparedData.Shown"/> says. Without preparations both are one.</remarks>
internal sealed class PreparedRecord
{
    private readonly Frame _filled;

    private PreparedRecord(Frame measured, FittedPreparations preparations, PreparedData data, Frame filled)
    {
        Measured = measured;
        Preparations = preparations;
        Data = data;
        _filled = filled;
    }

    /// <summary>The values as they came (after resampling, if asked for), NaN for missing.</summary>
    public Frame Measured { get; }

    /// <summary>What made the prepared samples.</summary>
    public FittedPreparations Preparations { get; }

    /// <summary>The record before and after preparation.</summary>
    public PreparedData Data { get; }

    /// <summary>What reports show; the measured frame unless there is no way back to it.</summary>
    public Frame Frame => Data.Shown;

    /// <summary>The prepared channels.</summary>
    public int Channels => _filled.Channels.Count;

    /// <summary>The number of prepared samples.</summary>
    public int Samples => _filled.Count;

    /// <summary>Usable prepared samples that follow each other.</summary>
    public required IReadOnlyList<SampleRange> Segments { get; init; }

    /// <summary>The place of each prepared sample on its regular clock; empty where samples are only numbered.</summary>
    public required ReadOnlyMemory<long> Clock { get; init; }

    /// <summary>The usual step of the shown frame in ticks (1 without time).</summary>
    public required long Step { get; init; }

    /// <summary>The usual step of the prepared samples in ticks (1 without time).</summary>
    public required long PreparedStep { get; init; }

    /// <summary>Values that were filled.</summary>
    public required long Filled { get; init; }

    /// <summary>What people called anomalous, when it was given and its samples are still those of the record; else null.</summary>
    public LabelSet? Labels { get; private init; }

    /// <summary>Samples that can be scored.</summary>
    public int Usable => Segments.Sum(s => s.Length);

    /// <summary>The frame on the step that was asked for.</summary>
    public static Frame Resampled(Frame frame, PipelineSpec spec)
        => spec.Resample is { } step && frame.Time.HasTime ? Resampler.Resample(frame, step, Aggregate.Mean) : frame;

    /// <summary>Prepares a frame on its step, and its labels where there are some.</summary>
    public static PreparedRecord Of(Frame measured, FittedPreparations preparations, PipelineSpec spec, LabelSet? labels = null)
    {
        var data = preparations.Apply(measured);
        var clean = MissingValues.Fill(data.Frame, new MissingOptions { Policy = PolicyOf(spec.Missing) });
        var time = data.Frame.Time;
        var usual = Math.Max(1, time.TypicalStep());
        return new PreparedRecord(measured, preparations, data, clean.Frame)
        {
            Segments = Windows.Segments.Of(time, clean.Usable, TimeJumps.LongestStep * usual),
            Clock = ClockOf(time, usual),
            Step = ReferenceEquals(time, data.Shown.Time) ? usual : Math.Max(1, data.Shown.Time.TypicalStep()),
            PreparedStep = usual,
            Filled = clean.Filled,
            Labels = data.Frame.Count == measured.Count ? labels : null,
        };
    }

    /// <summary>Fits the named scaler on the given samples only.</summary>
    public IFittedScaler FitScaler(string name, SampleRange rows) => ScalerCatalog.Create(name, Settings.None).Fit(_filled, rows);

    /// <summary>The scaled values of the prepared frame, (T, C).</summary>
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

        return Windowing.Cut(scaled, Channels, inside, new WindowOptions { Length = length }).On(Clock);
    }

    private static MissingPolicy PolicyOf(string name) => name switch
    {
        "hold" => MissingPolicy.Hold,
        "interpolate" => MissingPolicy.Interpolate,
        "leave" => MissingPolicy.Leave,
        "backward" => MissingPolicy.Backward,
        "both" => MissingPolicy.Both,
        _ => throw new ArgumentException($"There is no way '{name}' to fill missing values. There are: hold, interpolate, leave, backward, both."),
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
