using System.Text.Json;
using Kilter.Frames;
using Kilter.Numerics.Neural.Training;
using Kilter.Pipelines;
using Kilter.Recipes;
using Kilter.Recipes.Figures;

namespace Kilter.Tests.Recipes;

public sealed class FigureStepTests
{
    // One step of each kind; the house test below sees that none is forgotten.
    private static readonly Dictionary<string, string> Steps = new(StringComparer.Ordinal)
    {
        ["autocorrelation"] = """ "values": "v", "time": "frame", "most": 10 """,
        ["bands"] = """ "values": "v", "low": "low", "high": "high", "seen": "v", "time": "frame" """,
        ["box-plots"] = """ "values": ["v", "low", "high", "v"], "places": ["50", "100"], "names": ["normal", "anomalous"], "across": "epoch" """,
        ["code-distances"] = """ "values": ["v", "low"], "flags": "flags", "limit": 1, "time": "frame" """,
        ["confusion"] = """ "flags": "flags", "truth": "labels" """,
        ["forecasts"] = """ "seen": "v", "values": ["low", "high"], "horizons": [1, 5] """,
        ["heat-map"] = """ "values": "grid", "range": [0, 2] """,
        ["histogram"] = """ "values": "v", "normal": ["half", 0.5], "limit": "half" """,
        ["loss"] = """ "values": "history" """,
        ["precision-recall"] = """ "values": "v", "truth": "labels" """,
        ["precision-recall-by-limit"] = """ "values": "v", "truth": "flags", "limit": 0.5 """,
        ["rebuilt"] = """ "values": ["grid", "grid"] """,
        ["residual-histograms"] = """ "values": ["low", "high"], "range": [-0.3, 0.3] """,
        ["roc"] = """ "values": "v", "truth": "labels" """,
        ["scatter"] = """ "values": ["v", "low"], "flags": "flags" """,
        ["score"] = """ "values": "v", "time": "frame", "limit": "half", "logarithmic": true, "truth": "labels" """,
        ["scores-by-class"] = """ "values": "v", "truth": "labels", "limit": 1 """,
        ["seen-expected"] = """ "seen": "v", "values": "low", "flags": "flags", "limit": 0.5 """,
        ["series"] = """ "values": "frame", "flags": "flags", "truth": "labels" """,
        ["spectrum"] = """ "values": "v", "time": "frame" """,
    };

    public static TheoryData<string> Kinds => [.. FigureDrawing.Kinds];

    [Theory, MemberData(nameof(Kinds))]
    public async Task Every_kind_is_drawn_from_things_on_the_bench(string kind)
    {
        var bench = NewBench();

        await Run(bench, $$"""{ "step": "figure", "kind": "{{kind}}", "name": "mine", "title": "My title", {{Steps[kind]}} }""");

        var figure = Assert.Single(bench.Figures);
        Assert.Equal(("mine", "My title"), (figure.Name, figure.Title));
        Assert.NotEmpty(figure.Panels.SelectMany(p => p.Marks));
    }

    [Fact]
    public async Task A_name_is_taken_once()
    {
        var bench = NewBench();
        await Run(bench, """{ "step": "figure", "kind": "loss", "values": "history" }""");

        var error = await Assert.ThrowsAsync<DataException>(() => Run(bench, """{ "step": "figure", "kind": "loss", "values": "history" }"""));

        Assert.Contains("'loss-by-epoch' is taken", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_that_is_not_there_is_told_with_those_that_are()
        => Assert.Contains("box-plots", (await Assert.ThrowsAsync<DataException>(() => Run(NewBench(), """{ "step": "figure", "kind": "pie", "values": "v" }"""))).Message, StringComparison.Ordinal);

    private static Bench NewBench()
    {
        var bench = new Bench(".", new RunContext { Threads = 1 }, 42);
        double[] v = [.. Enumerable.Range(0, 60).Select(i => 1 + Math.Sin(i * 0.7))];
        bench.Put("v", v);
        bench.Put("low", v.Select(x => x - 0.3).ToArray());
        bench.Put("high", v.Select(x => x + 0.3).ToArray());
        bench.Put("half", 0.5);
        bench.Put("grid", new Grid(12, v));
        bench.Put("flags", v.Select(x => x > 1.5).ToArray());
        bench.Put("labels", new LabelSet([new SampleRange(10, 20)]));
        bench.Put("history", new TrainingHistory([new EpochResult(1, 1, 2, 0.1), new EpochResult(2, 0.5, 1, 0.1)], 2, StoppedEarly: false));
        bench.Put("frame", new Frame(TimeAxis.Regular(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), TimeSpan.FromMinutes(5), 60), [new Channel("value")], v));
        return bench;
    }

    private static Task Run(Bench bench, string step)
        => RecipeRunner.RunStepsAsync([new RecipeStep("figure", JsonDocument.Parse(step).RootElement, "here")], bench, TestContext.Current.CancellationToken);
}
