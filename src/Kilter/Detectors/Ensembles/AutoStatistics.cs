using Kilter.Artifacts;
using Kilter.Numerics.LinearAlgebra;

namespace Kilter.Detectors.Ensembles;

/// <summary>What <see cref="AutoDetector"/> learned of normal running, apart from how rare deviations are: levels, activity, forecasts, relations.</summary>
/// <remarks>All in standardised units. Immutable.</remarks>
internal sealed class AutoStatistics
{
    // One wild training value must not bend a least-squares fit: values are held within ± this for fitting.
    private const double FitReach = 20;
    private const double ForecastRidge = 1e-3;
    private const double RelationRidge = 0.1;

    private AutoStatistics(double[] level, double[] activity, double[] forecast, double[] mean, double[] relation)
    {
        Level = level;
        Activity = activity;
        Forecast = forecast;
        Mean = mean;
        Relation = relation;
    }

    /// <summary>(C) the median value.</summary>
    public double[] Level { get; }

    /// <summary>(C) the median log activity.</summary>
    public double[] Activity { get; }

    /// <summary>(C, lags + 1) the forecast's weights, the constant last.</summary>
    public double[] Forecast { get; }

    /// <summary>(C) the mean that the relation is about; empty without one.</summary>
    public double[] Mean { get; }

    /// <summary>(C, C) row i: the precision matrix's row i divided by its diagonal, so that row·(z − mean) is channel i less what the others tell; empty without one.</summary>
    public double[] Relation { get; }

