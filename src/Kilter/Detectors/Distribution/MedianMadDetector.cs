using Kilter.Artifacts;
using Kilter.Windows;

namespace Kilter.Detectors.Distribution;

/// <summary>Settings of <see cref="MedianMadDetector"/>.</summary>
public sealed record MedianMadOptions
{
    /// <summary>W, the samples whose mean is judged. Range [1, 1e6]. Default 1: each sample by itself.</summary>
    public int Window { get; init => field = Guard.InRange(value, 1, 1_000_000); } = 1;

    /// <summary>How one score is made of the channels. Default: the largest.</summary>
    public Combine Combine { get; init; }
}

/// <summary>Scores a window by how far each channel's mean lies from its training median, in robust spreads.</summary>
/// <remarks>
/// <para>
/// z = |mean of the W samples − median| / (1.4826 · median absolute deviation), median and deviation taken over the training windows' means;
/// the score is the largest z, or the root of the mean z². Unit: standard deviations of normal numbers. Range [0, ∞).
/// </para>
/// <para>Half of the training windows may be anomalous. Knows nothing of relations between channels or of order in time.</para>
/// <para>Cost: fit O(N·W·C) on at most 2¹⁸ windows; score O(W·C) a window. Memory: 2·C doubles. Draws no random numbers.</para>
/// <para>Source: F. R. Hampel, "The influence curve and its role in robust estimation", J. Am. Stat. Assoc., 1974.</para>
/// </remarks>
public sealed class MedianMadDetector(MedianMadOptions options) : IDetector
{
    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "median-mad",
        Family = "Distribution",
        FindsBest = "far values, level shifts",
        WeakAt = "seasons, and relations between channels",
        Channels = "any",
        FitCost = "fast",
        Source = "F. R. Hampel, The influence curve and its role in robust estimation, 1974",
        Settings = [CombineSetting.Spec],
        DefaultWindow = 1,
        Create = settings => new MedianMadDetector(new() { Window = settings.WholeNumber("window", 1), Combine = CombineSetting.Of(settings) }),
        Read = FittedMedianMad.Read,
    };

    /// <inheritdoc/>
    public int WindowLength => options.Window;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        DetectorGuard.Fit(train, options.Window, least: 2, context);
        var stride = RobustSpread.StrideOf(train.Count);
        var (median, spread) = (new double[train.Channels], new double[train.Channels]);
        var means = new double[(train.Count + stride - 1) / stride];
        for (var c = 0; c < train.Channels; c++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            for (var n = 0; n < means.Length; n++)
            {
                means[n] = FittedMedianMad.Mean(train[n * stride], c, train.Channels);
            }

            (median[c], spread[c]) = RobustSpread.Of(means);
        }

        return new FittedMedianMad(options.Window, options.Combine, median, spread);
    }
}

/// <summary>A fitted <see cref="MedianMadDetector"/>: each channel's median and spread.</summary>
internal sealed class FittedMedianMad(int window, Combine combine, double[] median, double[] spread) : IFittedDetector
{
    public int WindowLength => window;

    public int Channels => median.Length;

    public static double Mean(ReadOnlySpan<float> window, int channel, int channels)
    {
        var sum = 0.0;
        for (var i = channel; i < window.Length; i += channels)
        {
            sum += window[i];
        }

        return sum * channels / window.Length;
    }

    public static FittedMedianMad Read(ArtifactReader artifact)
    {
        var median = artifact.Numbers("median");
        return new((int)artifact.WholeNumber("window"), (Combine)artifact.WholeNumber("combine"), median, artifact.Numbers("spread", median.Length));
    }

    public void Score(WindowSet windows, Span<float> scores)
    {
        DetectorGuard.Score(this, windows, scores);
        for (var n = 0; n < windows.Count; n++)
        {
            var values = windows[n];
            var (largest, squares) = (0.0, 0.0);
            for (var c = 0; c < median.Length; c++)
            {
                var z = Math.Abs(Mean(values, c, median.Length) - median[c]) / spread[c];
                largest = Math.Max(largest, z);
                squares += z * z;
            }

            scores[n] = ScoreNumber.Of(combine == Combine.Max ? largest : Math.Sqrt(squares / median.Length));
        }
    }

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Explain(this, windows, contributions, expected);
        for (var n = 0; n < windows.Count; n++)
        {
            for (var c = 0; c < median.Length; c++)
            {
                var z = (Mean(windows[n], c, median.Length) - median[c]) / spread[c];
                contributions[(n * median.Length) + c] = ScoreNumber.Of(z * z);
                expected[(n * median.Length) + c] = ScoreNumber.Of(median[c]);
            }
        }
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("window", (long)window);
        artifact.Set("combine", (long)combine);
        artifact.Set("median", median);
        artifact.Set("spread", spread);
    }
}
