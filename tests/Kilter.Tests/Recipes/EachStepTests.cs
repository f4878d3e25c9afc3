using System.Text.Json;
using Kilter.Pipelines;
using Kilter.Recipes;

namespace Kilter.Tests.Recipes;

public sealed class EachStepTests
{
    [Fact]
    public async Task Steps_run_for_each_item_with_its_values_and_numbers_are_collected()
    {
        var bench = new Bench("", new RunContext(), seed: 1);
        bench.Put("series", new double[] { 1, 2, 3, 4, 5, 6 });

        await RunAsync(bench, """
            {
              "step": "each",
              "over": [{ "from": 0, "from_end": 2, "name": "a" }, { "from": 2, "from_end": 6, "name": "b" }],
              "steps": [
                { "step": "rows", "in": "series", "from": "$from", "until": "$from_end", "as": "part-$name" },
                { "step": "number", "in": "part-$name", "what": "sum", "as": "sum" }
              ],
              "collect": { "sums": "sum" }
            }
            """);

        Assert.Equal([3, 18], bench.Get<double[]>("sums"));
        Assert.Equal([3, 4, 5, 6], bench.Get<double[]>("part-b"));
    }

    [Fact]
    public async Task A_failure_names_the_item_and_the_inner_step()
    {
        var bench = new Bench("", new RunContext(), seed: 1);

        var failure = await Assert.ThrowsAsync<DataException>(() => RunAsync(bench, """{ "step": "each", "over": [{ "x": 1 }], "steps": [{ "step": "number", "in": "nothing", "as": "n" }] }"""));

        Assert.Contains("item 1, inner step 1 (number)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judging_and_sweeping_give_the_metrics_by_name()
    {
        var bench = new Bench("", new RunContext(), seed: 1);
        bench.Put("scores", new[] { .5, 2, 8, 1.5, 10, 3 });
        bench.Put("truth", new[] { false, false, true, false, true, true });

        await RunAsync(bench, """{ "step": "judge", "in": "scores", "labels": "truth", "limit": 2, "metrics": ["f1", "roc-auc", "best-f1"], "as": "judged" }""");
        await RunAsync(bench, """{ "step": "sweep", "in": "scores", "labels": "truth", "count": 5, "as": "best" }""");

        Assert.Equal((1.0, 1.0, 1.0), (bench.Get<double>("judged.f1"), bench.Get<double>("judged.roc-auc"), bench.Get<double>("judged.best-f1")));
        Assert.Equal(0.8571427836734729, bench.Get<double>("best"), 12);
        Assert.Equal(4, bench.Get<double[]>("best.limits").Length);
    }

    private static Task RunAsync(Bench bench, string json)
    {
        var step = JsonDocument.Parse(json).RootElement;
        return RecipeRunner.RunStepsAsync([new RecipeStep(step.GetProperty("step").GetString()!, step, "test")], bench, CancellationToken.None);
    }
}
