using Kilter.Frames;

namespace Kilter.Preparation;

/// <summary>A frame before and after a list of preparations, with the way back as far as there is one. Immutable.</summary>
/// <remarks>
/// What is shown to people is the frame after the last preparation without a way back (the measured one when all have it), and of it the channels that detectors
/// still see. All results of detectors are brought back to that frame.
/// </remarks>
public sealed class PreparedData
{
    private readonly IFittedPreparation[] _fitted;
    private readonly PreparedFrame[] _steps;
    private readonly Frame _measured;
    private readonly int _shownAfter;
    private readonly int[] _shownChannel;

    internal PreparedData(Frame measured, IFittedPreparation[] fitted, PreparedFrame[] steps)
    {
        (_measured, _fitted, _steps) = (measured, fitted, steps);
        Frame = steps.Length == 0 ? measured : steps[^1].Frame;
        _shownAfter = Array.FindLastIndex(fitted, f => !f.HasInverse);
        var whole = FrameAfter(_shownAfter);
        var origins = Enumerable.Range(0, Frame.Channels.Count).Select(c => ChannelBack(c, _shownAfter)).ToArray();
        int[] seen = [.. origins.Where(c => c >= 0).Distinct().Order()];
        if (seen.Length == 0)
        {
            throw new ArgumentException("The preparations leave no measured channel: only channels of the calendar.");
        }

        Shown = seen.Length == whole.Channels.Count ? whole : whole.Select(seen);
        _shownChannel = [.. origins.Select(c => Array.IndexOf(seen, c))];
    }

    /// <summary>The prepared frame: what detectors see.</summary>
    public Frame Frame { get; }

    /// <summary>What people are shown.</summary>
    public Frame Shown { get; }

    /// <summary>True when the shown frame holds measured values.</summary>
    public bool ShowsMeasured => _shownAfter < 0;

    /// <summary>True when the shown frame has the samples of the measured one.</summary>
    public bool ShowsAllSamples => _steps.Take(_shownAfter + 1).All(s => s.SameSamples);

    /// <summary>True when sample t and channel c of the prepared frame are those of the shown one.</summary>
    public bool IsSame => _steps.Skip(_shownAfter + 1).All(s => s.SameSamples) && _shownChannel.SequenceEqual(Enumerable.Range(0, Shown.Channels.Count));

    /// <summary>The sample of the shown frame at which a prepared one is complete.</summary>
    public int ShownSample(int sample)
    {
        for (var i = _steps.Length - 1; i > _shownAfter; i--)
        {
            sample = _steps[i].SampleBefore(sample);
        }

        return sample;
    }

    /// <summary>The channel of the shown frame that a prepared one stands for, or −1.</summary>
    public int ShownChannel(int channel) => _shownChannel[channel];

    /// <summary>The prepared samples that were complete within <paramref name="rows"/> of the measured frame.</summary>
    public SampleRange RowsFrom(SampleRange rows) => RowsAfter(rows, _steps.Length - 1);

    /// <summary>The shown samples that were complete within <paramref name="rows"/> of the measured frame.</summary>
    public SampleRange ShownRowsFrom(SampleRange rows) => RowsAfter(rows, _shownAfter);

    /// <summary>A prepared value in the units of the shown frame; NaN where there is no way back.</summary>
    /// <param name="sample">The prepared sample.</param>
    /// <param name="channel">The prepared channel.</param>
    /// <param name="value">A value that stands for it, such as the expected one.</param>
    public double Restore(int sample, int channel, double value)
    {
        for (var i = _steps.Length - 1; i > _shownAfter; i--)
        {
            (sample, channel) = (_steps[i].SampleBefore(sample), _steps[i].ChannelBefore(channel));
            if (channel < 0)
            {
                return double.NaN;
            }

            value = _fitted[i].Restore(FrameAfter(i - 1), sample, channel, value);
        }

        return value;
    }

    private Frame FrameAfter(int step) => step < 0 ? _measured : _steps[step].Frame;

    private int ChannelBack(int channel, int step)
    {
        for (var i = _steps.Length - 1; i > step && channel >= 0; i--)
        {
            channel = _steps[i].ChannelBefore(channel);
        }

        return channel;
    }

    private SampleRange RowsAfter(SampleRange rows, int step)
    {
        for (var i = 0; i <= step; i++)
        {
            rows = _steps[i].RowsFrom(rows);
        }

        return rows;
    }
}
