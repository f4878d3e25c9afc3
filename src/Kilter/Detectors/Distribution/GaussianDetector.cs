using Kilter.Artifacts;
using Kilter.Numerics.LinearAlgebra;
using Kilter.Windows;

namespace Kilter.Detectors.Distribution;

/// <summary>Settings of <see cref="GaussianDetector"/>.</summary>
public sealed record GaussianOptions
{
    /// <summary>W, the samples in a window. Range [1, 4096]. Default 1: the relations between channels at one moment.</summary>
    public int Window { get; init => field = Guard.InRange(value, 1, 4096); } = 1;

    /// <summary>Added to the diagonal of the correlation matrix. Range [1e-9, 1]. Default 1e-6.</summary>
    public double Ridge { get; init => field = Guard.InRange(value, 1e-9, 1.0); } = 1e-6;
}

/// <summary>Scores a window by its Mahalanobis distance from the training windows.</summary>
/// <remarks>
/// <para>
/// Score: √(zᵀ·R⁻¹·z / d) with z the window as d = W·C values, each less its mean and over its standard deviation, and R their correlation
/// matrix plus a ridge. Unit: standard deviations. Range [0, ∞). A value that never varied in training counts as having deviation 1.
/// </para>
/// <para>
/// The ridge is at least 0.1·(d / N)², so that directions that too few windows determine do not dominate. A channel's contribution is the part of
/// the squared distance that would go if the channel's values were what the others suggest, each by itself: Σ (R⁻¹z)ᵢ² / (R⁻¹)ᵢᵢ. The expected value is
/// that suggestion (the conditional mean), held inside the training range.
/// </para>
/// <para>Cost: fit O(N·d²) up to 4·10⁹, then evenly spaced windows, plus O(d³); score O(d²) a window. Memory: d² doubles. Draws no random numbers.</para>
/// <para>Source: P. C. Mahalanobis, "On the generalized distance in statistics", Proc. Nat. Inst. Sci. India, 1936.</para>
/// </remarks>
public sealed class GaussianDetector(GaussianOptions options) : IDetector
{
    private const int MostValues = 4096;
    private const double MostWork = 4e9;

    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "gaussian",
        Family = "Distribution",
        FindsBest = "far values, broken relations",
        WeakAt = "seasons, several ways of running",
        Channels = "any",
        FitCost = "fast",
        Source = "P. C. Mahalanobis, On the generalized distance in statistics, 1936",
        Settings = [new("ridge", "1e-6", "1e-9 to 1", "added to the diagonal of the correlation matrix")],
        DefaultWindow = 1,
        Create = settings => new GaussianDetector(new() { Window = settings.WholeNumber("window", 1), Ridge = settings.Number("ridge", 1e-6) }),
        Read = FittedGaussian.Read,
    };

    /// <inheritdoc/>
    public int WindowLength => options.Window;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        DetectorGuard.Fit(train, options.Window, least: 2, context);
        var size = train.Length * train.Channels;
        if (size > MostValues)
        {
            throw new ArgumentException($"A window has {size} values (window {train.Length} × {train.Channels} channels); at most {MostValues} fit. Use a shorter window.");
        }

        var stride = Moments.StrideOf(train, MostWork);
        var mean = Moments.Mean(train, stride, context.Cancellation);
        var matrix = Moments.Covariance(train, mean, stride, context.Cancellation);
        var scale = Standardise(matrix, mean);
        var rows = (train.Count + stride - 1) / stride;
        var ridge = Math.Max(options.Ridge, 0.1 * size / rows * size / rows);
        var factor = Cholesky.FactorWithRidge(matrix, size, ridge);
        var (low, high) = Moments.Range(train);
        return new FittedGaussian(train.Length, mean, scale, factor, Diagonal(factor.Inverse(), size), low, high);
    }

    /// <summary>Turns a covariance into a correlation matrix; returns the standard deviations.</summary>
    private static double[] Standardise(double[] matrix, double[] mean)
    {
        var size = mean.Length;
        var scale = new double[size];
        for (var i = 0; i < size; i++)
        {
            // Below the resolution of float32 beside its mean, a deviation is rounding: such a value is constant.
            var deviation = Math.Sqrt(matrix[(i * size) + i]);
            scale[i] = deviation > 1e-9 * Math.Abs(mean[i]) ? deviation : 1;
        }

        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                matrix[(i * size) + j] = matrix[(i * size) + j] / scale[i] / scale[j];
            }
        }

        return scale;
    }

    private static double[] Diagonal(double[] matrix, int size)
    {
        var diagonal = new double[size];
        for (var i = 0; i < size; i++)
        {
            diagonal[i] = matrix[(i * size) + i];
        }

        return diagonal;
    }
}

/// <summary>A fitted <see cref="GaussianDetector"/>: mean, deviations, the factored correlations and the diagonal of their inverse.</summary>
internal sealed class FittedGaussian(int window, double[] mean, double[] scale, Cholesky factor, double[] precision, double[] low, double[] high) : IFittedDetector
{
    public int WindowLength => window;

    public int Channels => low.Length;

    public static FittedGaussian Read(ArtifactReader artifact)
    {
        var mean = artifact.Numbers("mean");
        var size = mean.Length;
        var low = artifact.Numbers("low");
        return new(
            (int)artifact.WholeNumber("window"), mean, artifact.Numbers("scale", size),
            Cholesky.FromLower(artifact.Numbers("factor", size * size), size), artifact.Numbers("precision", size), low, artifact.Numbers("high", low.Length));
    }

    public void Score(WindowSet windows, Span<float> scores)
    {
        DetectorGuard.Score(this, windows, scores);
        var z = new double[mean.Length];
        for (var n = 0; n < windows.Count; n++)
        {
            Standardise(windows[n], z);
            scores[n] = ScoreNumber.Of(Math.Sqrt(factor.SquaredNorm(z, z) / z.Length));
        }
    }

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Explain(this, windows, contributions, expected);
        var channels = Channels;
        var (solved, shares) = (new double[mean.Length], new double[channels]);
        for (var n = 0; n < windows.Count; n++)
        {
            Standardise(windows[n], solved);
            factor.Solve(solved, solved);
            shares.AsSpan().Clear();
            for (var i = 0; i < mean.Length; i++)
            {
                shares[i % channels] += solved[i] * solved[i] / precision[i];
            }

            for (var c = 0; c < channels; c++)
            {
                var i = mean.Length - channels + c;
                contributions[(n * channels) + c] = ScoreNumber.Of(shares[c]);
                expected[(n * channels) + c] = ScoreNumber.Of(Math.Clamp(windows[n][i] - (scale[i] * solved[i] / precision[i]), low[c], high[c]));
            }
        }
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("window", (long)window);
        artifact.Set("mean", mean);
        artifact.Set("scale", scale);
        artifact.Set("factor", factor.Lower);
        artifact.Set("precision", precision);
        artifact.Set("low", low);
        artifact.Set("high", high);
    }

    private void Standardise(ReadOnlySpan<float> values, double[] z)
    {
        for (var i = 0; i < z.Length; i++)
        {
            z[i] = (values[i] - mean[i]) / scale[i];
        }
    }
}
