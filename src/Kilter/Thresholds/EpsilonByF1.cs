namespace Kilter.Thresholds;

/// <summary>A density below which samples are called anomalous, chosen by the F1 it reaches against labels.</summary>
/// <param name="Epsilon">The density: samples strictly below it are flagged. 0 when no choice finds an anomaly.</param>
/// <param name="F1">2·TP / (2·TP + FP + FN) reached; 0 where that is undefined.</param>
public readonly record struct EpsilonChoice(double Epsilon, double F1);

/// <summary>Chooses the density below which samples are called anomalous, so that F1 against labels is best.</summary>
/// <remarks>
/// A sample is flagged when its density p is strictly below ε; of several best ε the smallest wins. Densities may be logarithms: only their order counts for
/// <see cref="Distinct"/>, while <see cref="Grid"/> divides their range evenly and so sees little of densities that span many orders of magnitude.
/// Cost: O(n log n + steps). Source: A. Ng, "Machine Learning" (course), 2011, anomaly detection, as in aqibsaeed/Anomaly-Detection, 2016.
/// </remarks>
public static class EpsilonByF1
{
    /// <summary>Tries ε = least, least + step, … up to below the greatest density, a step being 1/<paramref name="steps"/> of their range.</summary>
    /// <exception cref="ArgumentException">Not as many truths as densities, or a density is NaN.</exception>
    public static EpsilonChoice Grid(ReadOnlySpan<double> densities, ReadOnlySpan<bool> truth, int steps = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var sweep = new Sweep(densities, truth);
        if (densities.Length == 0)
        {
            return default;
        }

        var (low, high) = (sweep.Densities[0], sweep.Densities[^1]);
        var step = (high - low) / steps;
        var best = default(EpsilonChoice);
        for (var i = 0; step > 0; i++)
        {
            var epsilon = low + (i * step);
            if (epsilon >= high)
            {
                break;
            }

            best = sweep.Better(best, epsilon);
        }

        return best;
    }

    /// <summary>Tries every density that occurs. The best F1 of all ε that do not flag everything.</summary>
    /// <exception cref="ArgumentException">Not as many truths as densities, or a density is NaN.</exception>
    public static EpsilonChoice Distinct(ReadOnlySpan<double> densities, ReadOnlySpan<bool> truth)
    {
        var sweep = new Sweep(densities, truth);
        var best = default(EpsilonChoice);
        foreach (var epsilon in sweep.Densities)
        {
            best = sweep.Better(best, epsilon);
        }

        return best;
    }

    /// <summary>Densities in order, and the F1 of one ε after the other, which must not decrease.</summary>
    private sealed class Sweep
    {
        private readonly bool[] _truth;
        private readonly int _positives;
        private int _below;
        private int _hits;

        public Sweep(ReadOnlySpan<double> densities, ReadOnlySpan<bool> truth)
        {
            Guard.Length(truth.Length, densities.Length, nameof(truth));
            Densities = densities.ToArray();
            if (Array.Exists(Densities, double.IsNaN))
            {
                throw new ArgumentException($"Density {Array.FindIndex(Densities, double.IsNaN)} is NaN; leave samples without a density out.", nameof(densities));
            }

            _truth = truth.ToArray();
            Array.Sort(Densities, _truth);
            _positives = _truth.Count(t => t);
        }

        public double[] Densities { get; }

        public EpsilonChoice Better(EpsilonChoice best, double epsilon)
        {
            while (_below < Densities.Length && Densities[_below] < epsilon)
            {
                _hits += _truth[_below++] ? 1 : 0;
            }

            // Precision and recall, not counts alone: the quotients round as the original's do, and ties are decided by them.
            var (precision, recall) = (Share(_hits, _below), Share(_hits, _positives));
            var f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
            return f1 > best.F1 ? new EpsilonChoice(epsilon, f1) : best;
        }

        private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
    }
}
