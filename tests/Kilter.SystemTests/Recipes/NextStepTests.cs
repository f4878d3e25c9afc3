using Kilter.Detectors.Errors;
using Kilter.Numerics.Randomness;
using Kilter.Pipelines;
using Kilter.Recipes;
using Kilter.Sources;
using Kilter.SystemTests.Sources;

namespace Kilter.SystemTests.Recipes;

/// <summary>The next-step recipe against what was published of the original, on the record it was published on.</summary>
public sealed class NextStepTests
{
    private const string Record = "nab/data/realKnownCause/machine_temperature_system_failure.csv";

    [Fact]
    public void S2_E6_the_permutation_of_all_pairs_begins_as_that_of_the_original()
        => Assert.Equal([19852, 6352, 14508, 13628, 2229, 9313, 6186, 9995, 17949, 16143], new MersenneTwister(42).Permutation(22_694)[..10]);

    [Fact]
    public async Task S2_E7_the_constant_gives_the_published_scores_and_flags_and_every_printed_digit_of_the_fit()
    {
        var reading = await SharedData.ReadAsync(Record, new ReadOptions { TimeColumn = "none", Ignore = ["1"] });
        var values = reading.Frame.Column(0);
        var split = TrainTestSplit.Shuffled(values.Length - 1, 0.1, new MersenneTwister(42));
        Assert.Equal((22_695, 20_424, 2_270), (values.Length, split.Train.Length, split.Test.Length));

        // A window's target is that of its last pair, so that the first 47 of each part are no target.
        var model = GaussianError.Fit([.. split.Train.Skip(47).Select(Miss)]);
        double[] errors = [.. split.Test.Skip(47).Select(Miss)];

        Assert.Equal(9.108284954559819, model.Mean, 1e-7);
        Assert.Equal(10.442401924215941, model.Deviation, 1e-7);
        Assert.Equal(9.4015, errors.Average(), 5e-5);
        Assert.Equal([0.9972, 0.6592, 0.7765, 0.7504, 0.7755, 0.7101, 0.5185, 0.7756, 0.9958, 0.7567], errors.Take(10).Select(e => Math.Round(model.TwoSided(e), 4)));
        Assert.Equal([true, false, false, false, false, false, false, false, true, false], errors.Take(10).Select(e => model.IsFar(e, 2)));

        double Miss(int pair) => Math.Abs(values[pair + 1] - 87.76145172);
    }

    [Fact]
    public async Task The_original_trains_to_the_published_losses_as_nearly_as_seeds_differ()
    {
        var rows = await RunAsync(RecipeMode.Original, seeds: 5);

        // Five seeds show a part of the spread: as much again on either side is allowed for.
        foreach (var row in rows.Where(r => r.Quantity.Name.Contains("loss", StringComparison.Ordinal)))
        {
            var (low, high) = (row.Original.Min(v => v.Number), row.Original.Max(v => v.Number));
            Assert.InRange(row.Published!.Value.Number, low - (high - low), high + (high - low));
        }
    }

    [Fact]
    public async Task The_sound_version_beats_two_lags_and_finds_all_four_failures_with_fewer_than_ten_false_alarms()
    {
        var rows = await RunAsync(RecipeMode.Sound, seeds: 3);

        double[] Sound(string name) => [.. Row(rows, name).Sound.Select(v => v.Number)];
        var twoLags = Row(rows, "the same, of a regression on two readings, degrees").Naive!.Value.Number;
        Assert.InRange(twoLags, 0.75, 0.798);
        Assert.All(Sound("MAE of the next reading after the training rows, degrees"), mae => Assert.True(mae < twoLags, $"{mae}"));
        Assert.All(Sound("NAB windows found, of 4"), found => Assert.Equal(4, found));
        Assert.All(Sound("false alarms"), alarms => Assert.True(alarms < 10, $"{alarms}"));
    }

    private static ReproductionRow Row(IReadOnlyList<ReproductionRow> rows, string name) => rows.First(r => r.Quantity.Name == name);

    private static async Task<IReadOnlyList<ReproductionRow>> RunAsync(RecipeMode mode, int seeds)
        => (await RecipeRunner.RunAsync(RecipeCatalog.Find("next-step"), SharedData.Root, [mode], seeds, firstSeed: 42, new RunContext(), TestContext.Current.CancellationToken)).Rows;
}
