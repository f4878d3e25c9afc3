using Kilter.Pipelines;
using Kilter.Recipes;

namespace Kilter.Tests.Recipes;

public sealed class RecipeRunnerTests
{
    private const string Small = """
        {
          "name": "small", "system": "S2", "title": "t", "purpose": "p", "source": "s 2020",
          "data": { "what": "w", "from": "f", "licence": "l" }, "differences": ["d"],
          "quantities": [
            { "name": "loss", "better": "lower", "published": 0.5, "original": "loss", "sound": "loss", "naive": "one" },
            { "name": "words", "better": "same", "published": "x", "note": "n" }
          ],
          "pipeline": { "detector": "pca", "set": { "whiten": 1 }, "window": 7 },
          "shared": [
            { "step": "read", "file": "synth:sine?days=2&seed=1", "as": "data" },
            { "step": "scale", "in": "data", "as": "scaled", "scaler-as": "scaler" },
            { "step": "windows", "in": "scaled", "length": 4, "ahead": 1, "as": "windows" },
            { "step": "rows", "in": "windows", "until": 200, "as": "windows" }
          ],
          "original": [
            { "step": "network", "windows": "windows", "layers": [ { "layer": "flatten" }, { "layer": "dense", "units": 3, "activation": "tanh" }, { "layer": "dense", "units": 1 } ], "as": "net" },
            { "step": "train", "network": "net", "windows": "windows", "epochs": 2, "as": "history" },
            { "step": "predict", "network": "net", "windows": "windows", "as": "forecast" },
            { "step": "error", "of": "forecast", "to": "windows", "how": "squared", "as": "errors" },
            { "step": "number", "in": "errors", "what": "mean", "as": "loss" }
          ],
          "sound": [ { "step": "number", "what": "value", "value": 0.25, "as": "loss" } ],
          "naive": [ { "step": "number", "what": "value", "value": 0.125, "as": "one" } ]
        }
        """;

    [Fact]
    public async Task Modes_run_beside_each_other_once_a_seed_and_fill_the_table()
    {
        var reproduction = await Run(Small, 3);

        var row = reproduction.Rows[0];
        Assert.Equal(0.5, row.Published!.Value.Number);
        Assert.Equal(3, row.Original.Select(v => v.Number).Distinct().Count());
        Assert.Equal([0.25, 0.25, 0.25], row.Sound.Select(v => v.Number));
        Assert.True(row.NaiveWins);
        Assert.Equal("x", reproduction.Rows[1].Published.ToString());
        Assert.Empty(reproduction.Rows[1].Original);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_numbers()
        => Assert.Equal((await Run(Small, 2)).Rows[0].Original, (await Run(Small, 2)).Rows[0].Original);

    [Fact]
    public async Task Missing_data_is_said_with_where_to_get_it_and_nothing_is_run()
    {
        var recipe = RecipeJson.Read(Small) with { Data = new RecipeData("w", "Get it there.", "l", ["no/such.csv"]) };

        var reproduction = await RecipeRunner.RunAsync(recipe, "nowhere", [RecipeMode.Original], 1, 42, new RunContext(), CancellationToken.None);

        Assert.Equal("Left out: 'no/such.csv' is not in the data folder 'nowhere'. Get it there.", reproduction.LeftOut);
        Assert.Empty(reproduction.Rows);
    }

    [Theory]
    [InlineData("\"in\": \"errors\"", "\"in\": \"errros\"", "small, original, step 5 (number): There is no 'errros' on the bench. Closest: errors.")]
    [InlineData("\"units\": 3,", "\"unitz\": 3,", "small, original, step 1 (network): A layer lacks 'units'.")]
    [InlineData("\"activation\": \"tanh\"", "\"activatoin\": \"tanh\"", "small, original, step 1 (network): The layer 'dense' has no 'activatoin'.")]
    [InlineData("\"epochs\": 2", "\"epochs\": \"two\"", "small, original, step 2 (train): 'epochs' of the step 'train' is \"two\"; a whole number is needed.")]
    public async Task A_step_that_fails_is_named(string good, string bad, string message)
    {
        var error = await Assert.ThrowsAsync<DataException>(() => Run(Small.Replace(good, bad, StringComparison.Ordinal), 1));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_a_key_that_nobody_knows_is_refused()
        => Assert.StartsWith("A recipe has no 'titel'.", Assert.Throws<DataException>(() => RecipeJson.Read(Small.Replace("\"title\"", "\"titel\"", StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_pipeline_is_read_in_the_words_of_the_options()
    {
        var spec = RecipeJson.Read(Small).Pipeline;

        Assert.Equal(("pca", 7, "1"), (spec.Detector, spec.Window, spec.DetectorSettings["whiten"]));
    }

    private static Task<Reproduction> Run(string text, int seeds)
        => RecipeRunner.RunAsync(RecipeJson.Read(text), ".", [RecipeMode.Original, RecipeMode.Sound], seeds, 42, new RunContext { Threads = 1 }, TestContext.Current.CancellationToken);
}
