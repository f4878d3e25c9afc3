namespace Kilter.Windows;

/// <summary>An exponentially weighted mean of scores in time order: one odd sample counts less, a lasting change counts as before.</summary>
/// <remarks>
/// mean ← mean + 2/(N + 1)·(score − mean), in float64; after a start or a jump the first score is taken as it is. Never looks ahead; with N = 1 scores
/// stay as they are. Source: S. W. Roberts, "Control chart tests based on geometric moving averages", Technometrics, 1959.
/// </remarks>
public sealed class ScoreSmoother
{
    private readonly double _weight;
    private double _mean = double.NaN;

    /// <summary>A smoother over about <paramref name="samples"/> samples: N in [1, 1e6].</summary>
    public ScoreSmoother(int samples) => _weight = 2.0 / (Guard.InRange(samples, 1, 1_000_000) + 1.0);

    /// <summary>Takes the next score and gives the mean. A missing score (NaN) gives NaN and changes nothing.</summary>
    public double Next(double score)
    {
        if (double.IsNaN(score))
        {
            return score;
        }

        _mean = double.IsNaN(_mean) ? score : _mean + (_weight * (score - _mean));
        return _mean;
    }

    /// <summary>Forgets what came before, as at a jump in time.</summary>
    public void Restart() => _mean = double.NaN;

    /// <summary>Smooths rows of <paramref name="width"/> values, one row a window, in place; starts anew where the windows' stretch ends.</summary>
    /// <param name="windows">N windows in time order.</param>
    /// <param name="values">(N, width): scores, or the channels' shares of them.</param>
    /// <param name="width">Values a window; at least 1.</param>
    /// <param name="samples">As for the constructor.</param>
    /// <exception cref="ArgumentException">There are not N rows.</exception>
    public static void Smooth(WindowSet windows, Span<float> values, int width, int samples)
    {
        ArgumentNullException.ThrowIfNull(windows);
        Guard.InRange(width, 1, int.MaxValue, nameof(width));
        Guard.Length(values.Length, windows.Count * width, nameof(values));
        var smoothers = Enumerable.Range(0, width).Select(_ => new ScoreSmoother(samples)).ToArray();
        var segment = 0;
        for (var n = 0; n < windows.Count; n++)
        {
            var started = segment;
            while (segment < windows.Segments.Count && windows.Segments[segment].End <= windows.LastOf(n))
            {
                segment++;
            }

            for (var i = 0; i < width; i++)
            {
                if (segment != started)
                {
                    smoothers[i].Restart();
                }

                ref var value = ref values[(n * width) + i];
                value = (float)smoothers[i].Next(value);
            }
        }
    }
}
