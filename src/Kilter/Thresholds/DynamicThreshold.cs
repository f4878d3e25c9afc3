using Kilter.Detectors.Errors;

namespace Kilter.Thresholds;

/// <summary>Settings of <see cref="DynamicThreshold"/>.</summary>
public sealed record DynamicOptions
{
    /// <summary>h, the scores judged together. Range [50, 1e7]. Default 2,100.</summary>
    public int Block { get; init => field = Guard.InRange(value, 50, 10_000_000); } = 2100;

    /// <summary>The span of the smoothing in samples, 1 for none. Range [1, 1e6]. Default 105: a twentieth of a block.</summary>
    public int Smoothing { get; init => field = Guard.InRange(value, 1, 1_000_000); } = 105;

    /// <summary>p, by how much of itself a peak must stand above the next lower one to be kept. Range [0, 1]. Default 0.13.</summary>
    public double LeastDrop { get; init => field = Guard.InRange(value, 0.0, 1.0); } = 0.13;
}

/// <summary>The limit that, taking away what lies above it, calms the smoothed scores most for the fewest alarms; no distribution is assumed.</summary>
/// <remarks>
/// <para>
/// In a block of h scores: ε = μ + z·σ for z = 2.5, 3, … 12, the one with the greatest (Δμ/μ + Δσ/σ) / (|e| + |E|²), where Δ is what the mean and the
/// deviation lose without the |e| scores above ε, which form |E| runs. Then peaks are pruned: of the runs' maxima, from the highest down, those after the last
/// drop by more than p are let go, and the limit rises above them. A block in which no ε parts anything has its limit just above its largest score.
/// </para>
/// <para>
/// As published the limit grows with the length of the series: |e| and |E| grow with it, and |E| counts squared. So that it does not, a long series
/// is cut into even blocks of about h, each is judged as published, and the limit is the median of theirs; in blocks that are shorter, counts are
/// scaled up to h. A series of the same kind but ten times as long then has ten blocks of the same kind, and the same limit but for chance.
/// </para>
/// <para>Scores are smoothed by <see cref="ScoreSmoother"/> here and wherever the limit is applied. Cost: O(20·n). Source: K. Hundman et al.,
/// "Detecting Spacecraft Anomalies Using LSTMs and Nonparametric Dynamic Thresholding", KDD, 2018, section 3.2 and 3.3.</para>
/// </remarks>
public sealed class DynamicThreshold(DynamicOptions options) : IThreshold
{
    private const double LeastZ = 2.5;
    private const double MostZ = 12;
    private const double StepZ = 0.5;

    /// <summary>The catalogue name.</summary>
    public const string Name = "dynamic";

    /// <inheritdoc/>
    public FittedThreshold Calibrate(ReadOnlySpan<float> scores, CalibrationContext context)
    {
        var smooth = new float[scores.Length];

        // From the mean on: the first score alone would be a peak of the unsmoothed size.
        var (level, _) = new ScoreSample(scores, context).Moments();
        ScoreSmoother.OfSpan(options.Smoothing).Smooth(scores, level, smooth);
        var sample = new ScoreSample(smooth, context);
        var present = sample.Present();
        var blocks = Math.Max(1, (int)Math.Round((double)present.Length / options.Block));
        var limits = new double[blocks];
        for (var b = 0; b < blocks; b++)
        {
            limits[b] = OfBlock(present.AsSpan((int)((long)present.Length * b / blocks)..(int)((long)present.Length * (b + 1) / blocks)));
        }

        Array.Sort(limits);
        var limit = blocks % 2 == 1 ? limits[blocks / 2] : (limits[(blocks / 2) - 1] + limits[blocks / 2]) / 2;
        var many = blocks == 1 ? "in one block" : FormattableString.Invariant($"the median of {blocks:N0} blocks");
        return Limit.At(sample, Name, sample.Usable(limit), FormattableString.Invariant(
            $"Set where taking the higher scores away calms the rest most, {many}; scores are smoothed over {options.Smoothing:N0} samples.")) with
        {
            Smoothing = options.Smoothing,
            SmoothingStart = level,
        };
    }

    private double OfBlock(ReadOnlySpan<double> scores)
    {
        var (mean, deviation) = Moments(scores, double.PositiveInfinity);
        var scale = Math.Max(1, (double)options.Block / scores.Length);
        var (best, chosen) = (0.0, double.NaN);
        for (var z = LeastZ; z <= MostZ && deviation > 0; z += StepZ)
        {
            var epsilon = mean + (z * deviation);
            var (above, runs) = CountAbove(scores, epsilon);
            if (above == 0)
            {
                break;
            }

            var (calmMean, calmDeviation) = Moments(scores, epsilon);
            var calmed = (mean == 0 ? 0 : (mean - calmMean) / Math.Abs(mean)) + ((deviation - calmDeviation) / deviation);
            var worth = calmed / ((scale * above) + (scale * scale * runs * runs));
            (best, chosen) = worth > best ? (worth, epsilon) : (best, chosen);
        }

        return double.IsNaN(chosen) ? Limit.Above(Largest(scores)) : Pruned(scores, chosen);
    }

    /// <summary>The limit raised above the peaks that do not stand out from the next lower one.</summary>
    private double Pruned(ReadOnlySpan<double> scores, double epsilon)
    {
        var (peaks, quiet) = (new List<double>(), double.NegativeInfinity);
        var inside = false;
        foreach (var score in scores)
        {
            if (!(score > epsilon))
            {
                (inside, quiet) = (false, Math.Max(quiet, score));
            }
            else if (inside)
            {
                peaks[^1] = Math.Max(peaks[^1], score);
            }
            else
            {
                peaks.Add(score);
                inside = true;
            }
        }

        peaks.Sort((a, b) => b.CompareTo(a));
        peaks.Add(quiet);
        var kept = 0;
        for (var i = 1; i < peaks.Count; i++)
        {
            kept = peaks[i - 1] - peaks[i] > options.LeastDrop * Math.Abs(peaks[i - 1]) ? i : kept;
        }

        return kept == peaks.Count - 1 ? epsilon : Limit.Above(peaks[kept]);
    }

    /// <summary>Mean and deviation (over n) of the scores below a cut.</summary>
    private static (double Mean, double Deviation) Moments(ReadOnlySpan<double> scores, double cut)
    {
        var (mean, squares, count) = (0.0, 0.0, 0);
        foreach (var score in scores)
        {
            if (score < cut)
            {
                var step = score - mean;
                mean += step / ++count;
                squares += step * (score - mean);
            }
        }

        return count == 0 ? (0, 0) : (mean, Math.Sqrt(squares / count));
    }

    private static (int Above, int Runs) CountAbove(ReadOnlySpan<double> scores, double cut)
    {
        var (above, runs, inside) = (0, 0, false);
        foreach (var score in scores)
        {
            var over = score > cut;
            above += over ? 1 : 0;
            runs += over && !inside ? 1 : 0;
            inside = over;
        }

        return (above, runs);
    }

    private static double Largest(ReadOnlySpan<double> scores)
    {
        var largest = double.NegativeInfinity;
        foreach (var score in scores)
        {
            largest = Math.Max(largest, score);
        }

        return largest;
    }
}
