namespace Kilter.Thresholds;

/// <summary>The scores of normal running that a rule is calibrated on: in time order as they came, and sorted without the NaN.</summary>
/// <remarks>Made once a calibration. Cost: O(T log T) time, one more copy of the scores.</remarks>
internal readonly ref struct ScoreSample
{
    private readonly float[] _sorted;

    /// <summary>Takes the scores; none may be infinite.</summary>
    /// <exception cref="ArgumentException">Fewer than two are not NaN, or one is infinite.</exception>
    public ScoreSample(ReadOnlySpan<float> scores, CalibrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var kept = new float[scores.Length];
        var count = 0;
        for (var t = 0; t < scores.Length; t++)
        {
            if (float.IsInfinity(scores[t]))
            {
                throw new ArgumentException($"Score {t} is infinite; scores must be finite, or NaN where there is none.", nameof(scores));
            }

            if (!float.IsNaN(scores[t]))
            {
                kept[count++] = scores[t];
            }
        }

        Guard.AtLeast(count, 2, "scores to calibrate on");
        Array.Resize(ref kept, count);
        Array.Sort(kept);
        _sorted = kept;
        InTime = scores;
        Context = context;
    }

    /// <summary>The scores in time order, NaN where there is none.</summary>
    public ReadOnlySpan<float> InTime { get; }

    /// <summary>What else is known.</summary>
    public CalibrationContext Context { get; }

    /// <summary>Scores that are not NaN.</summary>
    public int Count => _sorted.Length;

    /// <summary>The largest score.</summary>
    public double Largest => _sorted[^1];

    /// <summary>True when all scores are equal.</summary>
    public bool IsConstant => _sorted[0].Equals(_sorted[^1]);

    /// <summary>Units of rate that the scores cover; gaps without a score do not count.</summary>
    public double Units => Count / Context.SamplesPerUnit;

    /// <summary>The quantile at <paramref name="share"/>, between neighbouring order statistics on a straight line (Hyndman and Fan's type 7).</summary>
    public double Quantile(double share)
    {
        var at = share * (Count - 1);
        var below = Math.Min((int)at, Count - 2);
        return _sorted[below] + ((at - below) * ((double)_sorted[below + 1] - _sorted[below]));
    }

    /// <summary>The mean and the standard deviation over n.</summary>
    public (double Mean, double Deviation) Moments()
    {
        var (mean, squares) = (0.0, 0.0);
        for (var i = 0; i < _sorted.Length; i++)
        {
            var step = _sorted[i] - mean;
            mean += step / (i + 1);
            squares += step * (_sorted[i] - mean);
        }

        return (mean, Math.Sqrt(squares / _sorted.Length));
    }

    /// <summary>The excesses over <paramref name="start"/> of the scores above it, ascending.</summary>
    public double[] Excesses(double start)
    {
        var first = _sorted.Length;
        while (first > 0 && _sorted[first - 1] > start)
        {
            first--;
        }

        var excesses = new double[_sorted.Length - first];
        for (var i = 0; i < excesses.Length; i++)
        {
            excesses[i] = _sorted[first + i] - start;
        }

        return excesses;
    }

    /// <summary>A limit that can serve as the unit of scores: <paramref name="wanted"/> when finite and positive, else the smallest positive score, else 1.</summary>
    public double Usable(double wanted)
    {
        if (double.IsFinite(wanted) && wanted > 0)
        {
            return wanted;
        }

        foreach (var score in _sorted)
        {
            if (score > 0)
            {
                return score;
            }
        }

        return 1;
    }
}
