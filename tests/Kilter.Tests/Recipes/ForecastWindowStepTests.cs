using System.Text.Json;
using Kilter.Frames;
using Kilter.Numerics.Neural.Schedules;
using Kilter.Pipelines;
using Kilter.Recipes;

namespace Kilter.Tests.Recipes;

public sealed class ForecastWindowStepTests
{
    [Fact]
    public async Task S2_E1_windows_of_a_series_in_order_are_followed_by_their_targets()
        => await AssertWindows([1, 2, 3, 4, 5, 6, 7], 3, 1, 0, [1, 2, 3, 2, 3, 4, 3, 4, 5, 4, 5, 6], [4, 5, 6, 7]);

    [Fact]
    public async Task S1c_E3_windows_of_three_are_followed_by_their_targets()
        => await AssertWindows([10, 20, 30, 40, 50, 60], 3, 1, 0, [10, 20, 30, 20, 30, 40, 30, 40, 50], [40, 50, 60]);

    [Fact]
    public async Task S1f_E1_the_original_drops_the_last_valid_window()
        => await AssertWindows([1, 2, 3, 4, 5, 6, 7, 8], 3, 2, 1, [1, 2, 3, 2, 3, 4, 3, 4, 5], [4, 5, 5, 6, 6, 7]);

    [Fact]
    public async Task S2_E2_rows_shuffled_before_they_are_cut_make_windows_without_order()
    {
        var bench = NewBench();
        bench.Put("series", new double[] { 1, 2, 3, 4, 5, 6, 7 });

        await Run(bench, """{ "step": "windows", "in": "series", "length": 1, "ahead": 1, "as": "pairs" }""");
        await Run(bench, """{ "step": "split", "in": ["pairs"], "second": 0.1, "shuffle": 42, "first-as": ["train"], "second-as": ["test"] }""");
        await Run(bench, """{ "step": "regroup", "in": "train", "length": 3, "as": "windows" }""");

        var windows = bench.Get<WindowBatch>("windows");
        Assert.Equal([2, 6, 3, 5, 4], bench.Get<WindowBatch>("train").Inputs);
        Assert.Equal([2, 6, 3, 6, 3, 5, 3, 5, 4], windows.Inputs);
        Assert.Equal([4, 6, 5], windows.Targets);
        Assert.Equal((3, 3), (windows.Steps, windows.Count));
    }

    [Fact]
    public async Task Fewer_windows_than_one_needs_make_none()
    {
        var bench = NewBench();
        bench.Put("series", new double[] { 1, 2, 3 });

        await Run(bench, """{ "step": "windows", "in": "series", "length": 1, "ahead": 1, "as": "pairs" }""");
        await Run(bench, """{ "step": "regroup", "in": "pairs", "length": 3, "as": "windows" }""");

        Assert.Equal(0, bench.Get<WindowBatch>("windows").Count);
    }

    [Theory, InlineData(0, 0.05), InlineData(1, 0.02512562814070352), InlineData(10, 0.0045871559633027525), InlineData(100, 0.0005), InlineData(1000, 5.0454086781029264e-05)]
    public void S1f_E5_the_old_decay_of_the_learning_rate(int step, double rate)
        => Assert.Equal(rate, new InverseTimeDecay { Decay = 0.99 }.RateAt(0.05, epoch: 0, step, []), 1e-12);

    [Fact]
    public async Task Aligned_errors_are_what_followed_less_each_forecast_of_it()
    {
        var bench = NewBench();
        bench.Put("series", new double[] { 1, 2, 4, 7, 11 });
        await Run(bench, """{ "step": "windows", "in": "series", "length": 1, "ahead": 2, "as": "windows" }""");
        bench.Put("forecasts", new Grid(2, [2, 3, 5, 6, 8, 9]));

        await Run(bench, """{ "step": "align", "in": "forecasts", "to": "windows", "missing": "none", "as": "aligned" }""");

        // The samples forecast one ahead are 2, 4 and 7.
        Assert.Equal([2, double.NaN, 5, 3, 8, 6], bench.Get<Grid>("aligned").Values);
        Assert.Equal([0, double.NaN, -1, 1, -1, 1], bench.Get<Grid>("aligned.errors").Values);
    }

    [Fact]
    public async Task Errors_are_judged_by_the_normal_distribution_of_others()
    {
        var bench = NewBench();
        bench.Put("fit", new[] { 3, 7, double.NaN });
        bench.Put("errors", new[] { 9, 1, double.NaN });

        await Run(bench, """{ "step": "gaussian", "fit": "fit", "in": "errors", "as": "both" }""");
        await Run(bench, """{ "step": "gaussian", "fit": "fit", "in": "errors", "how": "one-sided", "as": "one" }""");
        await Run(bench, """{ "step": "gaussian", "fit": "fit", "in": "errors", "how": "deviations", "as": "far" }""");

        Assert.Equal((5.0, 2.0), (bench.Get<double>("both.mean"), bench.Get<double>("both.sd")));
        Assert.Equal([0.97725, 0.97725, double.NaN], bench.Get<double[]>("both").Select(v => Math.Round(v, 5)));
        Assert.Equal([0.97725, 0.02275, double.NaN], bench.Get<double[]>("one").Select(v => Math.Round(v, 5)));
        Assert.Equal([2, 2, double.NaN], bench.Get<double[]>("far"));
    }

    [Fact]
    public async Task Alarms_are_merged_runs_and_a_stretch_is_found_by_any_that_touches_it()
    {
        var bench = NewBench();
        bench.Put("labels", new LabelSet([new SampleRange(5, 7), new SampleRange(15, 18)]));
        var flags = new bool[30];
        foreach (var t in new[] { 1, 4, 6, 12, 20, 22 })
        {
            flags[t] = true;
        }

        bench.Put("flags", flags);
        await Run(bench, """{ "step": "alarms", "in": "flags", "labels": "labels", "merge": 1, "from": 3, "as": "alarms" }""");

        Assert.Equal([new SampleRange(4, 7), new SampleRange(12, 13), new SampleRange(20, 23)], bench.Get<LabelSet>("alarms").Ranges);
        Assert.Equal((1.0, 2.0, 2.0), (bench.Get<double>("alarms.found"), bench.Get<double>("alarms.all"), bench.Get<double>("alarms.false")));
    }

    private static Bench NewBench() => new(".", new RunContext { Threads = 1 }, 42);

    private static Task Run(Bench bench, string step)
    {
        var json = JsonDocument.Parse(step).RootElement;
        return RecipeRunner.RunStepsAsync([new RecipeStep(json.GetProperty("step").GetString()!, json, "here")], bench, TestContext.Current.CancellationToken);
    }

    private static async Task AssertWindows(double[] series, int length, int ahead, int leaveLast, float[] inputs, float[] targets)
    {
        var bench = NewBench();
        bench.Put("series", series);

        await Run(bench, $$"""{ "step": "windows", "in": "series", "length": {{length}}, "ahead": {{ahead}}, "leave-last": {{leaveLast}}, "as": "windows" }""");

        Assert.Equal(inputs, bench.Get<WindowBatch>("windows").Inputs);
        Assert.Equal(targets, bench.Get<WindowBatch>("windows").Targets);
    }
}
