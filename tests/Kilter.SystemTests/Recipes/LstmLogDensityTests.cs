using Kilter.Pipelines;
using Kilter.Recipes;
using Kilter.SystemTests.Sources;

namespace Kilter.SystemTests.Recipes;

/// <summary>The lstm-logpd recipe against what was published of the original, on the record it was published on.</summary>
public sealed class LstmLogDensityTests
{
    [Fact]
    public async Task The_original_is_as_good_as_published_and_finds_the_same_failures()
    {
        var rows = await RunAsync(RecipeMode.Original);

        var errors = rows.Where(r => r.Quantity.Name.StartsWith("one-step RMSE", StringComparison.Ordinal)).ToList();
        Assert.Equal([1.249, 1.029, 8.455, 3.963], errors.Select(r => r.Published!.Value.Number));
        Assert.All(errors, r => Assert.True(r.Original[0].Number <= r.Published!.Value.Number, $"{r.Quantity.Name}: {r.Original[0]}"));
        foreach (var row in rows.Where(r => r.Quantity.Name.StartsWith("labelled readings found", StringComparison.Ordinal)))
        {
            Assert.Equal(row.Published!.Value.Number, row.Original[0].Number);
        }
    }

    [Fact]
    public async Task The_sound_version_is_better_than_persistence_on_all_four_stretches()
    {
        var rows = await RunAsync(RecipeMode.Sound);

        foreach (var row in rows.Where(r => r.Quantity.Name.StartsWith("one-step RMSE", StringComparison.Ordinal)))
        {
            Assert.True(row.Sound[0].Number < row.Naive!.Value.Number, $"{row.Quantity.Name}: {row.Sound[0]}, naive {row.Naive}");
        }

        Assert.Equal([1.053, 0.963, 1.170, 1.178], rows.Take(4).Select(r => r.Naive!.Value.Number), (expected, actual) => Math.Abs(expected - actual) < 0.006);
        Assert.Equal(4, rows.First(r => r.Quantity.Name.StartsWith("NAB windows found", StringComparison.Ordinal)).Sound[0].Number);
    }

    private static async Task<IReadOnlyList<ReproductionRow>> RunAsync(RecipeMode mode)
        => (await RecipeRunner.RunAsync(RecipeCatalog.Find("lstm-logpd"), SharedData.Root, [mode], seeds: 1, firstSeed: 42, new RunContext(), TestContext.Current.CancellationToken)).Rows;
}
