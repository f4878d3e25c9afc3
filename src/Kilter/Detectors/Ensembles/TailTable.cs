using Kilter.Artifacts;
using Kilter.Numerics.Randomness;

namespace Kilter.Detectors.Ensembles;

/// <summary>How rare a deviation is in normal running: −log10 of the probability that a normal one is larger.</summary>
/// <remarks>
/// <para>Up to the 90 % quantile the counted distribution is used, between 65 knots; beyond it a generalised Pareto tail fitted by probability-weighted
/// moments, with a shape in [0, 0.5] so that the answer keeps growing, ever more slowly where normal running is spiky. Range [0, cap]. Immutable.</para>
/// <para>Source: J. R. M. Hosking, J. R. Wallis, "Parameter and quantile estimation for the generalized Pareto distribution", Technometrics, 1987.</para>
/// </remarks>
internal sealed class TailTable
{
    private const int Knots = 65;
    private const double TailShare = 0.1;
    private const double LargestShape = 0.5;
    private const double Log10E = 0.434294481903251827651;

    private readonly double[] _knots;
    private readonly double[] _rarity;
    private readonly double _scale;
    private readonly double _shape;
    private readonly double _cap;

    private TailTable(double[] knots, double scale, double shape, double cap)
    {
        _knots = knots;
        _scale = scale;
        _shape = shape;
        _cap = cap;
        _rarity = new double[Knots];
        for (var k = 0; k < Knots; k++)
        {
            _rarity[k] = -PortableMath.Log10(1 - ((1 - TailShare) * k / (Knots - 1)));
        }
    }

    /// <summary>Learns from deviations of normal running, each at least 0; sorts <paramref name="deviations"/> in place.</summary>
    public static TailTable Fit(Span<float> deviations, double cap)
    {
        deviations.Sort();
        var knots = new double[Knots];
        for (var k = 0; k < Knots; k++)
        {
            knots[k] = QuantileOf(deviations, (1 - TailShare) * k / (Knots - 1));
        }

        var (scale, shape) = FitTail(deviations, knots[^1]);

        // A tail thinner than a twentieth of the body would call the next larger value impossible.
        var thinnest = 1e-6 + (0.05 * Math.Abs(knots[^1] - knots[Knots / 2]));
        return new TailTable(knots, Math.Max(scale, thinnest), shape, cap);
    }

    /// <summary>How rare <paramref name="deviation"/> is.</summary>
    public double Rarity(double deviation)
    {
        var start = _knots[^1];
        if (deviation > start)
        {
            var excess = (deviation - start) / _scale;
            var tail = _shape < 1e-6 ? excess * Log10E : PortableMath.Log10(1 + (_shape * excess)) / _shape;
            return Math.Min(1 + tail, _cap);
        }

        var (low, high) = (0, Knots - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_knots[middle] < deviation)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        if (low == 0 || _knots[low] == deviation)
        {
            return _rarity[low];
        }

        var share = (deviation - _knots[low - 1]) / (_knots[low] - _knots[low - 1]);
        return _rarity[low - 1] + (share * (_rarity[low] - _rarity[low - 1]));
    }

    /// <summary>Saves the table.</summary>
    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("knots", _knots.AsSpan());
        artifact.Set("tail", [_scale, _shape, _cap]);
    }

    /// <summary>Reads a saved table.</summary>
    public static TailTable Read(ArtifactReader artifact)
    {
        var tail = artifact.Numbers("tail", 3);
        return new TailTable(artifact.Numbers("knots", Knots), tail[0], tail[1], tail[2]);
    }

    private static double QuantileOf(ReadOnlySpan<float> sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    private static (double Scale, double Shape) FitTail(ReadOnlySpan<float> sorted, double start)
    {
        var first = sorted.Length;
        while (first > 0 && sorted[first - 1] > start)
        {
            first--;
        }

        var count = sorted.Length - first;
        var (mean, weighted) = (0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            var excess = sorted[first + i] - start;
            mean += excess;
            weighted += excess * (count - 1 - i);
        }

        if (count < 10)
        {
            return (count == 0 ? 0 : mean / count, 0);
        }

        mean /= count;
        weighted /= (double)count * (count - 1);
        var spread = mean - (2 * weighted);
        var shape = spread <= 0 ? 0 : Math.Clamp(2 - (mean / spread), 0, LargestShape);
        return (mean * (1 - shape), shape);
    }
}
