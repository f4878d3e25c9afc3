using Kilter.Numerics.Statistics;

namespace Kilter.Detectors.Errors;

/// <summary>A normal distribution of errors, fitted by maximum likelihood: how far out an error lies, and how likely it was. Immutable.</summary>
/// <remarks>
/// <para>Mean and population standard deviation (over n). Errors that never varied count as having deviation 1.</para>
/// <para>
/// Absolute errors are not normal: they have no left tail. With them use <see cref="OneSided"/>, or an error of nothing at all, far left of the mean,
/// counts as unusual.
/// </para>
/// </remarks>
public sealed class GaussianError
{
    /// <summary>The distribution of that mean and deviation.</summary>
    /// <exception cref="ArgumentException">One is not finite, or the deviation is negative.</exception>
    public GaussianError(double mean, double deviation)
    {
        if (!double.IsFinite(mean) || !double.IsFinite(deviation) || deviation < 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"Mean {mean} and deviation {deviation} make no distribution; both must be finite, the deviation at least 0."));
        }

        (Mean, Deviation) = (mean, deviation > 0 ? deviation : 1);
    }

    /// <summary>The mean of the errors, in their unit.</summary>
    public double Mean { get; }

    /// <summary>Their population standard deviation; 1 where they never varied.</summary>
    public double Deviation { get; }

    /// <summary>Fits the distribution. Cost: two passes.</summary>
    /// <exception cref="ArgumentException">There are no errors, or one is not finite; the message says which.</exception>
    public static GaussianError Fit(ReadOnlySpan<double> errors)
    {
        Guard.AtLeast(errors.Length, 1, "errors");
        var sum = 0.0;
        for (var i = 0; i < errors.Length; i++)
        {
            sum += double.IsFinite(errors[i])
                ? errors[i]
                : throw new ArgumentException(FormattableString.Invariant($"Error {i} is {errors[i]}; leave samples without a forecast out of the fit."), nameof(errors));
        }

        var (mean, squares) = (sum / errors.Length, 0.0);
        foreach (var error in errors)
        {
            squares += (error - mean) * (error - mean);
        }

        return new GaussianError(mean, Math.Sqrt(squares / errors.Length));
    }

    /// <summary>(error − mean) / deviation.</summary>
    public double Deviations(double error) => (error - Mean) / Deviation;

    /// <summary>Whether the error lies <paramref name="deviations"/> or more from the mean, on either side. The border counts.</summary>
    public bool IsFar(double error, double deviations) => !(Math.Abs(Deviations(error)) < deviations);

    /// <summary>P(an error is smaller): in (0, 1), the higher the more the error exceeds the usual.</summary>
    public double OneSided(double error) => NormalDistribution.Below(Deviations(error));

    /// <summary>Φ(|error − mean| / deviation): in [0.5, 1), high on both sides of the mean.</summary>
    public double TwoSided(double error) => NormalDistribution.Below(Math.Abs(Deviations(error)));

    /// <summary>The logarithm of the density at the error. Lower is more anomalous; it falls without end.</summary>
    public double LogDensity(double error) => NormalDistribution.LogDensity(Deviations(error)) - Math.Log(Deviation);
}
