using Kilter.Artifacts;
using Kilter.Windows;

namespace Kilter.Detectors.Distribution;

/// <summary>Settings of <see cref="PcaDetector"/>.</summary>
public sealed record PcaOptions
{
    /// <summary>W, the samples in a window. Range [1, 1e5]. Default 16.</summary>
    public int Window { get; init => field = Guard.InRange(value, 1, 100_000); } = 16;

    /// <summary>Components are kept until they explain this share of the variance. Range [0, 1]. Default 0.9.</summary>
    public double Variance { get; init => field = Guard.InRange(value, 0, 1); } = 0.9;

    /// <summary>The weight of the distance inside the subspace beside the error outside it. Range [0, 1]. Default 1; 0 counts the reconstruction error alone.</summary>
    public double Inside { get; init => field = Guard.InRange(value, 0, 1); } = 1;
}

/// <summary>Scores a window by how badly the main shapes of the training windows rebuild it, and by how unusual their mixture is.</summary>
/// <remarks>
/// <para>
/// Score: √((inside·T² + Q/σ²) / d). d = W·C; T² = Σ zⱼ²/λⱼ over the k kept components (Hotelling); Q is the squared reconstruction error; σ² the mean
/// variance of the directions left out. With weight 1 this is the Mahalanobis distance under probabilistic PCA. Unit: standard deviations. Range [0, ∞).
/// </para>
/// <para>
/// A channel's contribution is its part of the sum, Σ rᵢ·gᵢ with r the window less its mean and g half the gradient of the squared distance, held at 0. The expected
/// value is the rebuilt one with each zⱼ held within three deviations, inside the training range.
/// </para>
/// <para>
/// Cost: fit at most O(4·10⁹ + d³) for d ≤ 512, beyond that O(512²·d) on 512 evenly spaced windows; score O(k·d) a window. Memory: k·d doubles.
/// Draws no random numbers.
/// </para>
/// <para>Source: M. E. Tipping, C. M. Bishop, "Probabilistic principal component analysis", J. R. Stat. Soc. B, 1999; J. E. Jackson, G. S. Mudholkar,
/// "Control procedures for residuals associated with principal component analysis", Technometrics, 1979; as Sub-PCA in Q. Liu, J. Paparrizos, "The elephant in the room", NeurIPS, 2024.</para>
/// </remarks>
public sealed class PcaDetector(PcaOptions options) : IDetector
{
    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "pca",
        Family = "Distribution",
        FindsBest = "changed shape or relation",
        WeakAt = "shapes that shift in time, short training",
        Channels = "any",
        FitCost = "fast",
        Source = "M. E. Tipping, C. M. Bishop, Probabilistic principal component analysis, 1999",
        Settings =
        [
            new("variance", "0.9", "0 to 1", "components are kept until they explain this share of the variance"),
            new("inside", "1", "0 to 1", "weight of the distance inside the subspace beside the error outside it"),
        ],
        DefaultWindow = 16,
        Create = settings => new PcaDetector(new()
        {
            Window = settings.WholeNumber("window", 16),
            Variance = settings.Number("variance", 0.9),
            Inside = settings.Number("inside", 1),
        }),
        Read = FittedPca.Read,
    };

    /// <inheritdoc/>
    public int WindowLength => options.Window;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        DetectorGuard.Fit(train, options.Window, least: 2, context);
        var basis = PrincipalComponents.Of(train, options.Variance, context.Cancellation);
        var (low, high) = Moments.Range(train);
        return new FittedPca(options.Window, options.Inside, basis, low, high);
    }
}

/// <summary>A fitted <see cref="PcaDetector"/>: the mean, the kept components with their variances, and the variance left over.</summary>
internal sealed class FittedPca(int window, double inside, PrincipalComponents basis, double[] low, double[] high) : IFittedDetector
{
    // How far inside the subspace a rebuilt window may lie from the mean, in deviations of each component.
    private const double Farthest = 3;

    public int WindowLength => window;

    public int Channels => low.Length;

    public static FittedPca Read(ArtifactReader artifact)
    {
        var low = artifact.Numbers("low");
        return new((int)artifact.WholeNumber("window"), artifact.Number("inside"), PrincipalComponents.Read(artifact), low, artifact.Numbers("high", low.Length));
    }

    public void Score(WindowSet windows, Span<float> scores)
    {
        DetectorGuard.Score(this, windows, scores);
        var centred = new double[basis.Size];
        for (var n = 0; n < windows.Count; n++)
        {
            Moments.Centre(windows[n], basis.Mean, centred);
            var (within, outside) = basis.Split(centred);
            scores[n] = ScoreNumber.Of(Math.Sqrt(((inside * within) + (outside / basis.LeftOver)) / basis.Size));
        }
    }

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Explain(this, windows, contributions, expected);
        var (channels, size) = (Channels, basis.Size);
        var (centred, gradient, rebuilt, shares) = (new double[size], new double[size], new double[size], new double[channels]);
        for (var n = 0; n < windows.Count; n++)
        {
            Moments.Centre(windows[n], basis.Mean, centred);
            basis.Rebuild(centred, inside, Farthest, gradient, rebuilt);
            shares.AsSpan().Clear();
            for (var i = 0; i < size; i++)
            {
                shares[i % channels] += centred[i] * gradient[i];
            }

            for (var c = 0; c < channels; c++)
            {
                var i = size - channels + c;
                contributions[(n * channels) + c] = ScoreNumber.Of(Math.Max(0, shares[c]));
                expected[(n * channels) + c] = ScoreNumber.Of(Math.Clamp(basis.Mean[i] + rebuilt[i], low[c], high[c]));
            }
        }
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("window", (long)window);
        artifact.Set("inside", inside);
        artifact.Set("low", low);
        artifact.Set("high", high);
        basis.Write(artifact);
    }
}
