using System.Text.Json;
using Kilter.Pipelines;
using Kilter.Recipes;
using Kilter.SystemTests.Cli;
using Kilter.SystemTests.Sources;

namespace Kilter.SystemTests.Recipes;

/// <summary>The two recipes on taxi demand, on the real file. The network of taxi-quantile takes most of a minute and is trained by kilter reproduce alone.</summary>
public sealed class TaxiRecipeTests
{
    [Fact]
    public async Task S1c_sound_beats_persistence_and_ranks_all_five_windows_above_every_other_day()
    {
        var rows = await RunAsync("taxi-quantile", RecipeMode.Sound);

        Assert.InRange(Sound(rows, "test MSLE"), 0, 0.005);
        Assert.Equal(0.03030, Naive(rows, "test MSLE"), 5e-6);
        Assert.InRange(Sound(rows, "pinball loss 0.5, training windows"), 0, 0.0313 / 1.5);
        Assert.InRange(Sound(rows, "AUC of test half-hours"), 0.822, 1);
        Assert.Equal(5, Sound(rows, "windows above every other day, of 5"));
        Assert.Equal(0, Sound(rows, "other days that reach the weakest window"));
    }

    [Fact]
    public async Task S1c_the_constant_baselines_are_those_recomputed()
    {
        var rows = await RunAsync("taxi-quantile", RecipeMode.Naive);

        Assert.Equal(0.030084, Naive(rows, "pinball loss 0.1, training windows"), 5e-7);
        Assert.Equal(0.051160, Naive(rows, "pinball loss 0.5, training windows"), 5e-7);
        Assert.Equal(0.023621, Naive(rows, "pinball loss 0.9, training windows"), 5e-7);
    }

    [Fact]
    public async Task S1g_counts_are_exact_and_the_strict_rule_flags_one_fewer_than_asked()
    {
        var rows = await RunAsync("fleet-lstm", RecipeMode.Original);

        Assert.Equal(9270, Original(rows, "training windows"));
        Assert.Equal(1000, Original(rows, "test windows"));
        Assert.Equal(8528, Original(rows, "weights, Python program"));
        Assert.Equal(10_388, Original(rows, "weights, Scala program"));
        Assert.Equal(3171, Original(rows, "weights, notebook"));
        Assert.Equal(49, Original(rows, "flags at 5 percent of the test, strict"));
        Assert.Equal(50, Original(rows, "flags at 5 percent of the test, inclusive"));
    }

    [Fact]
    public async Task S1g_sound_forecasts_better_than_persistence_and_the_blizzard_stands_out()
    {
        var rows = await RunAsync("fleet-lstm", RecipeMode.Sound);

        Assert.True(Sound(rows, "test MAE, passengers") < 0.5 * Naive(rows, "test MAE, passengers"));
        Assert.Equal(1, Sound(rows, "test windows above every other day, of 1"));
    }

    [Fact]
    public async Task The_sound_pipeline_finds_the_blizzard_in_a_file_that_anyone_may_give()
    {
        using var kilter = new KilterProgram();
        var file = SharedData.PathOf("nab/data/realKnownCause/nyc_taxi.csv");

        var report = (await kilter.RunAsync("detect", file, "--recipe", "taxi-quantile", "--format", "json", "--quiet")).Succeeded().Output;
        await kilter.RunAsync("fit", file, "--recipe", "taxi-quantile", "--out", "taxi.kilter");
        var model = (await kilter.RunAsync("inspect", "taxi.kilter")).Succeeded().Output;

        using var document = JsonDocument.Parse(report);
        var strongest = document.RootElement.GetProperty("events").EnumerateArray().MaxBy(e => e.GetProperty("score").GetDouble());
        Assert.StartsWith("2015-01-2", strongest.GetProperty("start").GetString(), StringComparison.Ordinal);
        Assert.Contains("log-ratio slot=30 spread=day", report, StringComparison.Ordinal);
        Assert.Contains("Prepared by   log-ratio slot=30 spread=day", model, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<ReproductionRow>> RunAsync(string name, RecipeMode mode)
        => (await RecipeRunner.RunAsync(RecipeCatalog.Find(name), SharedData.Root, [mode], seeds: 1, firstSeed: 42, new RunContext(), TestContext.Current.CancellationToken)).Rows;

    private static ReproductionRow Row(IReadOnlyList<ReproductionRow> rows, string quantity) => rows.Single(r => r.Quantity.Name == quantity);

    private static double Original(IReadOnlyList<ReproductionRow> rows, string quantity) => Row(rows, quantity).Original[0].Number;

    private static double Sound(IReadOnlyList<ReproductionRow> rows, string quantity) => Row(rows, quantity).Sound[0].Number;

    private static double Naive(IReadOnlyList<ReproductionRow> rows, string quantity) => Row(rows, quantity).Naive!.Value.Number;
}
