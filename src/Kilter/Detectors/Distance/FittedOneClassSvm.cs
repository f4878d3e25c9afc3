using Kilter.Artifacts;
using Kilter.Numerics.Kernels;
using Kilter.Numerics.Randomness;
using Kilter.Windows;

namespace Kilter.Detectors.Distance;

/// <summary>A fitted <see cref="OneClassSvmDetector"/>: the support vectors, their coefficients and the offset.</summary>
internal sealed class FittedOneClassSvm(int window, int channels, double[] vectors, double[] alpha, double rho, double gamma) : IFittedDetector
{
    // Where all training windows are one point the boundary lies on it; a width keeps scores finite.
    private const double LeastWidth = 1e-9;

    private readonly double _sum = alpha.Sum();

    public int WindowLength => window;

    public int Channels => channels;

    /// <summary>How many training windows support the boundary.</summary>
    public int SupportVectors => alpha.Length;

    /// <summary>ρ.</summary>
    public double Rho => rho;

    public static FittedOneClassSvm Of(int window, int channels, double[] points, double[] alpha, double rho, double gamma)
    {
        var size = window * channels;
        int[] support = [.. Enumerable.Range(0, alpha.Length).Where(i => alpha[i] > 0)];
        var vectors = new double[support.Length * size];
        for (var s = 0; s < support.Length; s++)
        {
            points.AsSpan(support[s] * size, size).CopyTo(vectors.AsSpan(s * size));
        }

        return new(window, channels, vectors, [.. support.Select(i => alpha[i])], rho, gamma);
    }

    public static FittedOneClassSvm Read(ArtifactReader artifact)
    {
        var (window, channels) = ((int)artifact.WholeNumber("window"), (int)artifact.WholeNumber("channels"));
        var (alpha, terms) = (artifact.Numbers("alpha"), artifact.Numbers("terms", 2));
        return new(window, channels, artifact.Numbers("vectors", checked(alpha.Length * window * channels)), alpha, terms[0], terms[1]);
    }

    /// <summary>Σ αᵢ·k(xᵢ, x) − ρ, negative outside the boundary.</summary>
    public double Decision(ReadOnlySpan<double> point)
    {
        var sum = 0.0;
        for (var s = 0; s < alpha.Length; s++)
        {
            sum += alpha[s] * PortableMath.Exp(-gamma * DoubleKernel.SquaredDistance(point, vectors.AsSpan(s * point.Length, point.Length)));
        }

        return sum - rho;
    }

    public void Score(WindowSet windows, Span<float> scores)
    {
        DetectorGuard.Score(this, windows, scores);
        var point = new double[window * channels];
        var width = Math.Max(_sum - rho, LeastWidth * _sum);
        for (var n = 0; n < windows.Count; n++)
        {
            Take(windows[n], point);
            scores[n] = ScoreNumber.Of(Math.Max(0, _sum - (Decision(point) + rho)) / width);
        }
    }

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Explain(this, windows, contributions, expected);
        var (point, weights, shares, lasts) = (new double[window * channels], new double[alpha.Length], new double[channels], new double[channels]);
        for (var n = 0; n < windows.Count; n++)
        {
            Take(windows[n], point);
            Weigh(point, weights);
            shares.AsSpan().Clear();
            lasts.AsSpan().Clear();
            for (var s = 0; s < weights.Length; s++)
            {
                var vector = vectors.AsSpan(s * point.Length, point.Length);
                for (var i = 0; i < point.Length; i++)
                {
                    var off = point[i] - vector[i];
                    shares[i % channels] += weights[s] * off * off;
                }

                for (var c = 0; c < channels; c++)
                {
                    lasts[c] += weights[s] * vector[point.Length - channels + c];
                }
            }

            for (var c = 0; c < channels; c++)
            {
                contributions[(n * channels) + c] = ScoreNumber.Of(shares[c]);
                expected[(n * channels) + c] = ScoreNumber.Of(lasts[c]);
            }
        }
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("window", (long)window);
        artifact.Set("channels", (long)channels);
        artifact.Set("vectors", vectors.AsSpan());
        artifact.Set("alpha", alpha.AsSpan());
        artifact.Set("terms", [rho, gamma]);
    }

    /// <summary>What each support vector adds to the kernel sum, as a share of it; told from the nearest, so that far windows have weights too.</summary>
    private void Weigh(double[] point, double[] weights)
    {
        var nearest = double.PositiveInfinity;
        for (var s = 0; s < weights.Length; s++)
        {
            weights[s] = DoubleKernel.SquaredDistance(point, vectors.AsSpan(s * point.Length, point.Length));
            nearest = Math.Min(nearest, weights[s]);
        }

        var sum = 0.0;
        for (var s = 0; s < weights.Length; s++)
        {
            weights[s] = alpha[s] * PortableMath.Exp(-gamma * (weights[s] - nearest));
            sum += weights[s];
        }

        for (var s = 0; s < weights.Length; s++)
        {
            weights[s] /= sum;
        }
    }

    private static void Take(ReadOnlySpan<float> window, double[] point)
    {
        for (var i = 0; i < point.Length; i++)
        {
            point[i] = window[i];
        }
    }
}
