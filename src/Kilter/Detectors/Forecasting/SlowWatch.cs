using Kilter.Artifacts;

namespace Kilter.Detectors.Forecasting;

/// <summary>Watches what single samples do not show: whether forecasts have been bad for a while, and whether the level has moved away for a while. Immutable.</summary>
/// <remarks>
/// Two exponentially weighted means over the same half-life: of the score of single samples (each counted as 10 at most, so that one shock is not a bad hour), and of
/// each channel's value. Both start from what was usual in training. Each is taken in multiples of the farthest that it went in training, and the larger counts: 1 is
/// where training never went. Source: S. W. Roberts, "Control chart tests based on geometric moving averages", Technometrics, 1959.
/// </remarks>
internal sealed class SlowWatch
{
    private const double LargestScore = 10;

    private readonly double _rate;
    private readonly double _usual;
    private readonly double _worst;
    private readonly double[] _middle;
    private readonly double[] _farthest;

    private SlowWatch(double rate, double usual, double worst, double[] middle, double[] farthest)
        => (_rate, _usual, _worst, _middle, _farthest) = (rate, usual, worst, middle, farthest);

    /// <summary>Learns from the training samples and their scores.</summary>
    /// <param name="halfLife">The samples after which one weighs half.</param>
    /// <param name="values">(T, C).</param>
    /// <param name="scores">(T).</param>
    /// <param name="least">The least that a channel's level can have moved, (C), above 0.</param>
    public static SlowWatch Of(double halfLife, ReadOnlySpan<float> values, ReadOnlySpan<float> scores, ReadOnlySpan<double> least)
    {
        var channels = least.Length;
        var (middle, column) = (new double[channels], new double[scores.Length]);
        for (var c = 0; c < channels; c++)
        {
            for (var t = 0; t < column.Length; t++)
            {
                column[t] = values[(t * channels) + c];
            }

            middle[c] = RobustSpread.Of(column).Middle;
        }

        var usual = 0.0;
        foreach (var score in scores)
        {
            usual += Math.Min(score, LargestScore) / scores.Length;
        }

        // Written out rather than Math.Pow, whose last bit follows the platform.
        var rate = 1 - Numerics.Randomness.PortableMath.Exp(-0.693147180559945309417 / halfLife);
        var watch = new SlowWatch(rate, usual, 1, middle, least.ToArray());
        var (smooth, worst, levels, farthest) = (watch.Start(out var start), 0.0, start, least.ToArray());
        for (var t = 0; t < scores.Length; t++)
        {
            smooth = watch.Next(smooth, scores[t]);
            worst = Math.Max(worst, smooth);
            watch.Move(levels, values.Slice(t * channels, channels));
            for (var c = 0; c < channels; c++)
            {
                farthest[c] = Math.Max(farthest[c], Math.Abs(levels[c] - middle[c]));
            }
        }

        return new(rate, usual, worst > 0 ? worst : 1, middle, farthest);
    }

    public static SlowWatch Read(ArtifactReader artifact)
    {
        var (numbers, middle) = (artifact.Numbers("numbers", 3), artifact.Numbers("middle"));
        return new(numbers[0], numbers[1], numbers[2], middle, artifact.Numbers("farthest", middle.Length));
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("numbers", [_rate, _usual, _worst]);
        artifact.Set("middle", _middle);
        artifact.Set("farthest", _farthest);
    }

    /// <summary>The mean score, and the levels, that stand for nothing seen yet.</summary>
    public double Start(out double[] levels)
    {
        levels = [.. _middle];
        return _usual;
    }

    /// <summary>The mean score after one more.</summary>
    public double Next(double smooth, float score) => smooth + (_rate * (Math.Min(score, LargestScore) - smooth));

    /// <summary>The level of a channel after one more value.</summary>
    public double Next(double level, double value) => level + (_rate * (value - level));

    /// <summary>Moves all levels by one sample.</summary>
    public void Move(double[] levels, ReadOnlySpan<float> sample)
    {
        for (var c = 0; c < levels.Length; c++)
        {
            levels[c] = Next(levels[c], sample[c]);
        }
    }

    /// <summary>How far a channel's level is from its middle, in multiples of the farthest in training.</summary>
    public double Moved(int channel, double level) => Math.Abs(level - _middle[channel]) / _farthest[channel];

    /// <summary>How bad forecasts have been, in multiples of the worst in training.</summary>
    public double Restless(double smooth) => smooth / _worst;
}
