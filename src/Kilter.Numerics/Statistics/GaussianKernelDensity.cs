namespace Kilter.Numerics.Statistics;

/// <summary>The density of one-dimensional values as a sum of normal curves around them.</summary>
/// <remarks>
/// <para>Bandwidth: sample standard deviation times n^(−1/5) (Scott's factor), or 1 where the values never vary. Immutable. Cost: O(n) a point.</para>
/// <para>Source: D. W. Scott, "Multivariate Density Estimation", 1992, section 6.5.1.</para>
/// </remarks>
public sealed class GaussianKernelDensity
{
    private readonly double[] _values;

    /// <summary>The density of the given values.</summary>
    /// <param name="values">Finite values, at least one. Copied.</param>
    /// <param name="bandwidthFactor">Times the bandwidth of Scott's rule. Above 0. Default 1.</param>
    /// <exception cref="ArgumentException">There are no values, or one is not finite, or the factor is not above 0.</exception>
    public GaussianKernelDensity(ReadOnlySpan<double> values, double bandwidthFactor = 1)
    {
        if (values.Length == 0 || !(bandwidthFactor > 0))
        {
            throw new ArgumentException(FormattableString.Invariant($"There are {values.Length} values and the bandwidth factor is {bandwidthFactor}; at least one value and a factor above 0 are needed."));
        }

        _values = values.ToArray();
        var mean = 0.0;
        foreach (var value in _values)
        {
            mean += value / _values.Length;
        }

        if (!double.IsFinite(mean))
        {
            throw new ArgumentException("The values hold some that are not finite.", nameof(values));
        }

        var squares = 0.0;
        foreach (var value in _values)
        {
            squares += (value - mean) * (value - mean);
        }

        Factor = bandwidthFactor * Math.Pow(_values.Length, -0.2);
        var deviation = _values.Length > 1 ? Math.Sqrt(squares / (_values.Length - 1)) : 0;
        Bandwidth = Factor * (deviation > 0 ? deviation : 1);
    }

    /// <summary>n^(−1/5) times the factor asked for.</summary>
    public double Factor { get; }

    /// <summary>The standard deviation of each curve, in the unit of the values.</summary>
    public double Bandwidth { get; }

    /// <summary>The density at <paramref name="x"/>.</summary>
    public double At(double x)
    {
        var sum = 0.0;
        foreach (var value in _values)
        {
            sum += NormalDistribution.Density((x - value) / Bandwidth);
        }

        return sum / (_values.Length * Bandwidth);
    }
}
