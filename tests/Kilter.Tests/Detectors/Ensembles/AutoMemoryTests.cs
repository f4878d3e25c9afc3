using Kilter.Detectors.Ensembles;
using Kilter.Numerics.Randomness;

namespace Kilter.Tests.Detectors.Ensembles;

/// <summary>The running memory against plain arrays that keep every sample.</summary>
public sealed class AutoMemoryTests
{
    private const int Samples = 700;

    private static readonly AutoPlan Plan = AutoPlan.For(samples: 400, channels: 2, season: 60);

    [Fact]
    public void Moving_means_are_those_of_the_samples_since_the_last_break()
    {
        Walk((t, border, values, memory) =>
        {
            for (var s = 0; s < Plan.Scales.Length; s++)
            {
                var from = Math.Max(border, t + 1 - Plan.Scales[s]);
                var expected = Enumerable.Range(from, t + 1 - from).Average(i => values[i][1]);
                Assert.Equal(expected, memory.Mean(s, 1, values[t][1]), 1e-9);
            }
        });
    }

    [Fact]
    public void Activity_is_the_log_of_the_mean_change()
    {
        Walk((t, border, values, memory) =>
        {
            var from = Math.Max(border, t + 1 - Plan.ActivityLength);
            var expected = Enumerable.Range(from, t + 1 - from).Average(i => i == border ? 0 : Math.Abs(values[i][0] - values[i - 1][0]));
            Assert.Equal(Math.Log(expected + 1e-3), memory.Activity(0, values[t][0]), 1e-7);
        });
    }

    [Fact]
    public void The_recent_level_is_the_median_of_the_block_means()
    {
        Walk((t, _, values, memory) =>
        {
            var blocks = Math.Min(t / Plan.BlockLength, AutoPlan.Blocks);
            Assert.Equal(t / Plan.BlockLength >= AutoPlan.FirstBlocks, memory.HasLevel);
            if (blocks < AutoPlan.FirstBlocks)
            {
                return;
            }

            var last = t / Plan.BlockLength;
            double[] means = [.. Enumerable.Range(last - blocks, blocks).Select(b => Enumerable.Range(b * Plan.BlockLength, Plan.BlockLength).Average(i => values[i][0])).Order()];
            Assert.Equal((means[(blocks - 1) / 2] + means[blocks / 2]) / 2, memory.Level(0), 1e-9);
        });
    }

    [Fact]
    public void The_profile_moves_three_tenths_of_the_way_to_each_new_season()
    {
        var (profile, known) = (new double[Plan.Season], new bool[Plan.Season]);
        Walk((t, border, values, memory) =>
        {
            // The clock jumps by 100 places at the break.
            var phase = (border == 0 ? t : t + 100) % Plan.Season;
            Assert.Equal(known[phase], memory.KnowsPhase);
            Assert.Equal(known[phase] ? profile[phase] : 0, memory.Profile(0), 1e-12);
            var value = values[t][0];
            profile[phase] = known[phase] ? profile[phase] + (0.3 * Math.Clamp(value - profile[phase], -3, 3)) : value;
            known[phase] = true;
        });
    }

    [Fact]
    public void A_run_counts_equal_values_in_a_row()
    {
        var memory = new AutoMemory(Plan);
        foreach (var (value, run) in new[] { (1.0, 1L), (1.0, 2L), (1.0, 3L), (2.0, 1L), (1.0, 1L), (1.0, 2L) })
        {
            Assert.Equal(run, memory.Run(0, value));
            memory.Learn([value, 0]);
        }
    }

    [Fact]
    public void A_copy_goes_its_own_way()
    {
        var memory = new AutoMemory(Plan);
        memory.Learn([1, 2]);
        var copy = memory.Clone();

        memory.Learn([5, 6]);

        Assert.Equal(1, copy.Past(0, 1));
        Assert.Equal(5, memory.Past(0, 1));
    }

    private static void Walk(Action<int, int, double[][], AutoMemory> look)
    {
        var rng = new Rng(7);
        var values = Enumerable.Range(0, Samples).Select(_ => new[] { rng.NextNormal(), rng.NextNormal() }).ToArray();
        var memory = new AutoMemory(Plan);
        for (var t = 0; t < Samples; t++)
        {
            var isAfterBreak = t >= 350;
            memory.Seek(isAfterBreak ? t + 100 : t);
            look(t, isAfterBreak ? 350 : 0, values, memory);
            memory.Learn(values[t]);
        }
    }
}