    /// <summary>How far each channel is from what the other channels tell, (C).</summary>
    public void RelationResidual(ReadOnlySpan<double> z, Span<double> residual)
    {
        Span<double> centred = z.Length <= 128 ? stackalloc double[z.Length] : new double[z.Length];
        for (var c = 0; c < z.Length; c++)
        {
            centred[c] = Math.Clamp(z[c], -FitReach, FitReach) - Mean[c];
        }

        for (var i = 0; i < z.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < z.Length; j++)
            {
                sum += Relation[(i * z.Length) + j] * centred[j];
            }

            residual[i] = sum;
        }
    }

    /// <summary>The forecast of the next value of a channel.</summary>
    public double ForecastOf(AutoMemory memory, int channel)
    {
        var lags = AutoPlan.Lags;
        var weights = Forecast.AsSpan(channel * (lags.Length + 1), lags.Length + 1);
        var sum = weights[^1];
        for (var i = 0; i < lags.Length; i++)
        {
            sum += weights[i] * memory.Past(channel, lags[i]);
        }

        return sum;
    }

    /// <summary>Saves the statistics.</summary>
    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("level", Level.AsSpan());
        artifact.Set("activity", Activity.AsSpan());
        artifact.Set("forecast", Forecast.AsSpan());
        artifact.Set("mean", Mean.AsSpan());
        artifact.Set("relation", Relation.AsSpan());
    }

    /// <summary>Reads saved statistics.</summary>
    public static AutoStatistics Read(ArtifactReader artifact, AutoPlan plan)
    {
        var related = plan.HasRelation ? plan.Channels : 0;
        return new AutoStatistics(
            artifact.Numbers("level", plan.Channels),
            artifact.Numbers("activity", plan.Channels),
            artifact.Numbers("forecast", plan.Channels * (AutoPlan.Lags.Length + 1)),
            artifact.Numbers("mean", related),
            artifact.Numbers("relation", related * related));
    }

    /// <summary>Sums over some training samples, from which the least-squares parts are solved. Sums of two ranges add up.</summary>
    internal sealed class Sums(AutoPlan plan)
    {
        private readonly int _size = AutoPlan.Lags.Length + 1;
        private readonly double[] _products = new double[plan.Channels * (AutoPlan.Lags.Length + 1) * (AutoPlan.Lags.Length + 1)];
        private readonly double[] _targets = new double[plan.Channels * (AutoPlan.Lags.Length + 1)];
        private readonly double[] _values = new double[plan.HasRelation ? plan.Channels : 0];
        private readonly double[] _squares = new double[plan.HasRelation ? plan.Channels * plan.Channels : 0];
        private readonly double[] _clipped = new double[plan.Channels];
        private double _rows;
        private double _samples;

        /// <summary>Adds the next sample, which <paramref name="memory"/> has not yet learned.</summary>
        public void Add(AutoMemory memory, ReadOnlySpan<double> sample)
        {
            for (var c = 0; c < sample.Length; c++)
            {
                _clipped[c] = Clip(sample[c]);
            }

            AddRelation();
            if (memory.CanForecast)
            {
                AddForecast(memory);
            }
        }

        /// <summary>These sums and others.</summary>
        public Sums Plus(Sums other)
        {
            var both = new Sums(plan) { _rows = _rows + other._rows, _samples = _samples + other._samples };
            Total(_products, other._products, both._products);
            Total(_targets, other._targets, both._targets);
            Total(_values, other._values, both._values);
            Total(_squares, other._squares, both._squares);
            return both;
        }

        /// <summary>The statistics of the samples summed, with the medians given.</summary>
        public AutoStatistics Solve(double[] level, double[] activity)
        {
            var forecast = new double[plan.Channels * _size];
            for (var c = 0; c < plan.Channels; c++)
            {
                var products = _products.AsSpan(c * _size * _size, _size * _size).ToArray();
                for (var i = 0; i < _size; i++)
                {
                    products[(i * _size) + i] += ForecastRidge * Math.Max(_rows, 1);
                }

                Cholesky.Factor(products, _size).Solve(_targets.AsSpan(c * _size, _size), forecast.AsSpan(c * _size, _size));
            }

            var (mean, relation) = SolveRelation();
            return new AutoStatistics(level, activity, forecast, mean, relation);
        }

        private static double Clip(double z) => Math.Clamp(z, -FitReach, FitReach);

        private static void Total(double[] a, double[] b, double[] sum)
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] = a[i] + b[i];
            }
        }

        private void AddRelation()
        {
            _samples++;
            for (var i = 0; i < _values.Length; i++)
            {
                _values[i] += _clipped[i];
                var row = _squares.AsSpan(i * _values.Length, _values.Length);
                for (var j = 0; j <= i; j++)
                {
                    row[j] += _clipped[i] * _clipped[j];
                }
            }
        }

        private void AddForecast(AutoMemory memory)
        {
            _rows++;
            Span<double> inputs = stackalloc double[AutoPlan.Lags.Length + 1];
            inputs[^1] = 1;
            for (var c = 0; c < _clipped.Length; c++)
            {
                for (var i = 0; i < AutoPlan.Lags.Length; i++)
                {
                    inputs[i] = Clip(memory.Past(c, AutoPlan.Lags[i]));
                }

                var products = _products.AsSpan(c * _size * _size, _size * _size);
                for (var i = 0; i < _size; i++)
                {
                    _targets[(c * _size) + i] += inputs[i] * _clipped[c];
                    for (var j = 0; j < _size; j++)
                    {
                        products[(i * _size) + j] += inputs[i] * inputs[j];
                    }
                }
            }
        }

        private (double[] Mean, double[] Relation) SolveRelation()
        {
            var n = _values.Length;
            if (n == 0)
            {
                return ([], []);
            }

            var mean = Array.ConvertAll(_values, v => v / Math.Max(_samples, 1));
            var covariance = new double[n * n];
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    var value = (_squares[(i * n) + j] / Math.Max(_samples, 1)) - (mean[i] * mean[j]);
                    covariance[(i * n) + j] = covariance[(j * n) + i] = value;
                }

                covariance[(i * n) + i] += RelationRidge;
            }

            var precision = Cholesky.Factor(covariance, n).Inverse();
            for (var i = 0; i < n; i++)
            {
                var diagonal = precision[(i * n) + i];
                for (var j = 0; j < n; j++)
                {
                    precision[(i * n) + j] /= diagonal;
                }
            }

            return (mean, precision);
        }
    }
}
