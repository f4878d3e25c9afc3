using System.Text.Json;
using Kilter.Pipelines;
using Kilter.Recipes;

namespace Kilter.Tests.Recipes;

public sealed class StepTests
{
    [Theory]
    [InlineData("above", new[] { false, false, true, false })]
    [InlineData("at-least", new[] { false, true, true, false })]
    [InlineData("below", new[] { true, false, false, false })]
    [InlineData("at-most", new[] { true, true, false, false })]
    public async Task Flags_lie_on_the_side_asked_for_and_nan_on_none(string rule, bool[] flags)
    {
        var bench = NewBench();
        bench.Put("scores", new[] { 1, 2, 3, double.NaN });

        await Run(bench, $$"""{ "step": "flags", "in": "scores", "limit": 2, "rule": "{{rule}}", "as": "flags" }""");

        Assert.Equal(flags, bench.Get<bool[]>("flags"));
    }

    [Fact]
    public async Task Arithmetic_goes_value_by_value_and_keeps_the_kind()
    {
        var bench = NewBench();
        bench.Put("v", new double[] { 1, 4, 9 });
        bench.Put("g", new Grid(2, [1, 2, 3, 4]));
        bench.Put("n", 2.0);

        await Run(bench, """{ "step": "compute", "a": "v", "how": "root", "as": "root" }""");
        await Run(bench, """{ "step": "compute", "a": "g", "how": "times", "b": "n", "as": "twice" }""");
        await Run(bench, """{ "step": "compute", "a": "n", "how": "minus", "b": "v", "as": "less" }""");
        await Run(bench, """{ "step": "compute", "a": "n", "how": "over", "b": 4, "as": "half" }""");

        Assert.Equal([1, 2, 3], bench.Get<double[]>("root"));
        Assert.Equal([2, 4, 6, 8], bench.Get<Grid>("twice").Values);
        Assert.Equal([1, -2, -7], bench.Get<double[]>("less"));
        Assert.Equal(0.5, bench.Get<double>("half"));
        await Assert.ThrowsAsync<DataException>(() => Run(bench, """{ "step": "compute", "a": "g", "how": "plus", "b": "v", "as": "x" }"""));
    }

    [Fact]
    public async Task Things_are_split_alike_and_can_be_joined_again()
    {
        var bench = NewBench();
        bench.Put("v", Enumerable.Range(0, 10).Select(i => (double)i).ToArray());
        bench.Put("f", Enumerable.Range(0, 10).Select(i => i % 2 == 0).ToArray());

        await Run(bench, """{ "step": "split", "in": ["v", "f"], "second": 0.25, "shuffle": 42, "first-as": ["v1", "f1"], "second-as": ["v2", "f2"] }""");
        await Run(bench, """{ "step": "split", "in": "v", "second": 0.25, "first-as": "head", "second-as": "tail" }""");
        await Run(bench, """{ "step": "join", "in": ["head", "tail"], "as": "again" }""");

        // The first draws of scikit-learn's train_test_split(range(10), test_size=0.25, random_state=42).
        Assert.Equal([8, 1, 5], bench.Get<double[]>("v2"));
        Assert.Equal(bench.Get<double[]>("v1").Select(v => v % 2 == 0), bench.Get<bool[]>("f1"));
        Assert.Equal([7, 8, 9], bench.Get<double[]>("tail"));
        Assert.Equal(bench.Get<double[]>("v"), bench.Get<double[]>("again"));
    }

    [Fact]
    public async Task Rows_are_picked_by_flags()
    {
        var bench = NewBench();
        bench.Put("g", new Grid(2, [1, 2, 3, 4, 5, 6]));
        bench.Put("f", new[] { true, false, true });

        await Run(bench, """{ "step": "pick", "in": "g", "where": "f", "as": "kept" }""");
        await Run(bench, """{ "step": "pick", "in": "g", "where": "f", "not": true, "as": "left" }""");
        await Run(bench, """{ "step": "column", "in": "kept", "column": -1, "as": "last" }""");

        Assert.Equal([1, 2, 5, 6], bench.Get<Grid>("kept").Values);
        Assert.Equal([3, 4], bench.Get<Grid>("left").Values);
        Assert.Equal([2, 6], bench.Get<double[]>("last"));
    }

    [Fact]
    public async Task Windows_have_what_follows_as_their_target_or_themselves()
    {
        var bench = NewBench();
        bench.Put("v", Enumerable.Range(1, 8).Select(i => (double)i).ToArray());

        await Run(bench, """{ "step": "windows", "in": "v", "length": 3, "ahead": 2, "leave-last": 1, "as": "paper" }""");
        await Run(bench, """{ "step": "windows", "in": "v", "length": 3, "ahead": 1, "lead": 2, "stride": 2, "as": "far" }""");
        await Run(bench, """{ "step": "windows", "in": "v", "length": 4, "stride": 4, "as": "self" }""");

        var (paper, far, self) = (bench.Get<WindowBatch>("paper"), bench.Get<WindowBatch>("far"), bench.Get<WindowBatch>("self"));
        Assert.Equal([1, 2, 3, 2, 3, 4, 3, 4, 5], paper.Inputs);
        Assert.Equal([4, 5, 5, 6, 6, 7], paper.Targets);
        Assert.Equal([3, 4, 5], paper.Rows);
        Assert.Equal([3, 3, 4, 4, 5, 5], bench.Get<Grid>("paper.last").Values);
        Assert.Equal([5, 7], far.Targets);
        Assert.Equal(self.Inputs, self.Targets);
        Assert.Equal([3, 7], self.Rows);
    }

    [Theory]
    [InlineData(256, 12, 1, 244)]
    [InlineData(672, 1, 1, 671)]
    public async Task S1f_E6_a_batch_of_rows_holds_fewer_windows_by_what_a_window_and_its_target_reach_over(int rows, int length, int ahead, int batch)
    {
        var bench = NewBench();
        bench.Put("rows", new double[rows]);

        await Run(bench, $$"""{ "step": "windows", "in": "rows", "length": {{length}}, "ahead": {{ahead}}, "as": "windows" }""");

        Assert.Equal(batch, bench.Get<WindowBatch>("windows").Count);
    }

    private static Bench NewBench() => new(".", new RunContext { Threads = 1 }, 42);

    private static Task Run(Bench bench, string step)
    {
        var json = JsonDocument.Parse(step).RootElement;
        return RecipeRunner.RunStepsAsync([new RecipeStep(json.GetProperty("step").GetString()!, json, "here")], bench, TestContext.Current.CancellationToken);
    }
}
