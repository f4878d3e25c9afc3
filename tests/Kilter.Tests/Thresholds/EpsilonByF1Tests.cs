using Kilter.Numerics.Randomness;
using Kilter.Thresholds;

namespace Kilter.Tests.Thresholds;

public sealed class EpsilonByF1Tests
{
    [Fact]
    public void S1d_E2_the_first_best_step_wins()
    {
        var choice = EpsilonByF1.Grid([0.9, 0.8, 0.05, 0.7, 0.1, 0.6], [false, false, true, false, true, false]);

        Assert.Equal(1, choice.F1);
        Assert.Equal(0.10015, choice.Epsilon, 1e-15);
    }

    [Fact]
    public void S1d_E3_flags_of_mixed_densities()
    {
        var choice = EpsilonByF1.Grid([0.5, 0.4, 0.3, 0.2, 0.1], [false, true, false, false, true]);

        Assert.Equal(2.0 / 3, choice.F1, 1e-15);
        Assert.Equal(0.1004, choice.Epsilon, 1e-15);
    }

    [Fact]
    public void S1d_E5_without_positives_nothing_is_flagged()
    {
        Assert.Equal(default, EpsilonByF1.Grid([0.5, 0.4, 0.3], [false, false, false]));
        Assert.Equal(default, EpsilonByF1.Distinct([0.5, 0.4, 0.3], [false, false, false]));
        Assert.Equal(default, EpsilonByF1.Grid([], []));
        Assert.Equal(default, EpsilonByF1.Grid([0.5, 0.5], [true, false]));
    }

    [Fact]
    public void Both_agree_with_trying_every_epsilon_by_the_book()
    {
        for (var seed = 0UL; seed < 40; seed++)
        {
            var rng = new Rng(seed);
            double[] densities = [.. Enumerable.Range(0, 30).Select(_ => Math.Round(rng.NextDouble(), 2))];
            bool[] truth = [.. densities.Select(d => rng.NextDouble() > 3 * d)];

            var (low, high) = (densities.Min(), densities.Max());
            var grid = ByTheBook(densities, truth, [.. Enumerable.Range(0, 50).Select(i => low + (i * ((high - low) / 50)))]);
            var distinct = ByTheBook(densities, truth, [.. densities.Distinct().Order()]);

            Assert.Equal(grid, EpsilonByF1.Grid(densities, truth, steps: 50));
            Assert.Equal(distinct, EpsilonByF1.Distinct(densities, truth));
        }
    }

    [Fact]
    public void A_density_that_is_not_a_number_is_refused_by_its_position()
    {
        var error = Assert.Throws<ArgumentException>(() => EpsilonByF1.Distinct([1, double.NaN], [true, false]));

        Assert.StartsWith("Density 1 is NaN", error.Message, StringComparison.Ordinal);
    }

    private static EpsilonChoice ByTheBook(double[] densities, bool[] truth, double[] tries)
    {
        var best = default(EpsilonChoice);
        foreach (var epsilon in tries)
        {
            double hits = 0, flags = 0;
            for (var i = 0; i < densities.Length; i++)
            {
                flags += densities[i] < epsilon ? 1 : 0;
                hits += densities[i] < epsilon && truth[i] ? 1 : 0;
            }

            if (hits == 0)
            {
                continue;
            }

            var (precision, recall) = (hits / flags, hits / truth.Count(t => t));
            var f1 = 2 * precision * recall / (precision + recall);
            best = f1 > best.F1 ? new EpsilonChoice(epsilon, f1) : best;
        }

        return best;
    }
}
