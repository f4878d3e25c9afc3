using System.Globalization;
using Kilter.Pipelines;
using Kilter.Recipes;
using Kilter.SystemTests.Sources;

namespace Kilter.SystemTests.Recipes;

/// <summary>The recipe of S1e on its own data: what must come out exactly, and what the sound forecaster reaches.</summary>
public sealed class RnnMahalanobisTests
{
    [Fact]
    public void Rows_and_labels_of_every_file_are_those_of_the_collection()
    {
        var recipe = RecipeCatalog.Find("rnn-mahalanobis");
        var told = File.ReadLines(SharedData.PathOf("keogh-discords/labels.csv")).Skip(1).Select(l => l.Split(',')).Where(c => c[0] == "ecg" && c[5].Length > 0).ToDictionary(c => c[1], c => $"{c[3]} {c[4]} {c[5]}");
        foreach (var steps in new[] { recipe.Sound, recipe.Naive })
        {
            var items = steps.Single(s => s.Kind == "each").Settings.GetProperty("over").EnumerateArray().ToDictionary(
                i => i.GetProperty("file").GetString()!.Replace(".gz", "", StringComparison.Ordinal),
                i => string.Create(CultureInfo.InvariantCulture, $"{i.GetProperty("train_from")}:{i.GetProperty("train_until")} {i.GetProperty("test_from")}:{i.GetProperty("test_until")} {i.GetProperty("label")[0].GetInt32() + 1}:{i.GetProperty("label")[1].GetInt32() - 1}"));

            Assert.Equal(told.OrderBy(t => t.Key, StringComparer.Ordinal), items.OrderBy(i => i.Key, StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task The_exact_lines_are_exact_and_the_sound_forecaster_passes_the_published_F1()
    {
        // The original's network trains for minutes; its exact lines come from the steps before that.
        var recipe = RecipeCatalog.Find("rnn-mahalanobis");
        recipe = recipe with { Original = [.. recipe.Original.TakeWhile(s => s.Kind != "train")], Quantities = [.. recipe.Quantities.Select(q => q with { Original = q.Better == BetterWay.Same ? q.Original : null })] };

        var made = await RecipeRunner.RunAsync(recipe, SharedData.Root, [RecipeMode.Original, RecipeMode.Sound], seeds: 1, firstSeed: 42, new RunContext(), TestContext.Current.CancellationToken);

        // S1e-E5, S1e-E6 and the counts of weights.
        Assert.All(made.Rows.Where(r => r.Quantity.Better == BetterWay.Same), r => Assert.Equal(r.Published!.Value.Number, r.Original[0].Number));
        var mean = made.Rows.Single(r => r.Quantity.Name == "ECG, 9 files, channel 0: mean best F1");
        Assert.True(mean.Sound[0].Number > 0.59 && mean.Sound[0].Number > mean.Naive!.Value.Number, string.Create(CultureInfo.InvariantCulture, $"sound {mean.Sound[0]}, naive {mean.Naive}"));
    }
}
