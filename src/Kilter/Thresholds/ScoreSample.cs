namespace Kilter.Thresholds;

/// <summary>The scores of normal running that a rule is calibrated on, in time order as they came, and their order statistics.</summary>
/// <remarks>
/// Nothing is copied or sorted as a whole: scores are counted once by the upper 16 bits of their order, and an order statistic then sorts
/// only those that share its bits. Cost: O(T) to make and O(T) a quantile.
/// </remarks>
internal readonly ref struct ScoreSample
{
    private const int LowerBits = 16;

    private readonly int[] _counts;

    /// <summary>Takes the scores; none may be infinite.</summary>
    /// <exception cref="ArgumentException">Fewer than two are not NaN, or one is infinite.</exception>
    public ScoreSample(ReadOnlySpan<float> scores, CalibrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var counts = new int[1 << LowerBits];
        var (count, smallest, largest) = (0, float.MaxValue, float.MinValue);
        for (var t = 0; t < scores.Length; t++)
        {
            var score = scores[t];
            if (float.IsInfinity(score))
            {
                throw new ArgumentException($"Score {t} is infinite; scores must be finite, or NaN where there is none.", nameof(scores));
            }

            if (!float.IsNaN(score))
            {
                counts[OrderOf(score) >> LowerBits]++;
                count++;
                (smallest, largest) = (Math.Min(smallest, score), Math.Max(largest, score));
            }
        }

        Guard.AtLeast(count, 2, "scores to calibrate on");
        _counts = counts;
        (Count, Smallest, Largest) = (count, smallest, largest);
        InTime = scores;
        Context = context;
    }

    /// <summary>The scores in time order, NaN where there is none.</summary>
    public ReadOnlySpan<float> InTime { get; }

    /// <summary>What else is known.</summary>
    public CalibrationContext Context { get; }

    /// <summary>Scores that are not NaN.</summary>
    public int Count { get; }

    /// <summary>The smallest score.</summary>
    public double Smallest { get; }

    /// <summary>The largest score.</summary>
    public double Largest { get; }

    /// <summary>True when all scores are equal.</summary>
    public bool IsConstant => Smallest.Equals(Largest);

    /// <summary>Units of rate that the scores cover; gaps without a score do not count.</summary>
    public double Units => Count / Context.SamplesPerUnit;

    /// <summary>The quantile at <paramref name="share"/>, between neighbouring order statistics on a straight line (Hyndman and Fan's type 7).</summary>
    public double Quantile(double share)
    {
        var at = share * (Count - 1);
        var below = Math.Min((int)at, Count - 2);
        double low = Order(below);
        return low + ((at - below) * (Order(below + 1) - low));
    }

    /// <summary>The score with so many others before it.</summary>
    public float Order(int rank)
    {
        var bits = 0;
        while (rank >= _counts[bits])
        {
            rank -= _counts[bits++];
        }

        var same = new float[_counts[bits]];
        var n = 0;
        foreach (var score in InTime)
        {
            if (!float.IsNaN(score) && OrderOf(score) >> LowerBits == bits)
            {
                same[n++] = score;
            }
        }

        Array.Sort(same);
        return same[rank];
    }

    /// <summary>The scores that are not NaN, in time order.</summary>
    public double[] Present()
    {
        var present = new double[Count];
        var n = 0;
        foreach (var score in InTime)
        {
            if (!float.IsNaN(score))
            {
                present[n++] = score;
            }
        }

        return present;
    }

    // A whole number that grows with the score: negative numbers are stored with their bits the other way round.
    private static uint OrderOf(float score)
    {
        var bits = BitConverter.SingleToUInt32Bits(score);
        return (bits & 0x8000_0000) == 0 ? bits | 0x8000_0000 : ~bits;
    }

    /// <summary>The mean and the standard deviation over n.</summary>
    public (double Mean, double Deviation) Moments()
    {
        var (mean, squares, count) = (0.0, 0.0, 0);
        foreach (var score in InTime)
        {
            if (!float.IsNaN(score))
            {
                var step = score - mean;
                mean += step / ++count;
                squares += step * (score - mean);
            }
        }

        return (mean, Math.Sqrt(squares / count));
    }

    /// <summary>The excesses over <paramref name="start"/> of the scores above it, ascending.</summary>
    public double[] Excesses(double start)
    {
        var excesses = new List<double>();
        foreach (var score in InTime)
        {
            if (score > start)
            {
                excesses.Add(score - start);
            }
        }

        excesses.Sort();
        return [.. excesses];
    }

    /// <summary>A limit that can serve as the unit of scores: <paramref name="wanted"/> when finite and positive, else the smallest positive score, else 1.</summary>
    public double Usable(double wanted)
    {
        if (double.IsFinite(wanted) && wanted > 0)
        {
            return wanted;
        }

        var smallest = float.PositiveInfinity;
        foreach (var score in InTime)
        {
            smallest = score > 0 ? Math.Min(smallest, score) : smallest;
        }

        return float.IsFinite(smallest) ? smallest : 1;
    }
}
