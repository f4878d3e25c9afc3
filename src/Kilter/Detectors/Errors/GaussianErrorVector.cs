using Kilter.Numerics.LinearAlgebra;

namespace Kilter.Detectors.Errors;

/// <summary>What the sum of squares of a covariance is divided by.</summary>
public enum CovarianceOf
{
    /// <summary>n: the covariance of exactly these rows (the likeliest).</summary>
    Population,

    /// <summary>n − 1: unbiased for those the rows were drawn from.</summary>
    Sample,
}

/// <summary>A normal distribution of error vectors (the errors of several steps ahead, of several channels): distance and log density. Immutable.</summary>
/// <remarks>
/// <para>
/// Where the covariance is singular, or nearly (a pivot below 1e-12 of its variance), the smallest ridge of 1e-9·10ᵏ mean variances that mends it is added to its
/// diagonal: directions that never varied then count as varying by that little. <see cref="Ridge"/> says what was added.
/// </para>
/// <para>Cost: fit O(n·d² + d³), each distance O(d²). Memory: 2·d² doubles.</para>
/// <para>Source: P. C. Mahalanobis, "On the generalized distance in statistics", Proc. Nat. Inst. Sci. India, 1936.</para>
/// </remarks>
public sealed class GaussianErrorVector
{
    private const double SmallestPivot = 1e-12;
    private const double FirstRidge = 1e-9;

    private readonly double[] _mean;
    private readonly double[] _covariance;
    private readonly Cholesky _factor;
    private readonly double _logScale;

    /// <summary>The distribution of that mean (d) and covariance (d, d), row-major.</summary>
    /// <exception cref="ArgumentException">The lengths do not fit, or a value is not finite.</exception>
    public GaussianErrorVector(ReadOnlySpan<double> mean, ReadOnlySpan<double> covariance)
    {
        Guard.AtLeast(mean.Length, 1, "values in the mean");
        Guard.Length(covariance.Length, mean.Length * mean.Length, nameof(covariance));
        (_mean, _covariance) = (mean.ToArray(), covariance.ToArray());
        (_factor, Ridge) = Factor(_covariance, mean.Length);
        var logRoot = 0.0;
        for (var i = 0; i < mean.Length; i++)
        {
            logRoot += Math.Log(_factor.Lower[(i * mean.Length) + i]);
        }

        _logScale = -logRoot - (0.5 * mean.Length * Math.Log(2 * Math.PI));
    }

    /// <summary>d, the values of a vector.</summary>
    public int Size => _mean.Length;

    /// <summary>The mean vector, (d).</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>The covariance as it was found, without ridge, row-major (d, d).</summary>
    public ReadOnlySpan<double> Covariance => _covariance;

    /// <summary>What had to be added to the diagonal of the covariance; 0 for one that is positive definite.</summary>
    public double Ridge { get; }

    /// <summary>Fits the distribution to n vectors, row-major (n, d).</summary>
    /// <exception cref="ArgumentException">There are not whole vectors, too few (one, or two for a sample covariance), or a value is not finite.</exception>
    public static GaussianErrorVector Fit(ReadOnlySpan<double> vectors, int size, CovarianceOf over = CovarianceOf.Population)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Guard.Length(vectors.Length % size, 0, nameof(vectors));
        var count = vectors.Length / size;
        Guard.AtLeast(count, over == CovarianceOf.Population ? 1 : 2, "error vectors");
        var (mean, covariance) = (new double[size], new double[size * size]);
        for (var i = 0; i < vectors.Length; i++)
        {
            mean[i % size] += double.IsFinite(vectors[i])
                ? vectors[i] / count
                : throw new ArgumentException(FormattableString.Invariant($"Value {i % size} of error vector {i / size} is {vectors[i]}; leave samples without forecasts out of the fit."), nameof(vectors));
        }

        var divisor = over == CovarianceOf.Population ? count : count - 1;
        var centred = new double[size];
        for (var n = 0; n < count; n++)
        {
            Centre(vectors.Slice(n * size, size), mean, centred);
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j < size; j++)
                {
                    covariance[(i * size) + j] += centred[i] * centred[j] / divisor;
                }
            }
        }

        return new GaussianErrorVector(mean, covariance);
    }

    /// <summary>(e − m)ᵀ·C⁻¹·(e − m): the squared Mahalanobis distance of an error vector (d). Range [0, ∞); d on average.</summary>
    /// <exception cref="ArgumentException">It has not d values.</exception>
    public double SquaredDistance(ReadOnlySpan<double> vector)
    {
        Guard.Length(vector.Length, Size, nameof(vector));
        Span<double> centred = Size <= 64 ? stackalloc double[Size] : new double[Size];
        Centre(vector, _mean, centred);
        return _factor.SquaredNorm(centred, centred);
    }

    /// <summary>The logarithm of the density at an error vector (d). Lower is more anomalous.</summary>
    /// <exception cref="ArgumentException">It has not d values.</exception>
    public double LogDensity(ReadOnlySpan<double> vector) => _logScale - (0.5 * SquaredDistance(vector));

    private static void Centre(ReadOnlySpan<double> vector, double[] mean, Span<double> centred)
    {
        for (var i = 0; i < mean.Length; i++)
        {
            centred[i] = vector[i] - mean[i];
        }
    }

    private static (Cholesky Factor, double Ridge) Factor(double[] covariance, int size)
    {
        var trace = 0.0;
        for (var i = 0; i < size; i++)
        {
            trace += covariance[(i * size) + i];
        }

        if (!double.IsFinite(trace))
        {
            throw new ArgumentException("The covariance holds values that are not finite.", nameof(covariance));
        }

        var unit = trace > 0 ? trace / size : 1;
        var (ridged, ridge) = (covariance.ToArray(), 0.0);
        while (true)
        {
            if (Cholesky.TryFactor(ridged, size) is { } factor && IsSound(factor, covariance, size))
            {
                return (factor, ridge);
            }

            ridge = ridge == 0 ? FirstRidge * unit : 10 * ridge;
            for (var i = 0; i < size; i++)
            {
                ridged[(i * size) + i] = covariance[(i * size) + i] + ridge;
            }
        }
    }

    /// <summary>A pivot far below its own variance is what rounding left of zero.</summary>
    private static bool IsSound(Cholesky factor, double[] covariance, int size)
    {
        for (var i = 0; i < size; i++)
        {
            var pivot = factor.Lower[(i * size) + i];
            if (pivot * pivot <= SmallestPivot * covariance[(i * size) + i])
            {
                return false;
            }
        }

        return true;
    }
}
