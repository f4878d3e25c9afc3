using Kilter.Frames;
using Kilter.Numerics.Randomness;

namespace Kilter.Preparation;

/// <summary>Settings of <see cref="NoiseCopies"/>.</summary>
public sealed record NoiseCopyOptions
{
    /// <summary>The noise of the last copy, in standard deviations of its channel. Range (0, 10]. Default 0.05.</summary>
    public double Ratio { get; init => field = Guard.InRange(value, 1e-9, 10.0); } = 0.05;

    /// <summary>How much the noise grows from copy to copy; there are ratio/interval copies. Range (0, 10]. Default 0.0005.</summary>
    public double Interval { get; init => field = Guard.InRange(value, 1e-9, 10.0); } = 0.0005;

    /// <summary>The most rows in all; what lies beyond is cut off. Range [1, 1e8]. Default 100,000.</summary>
    public int MostRows { get; init => field = Guard.InRange(value, 1, 100_000_000); } = 100_000;

    /// <summary>
    /// True to do as the original program did: one draw of noise at the full ratio for all copies, so that they are all the same. Default false: each copy has
    /// noise of its own, growing from interval to ratio.
    /// </summary>
    public bool Identical { get; init; }

    /// <summary>How many copies follow the record itself.</summary>
    public int Copies => (int)Math.Ceiling((Ratio / Interval) - 1e-9);
}

/// <summary>Lengthens training data by noisy copies of itself.</summary>
/// <remarks>
/// For training only: nothing may be scored on it. Source: J. Park, "RNN based time-series anomaly detector", 2018, whose copies are identical by a slip
/// (the loop variable is not used).
/// </remarks>
public static class NoiseCopies
{
    /// <summary>The frame, then its copies, as numbered rows: min(T·(1 + copies), most rows) of them. NaN stays NaN.</summary>
    /// <param name="frame">T samples to copy.</param>
    /// <param name="options">How many copies and how noisy.</param>
    /// <param name="seed">The seed of the noise.</param>
    public static Frame Of(Frame frame, NoiseCopyOptions options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(options);
        var channels = frame.Channels.Count;
        var rows = (int)Math.Min(options.MostRows, frame.Count * (1L + options.Copies));
        var values = new double[(long)rows * channels];
        var origin = frame.Values;
        origin[..Math.Min(origin.Length, values.Length)].CopyTo(values);
        var spread = Enumerable.Range(0, channels).Select(c => SampleDeviation(frame, c)).ToArray();
        for (var start = frame.Count; start < rows; start += frame.Count)
        {
            var copy = start / frame.Count;
            var scale = options.Identical ? options.Ratio : copy * options.Interval;
            var rng = new Rng(seed).Split(options.Identical ? 1UL : (ulong)copy);
            for (var i = 0; i < Math.Min(frame.Count, rows - start) * channels; i++)
            {
                values[(start * channels) + i] = origin[i] + (scale * spread[i % channels] * rng.NextNormal());
            }
        }

        return new Frame(TimeAxis.Rows(rows), frame.Channels, values);
    }

    private static double SampleDeviation(Frame frame, int channel)
    {
        var count = frame.Column(channel).Count(double.IsFinite);
        return count < 2 ? 0 : Math.Sqrt(Spread.Variance(frame, new SampleRange(0, frame.Count), channel) * count / (count - 1));
    }
}
