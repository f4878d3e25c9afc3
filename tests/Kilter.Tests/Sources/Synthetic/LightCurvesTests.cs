using Kilter.Sources.Synthetic;

namespace Kilter.Tests.Sources.Synthetic;

public sealed class LightCurvesTests
{
    private static readonly LightCurveSet Set = LightCurves.Make(new LightCurveOptions { Count = 40 }, seed: 5);

    [Fact]
    public void The_same_seed_makes_the_same_curves_and_another_others()
    {
        var again = LightCurves.Make(new LightCurveOptions { Count = 40 }, seed: 5);

        Assert.Equal(Set.Frame.Values.ToArray(), again.Frame.Values.ToArray());
        Assert.NotEqual(Set.Periods, LightCurves.Make(new LightCurveOptions { Count = 40 }, seed: 6).Periods);
    }

    [Fact]
    public void Curves_are_of_unequal_length_with_gaps_inside_and_jumps_between()
    {
        Assert.True(Set.Curves.Select(c => c.Length).Distinct().Count() > 30);
        Assert.Equal(Set.Frame.Count, Set.Curves[^1].End);
        var step = TimeSpan.FromMinutes(30).Ticks;
        var gaps = Enumerable.Range(1, Set.Frame.Count - 1).Where(t => Set.Frame.Time[t] - Set.Frame.Time[t - 1] > step).ToArray();
        Assert.Equal(Set.Curves.Skip(1).Select(c => c.Start), gaps.Where(t => Set.Frame.Time[t] - Set.Frame.Time[t - 1] > TimeSpan.FromDays(4).Ticks));
        Assert.True(gaps.Length > Set.Curves.Count);
    }

    [Fact]
    public void Labelled_samples_are_dimmer_and_come_back_with_the_period()
    {
        for (var n = 0; n < Set.Curves.Count; n++)
        {
            var rows = Enumerable.Range(Set.Curves[n].Start, Set.Curves[n].Length).ToArray();
            var dips = rows.Where(t => Set.Labels.Overlaps(new(t, t + 1))).ToArray();
            var spread = rows.Except(dips).Select(t => Set.Frame[t, 0]).Order().ToArray();
            Assert.True(dips.Average(t => Set.Frame[t, 0]) < spread[spread.Length / 20], $"curve {n}");

            // Every labelled sample lies a whole number of periods from the first, within the length of a dip.
            var first = Set.Frame.Time[dips[0]];
            Assert.All(dips, t =>
            {
                var turns = (Set.Frame.Time[t] - first) / (double)TimeSpan.FromMinutes(30).Ticks / Set.Periods[n];
                Assert.InRange(Math.Abs(turns - Math.Round(turns)) * Set.Periods[n], 0, 16);
            });
        }
    }
}
