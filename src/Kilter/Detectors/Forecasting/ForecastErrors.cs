using Kilter.Artifacts;
using Kilter.Detectors.Errors;
using Kilter.Numerics.Statistics;

namespace Kilter.Detectors.Forecasting;

/// <summary>What the residuals of normal running look like, A steps ahead and C channels each, and how unusual others are beside them. Immutable.</summary>
/// <remarks>
/// A residual vector is (A, C), observed less forecast. Score: for each channel a number over the steps ahead (the root of the mean square of residuals in spreads, or
/// the mean improbability), then the largest of the channels, or their root mean square (their mean, of improbabilities); for mahalanobis all at once.
/// </remarks>
internal sealed class ForecastErrors
{
    /// <summary>The most values of a residual vector that a joint distance is taken of.</summary>
    public const int MostJoint = 512;

    private readonly ForecastScore _score;
    private readonly Combine _combine;
    private readonly int _channels;
    private readonly double[] _centre;
    private readonly double[] _spread;
    private readonly GaussianErrorVector? _joint;

    private ForecastErrors(ForecastScore score, Combine combine, int channels, double[] centre, double[] spread, GaussianErrorVector? joint)
        => (_score, _combine, _channels, _centre, _spread, _joint) = (score, combine, channels, centre, spread, joint);

    /// <summary>C.</summary>
    public int Channels => _channels;

    /// <summary>Learns from residual vectors of normal running.</summary>
    /// <param name="residuals">(rows, A·C), at least one row.</param>
    /// <param name="score">How residuals are judged.</param>
    /// <param name="combine">How one score is made of the channels.</param>
    /// <param name="least">The least spread of each channel, (C), above 0.</param>
    /// <param name="size">A·C.</param>
    public static ForecastErrors Of(ReadOnlySpan<double> residuals, ForecastScore score, Combine combine, ReadOnlySpan<double> least, int size)
    {
        var (rows, channels) = (residuals.Length / size, least.Length);
        var (centre, spread, column) = (new double[size], new double[size], new double[rows]);
        for (var i = 0; i < size; i++)
        {
            for (var r = 0; r < rows; r++)
            {
                var residual = residuals[(r * size) + i];
                column[r] = score == ForecastScore.Gaussian ? Math.Abs(residual) : residual;
            }

            (centre[i], spread[i]) = score is ForecastScore.Absolute or ForecastScore.Above or ForecastScore.Below ? (0, RobustSpread.Of(column).Spread) : Normal(column);
            spread[i] = Math.Max(spread[i], least[i % channels]);
        }

        return new(score, combine, channels, centre, spread, score == ForecastScore.Mahalanobis ? Joint(residuals, spread, size) : null);
    }

    public static ForecastErrors Read(ArtifactReader artifact)
    {
        var centre = artifact.Numbers("centre");
        var joint = artifact.Has("covariance") ? new GaussianErrorVector(artifact.Numbers("joint-mean", centre.Length), artifact.Numbers("covariance", centre.Length * centre.Length)) : null;
        return new(
            (ForecastScore)artifact.WholeNumber("score"), (Combine)artifact.WholeNumber("combine"), (int)artifact.WholeNumber("channels"),
            centre, artifact.Numbers("spread", centre.Length), joint);
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("score", (long)_score);
        artifact.Set("combine", (long)_combine);
        artifact.Set("channels", (long)_channels);
        artifact.Set("centre", _centre);
        artifact.Set("spread", _spread);
        if (_joint is not null)
        {
            artifact.Set("joint-mean", _joint.Mean);
            artifact.Set("covariance", _joint.Covariance);
        }
    }

    /// <summary>The score of one residual vector, (A·C).</summary>
    public float Score(ReadOnlySpan<double> residuals)
    {
        if (_joint is not null)
        {
            Span<double> scaled = stackalloc double[_spread.Length];
            for (var i = 0; i < scaled.Length; i++)
            {
                scaled[i] = residuals[i] / _spread[i];
            }

            return ScoreNumber.Of(Math.Sqrt(_joint.SquaredDistance(scaled) / scaled.Length));
        }

        var (largest, sum) = (double.NegativeInfinity, 0.0);
        for (var c = 0; c < _channels; c++)
        {
            var one = OverSteps(residuals, c);
            largest = Math.Max(largest, one);
            sum += one;
        }

        var combined = _combine == Combine.Max ? largest : sum / _channels;
        return ScoreNumber.Of(_score is ForecastScore.Gaussian or ForecastScore.LogDensity ? combined : Math.Sqrt(combined));
    }

    /// <summary>Each channel's mean squared residual over the steps, in spreads of its own.</summary>
    public void Explain(ReadOnlySpan<double> residuals, Span<float> contributions)
    {
        for (var c = 0; c < _channels; c++)
        {
            var sum = 0.0;
            for (var i = c; i < residuals.Length; i += _channels)
            {
                sum += Squared(residuals[i], i);
            }

            contributions[c] = ScoreNumber.Of(sum * _channels / residuals.Length);
        }
    }

    private double OverSteps(ReadOnlySpan<double> residuals, int channel)
    {
        var sum = 0.0;
        for (var i = channel; i < residuals.Length; i += _channels)
        {
            var z = (residuals[i] - _centre[i]) / _spread[i];
            sum += _score switch
            {
                ForecastScore.Gaussian => -NormalDistribution.LogAbove((Math.Abs(residuals[i]) - _centre[i]) / _spread[i]),
                ForecastScore.LogDensity => Math.Log(_spread[i]) - NormalDistribution.LogDensity(z),
                _ => Squared(residuals[i], i),
            };
        }

        return sum * _channels / residuals.Length;
    }

    private double Squared(double residual, int i)
    {
        var held = _score == ForecastScore.Above ? Math.Max(residual, 0) : _score == ForecastScore.Below ? Math.Min(residual, 0) : residual;
        var z = held / _spread[i];
        return z * z;
    }

    private static (double Mean, double Deviation) Normal(double[] values)
    {
        var (mean, squares) = (0.0, 0.0);
        foreach (var value in values)
        {
            mean += value / values.Length;
        }

        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, Math.Sqrt(squares / values.Length));
    }

    /// <summary>The distribution of residuals in their spreads, each direction varying by a thousandth of them at least.</summary>
    private static GaussianErrorVector Joint(ReadOnlySpan<double> residuals, double[] spread, int size)
    {
        if (size > MostJoint)
        {
            throw new ArgumentException($"The joint distance would be of {size} residuals (steps ahead × channels); at most {MostJoint} fit. Look fewer steps ahead, or use another 'score'.");
        }

        var scaled = new double[residuals.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = residuals[i] / spread[i % size];
        }

        var found = GaussianErrorVector.Fit(scaled, size);
        var covariance = found.Covariance.ToArray();
        for (var i = 0; i < size; i++)
        {
            covariance[(i * size) + i] += Math.Max(1e-3, (double)size / (scaled.Length / size) * 0.1);
        }

        return new GaussianErrorVector(found.Mean, covariance);
    }
}
