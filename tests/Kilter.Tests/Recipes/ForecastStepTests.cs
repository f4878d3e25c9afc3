using System.Text.Json;
using Kilter.Frames;
using Kilter.Pipelines;
using Kilter.Recipes;

namespace Kilter.Tests.Recipes;

/// <summary>Steps of recipes that forecast: preparing, unrolling, drawing, restoring, judging.</summary>
public sealed class ForecastStepTests
{
    private static readonly DateTime Monday = new(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Forecasts_of_prepared_values_come_back_in_measured_units()
    {
        var bench = NewBench();
        bench.Put("demand", Hours(24 * 21, t => 10 + (t % 24) + (t % 7)));

        await Run(bench, """{ "step": "prepare", "in": "demand", "stages": ["log-ratio"], "fit-until": 336, "as": "ratio" }""");
        await Run(bench, """{ "step": "unroll", "in": "ratio", "length": 5, "as": "windows" }""");
        await Run(bench, """{ "step": "column", "in": "windows", "as": "targets" }""");
        await Run(bench, """{ "step": "restore", "in": "targets", "of": "ratio", "windows": "windows", "as": "restored" }""");
        await Run(bench, """{ "step": "unroll", "in": "demand", "length": 5, "as": "measured" }""");
        await Run(bench, """{ "step": "forecast-error", "of": "restored", "to": "measured", "what": "rmse", "as": "rmse" }""");

        Assert.InRange(bench.Get<double>("rmse"), 0, 1e-5);
        Assert.Equal(bench.Get<WindowBatch>("windows").Rows, bench.Get<WindowBatch>("measured").Rows);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    public async Task Unrolling_in_parts_gives_what_windows_gives(int parts)
    {
        var bench = NewBench();
        bench.Put("demand", Hours(48, t => t * t));

        await Run(bench, $$"""{ "step": "unroll", "in": "demand", "length": 7, "lead": 2, "parts": {{parts}}, "as": "unrolled" }""");
        await Run(bench, """{ "step": "windows", "in": "demand", "length": 7, "ahead": 1, "lead": 2, "as": "windows" }""");

        var (unrolled, windows) = (bench.Get<WindowBatch>("unrolled"), bench.Get<WindowBatch>("windows"));
        Assert.Equal(windows.Inputs, unrolled.Inputs);
        Assert.Equal(windows.Targets, unrolled.Targets);
        Assert.Equal(windows.Rows, unrolled.Rows);
        Assert.Equal(bench.Get<Grid>("windows.last").Values, bench.Get<Grid>("unrolled.last").Values);
        Assert.Equal(40, bench.Get<double>("unrolled.count"));
    }

    [Fact]
    public async Task Draws_become_their_mean_a_quantile_or_the_first()
    {
        var bench = NewBench();
        bench.Put("d.passes", new List<Grid> { new(2, [1, 5, 2, 6]), new(2, [3, 7, 8, 2]), new(2, [2, 9, 5, 1]) });

        await Run(bench, """{ "step": "draws", "in": "d", "column": 1, "as": "mean" }""");
        await Run(bench, """{ "step": "draws", "in": "d", "column": 0, "what": "quantile", "share": 0.75, "as": "upper" }""");
        await Run(bench, """{ "step": "draws", "in": "d", "column": 0, "what": "first", "as": "first" }""");

        Assert.Equal([7, 3], bench.Get<double[]>("mean"));
        Assert.Equal([2.5, 6.5], bench.Get<double[]>("upper"));
        Assert.Equal([1, 2], bench.Get<double[]>("first"));
    }

    [Fact]
    public async Task A_number_forecasts_every_value()
    {
        var bench = NewBench();
        bench.Put("v", new double[] { 1, 2, 3 });
        bench.Put("two", 2.0);

        await Run(bench, """{ "step": "forecast-error", "of": "two", "to": "v", "as": "mae" }""");
        await Run(bench, """{ "step": "forecast-error", "of": "two", "to": "v", "what": "pinball", "quantile": 0.9, "as": "pinball" }""");

        Assert.Equal(2.0 / 3, bench.Get<double>("mae"), 1e-15);
        Assert.Equal((0.1 + 0 + 0.9) / 3, bench.Get<double>("pinball"), 1e-15);
    }

    [Fact]
    public async Task Days_are_ranked_by_scores_of_windows()
    {
        var bench = NewBench();
        bench.Put("demand", Hours(96, t => t));
        bench.Put("labels", new LabelSet([new SampleRange(30, 40)]));
        await Run(bench, """{ "step": "unroll", "in": "demand", "length": 4, "as": "windows" }""");
        bench.Put("scores", bench.Get<WindowBatch>("windows").Rows.Select(r => r == 35 ? 3.0 : r == 80 ? 2.0 : 1.0).ToArray());

        await Run(bench, """{ "step": "rank-days", "in": "scores", "windows": "windows", "data": "demand", "labels": "labels", "as": "rank" }""");

        Assert.Equal((1.0, 0.0, 1.5), (bench.Get<double>("rank.above"), bench.Get<double>("rank.days"), bench.Get<double>("rank.margin")));
        Assert.Equal((82 + (9 * 40.5)) / 820, bench.Get<double>("rank.auc"), 1e-12);
    }

    private static Frame Hours(int samples, Func<int, double> value)
        => new(TimeAxis.Regular(Monday, TimeSpan.FromHours(1), samples), [new Channel("demand")], Enumerable.Range(0, samples).Select(value).ToArray());

    private static Bench NewBench() => new(".", new RunContext { Threads = 1 }, 42);

    private static Task Run(Bench bench, string step)
    {
        var json = JsonDocument.Parse(step).RootElement;
        return RecipeRunner.RunStepsAsync([new RecipeStep(json.GetProperty("step").GetString()!, json, "here")], bench, TestContext.Current.CancellationToken);
    }
}
