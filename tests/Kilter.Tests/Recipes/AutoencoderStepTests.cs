using System.Text.Json;
using Kilter.Frames;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Pipelines;
using Kilter.Recipes;
using Kilter.Sources;

namespace Kilter.Tests.Recipes;

/// <summary>The steps of the recipes that rest on autoencoders, by the worked examples of the originals.</summary>
public sealed class AutoencoderStepTests
{
    [Fact]
    public async Task S1a_E2_min_max_leaves_the_range_of_training_where_later_rows_do()
    {
        var bench = NewBench();
        bench.Put("train", FrameOf(2, 1, 10, 3, 30, 2, 20));
        bench.Put("later", FrameOf(2, 4, 5));

        await Run(bench, """{ "step": "scale", "in": "train", "with": "min-max", "as": "train-scaled" }""");
        await Run(bench, """{ "step": "scale", "in": "later", "fit": "train", "with": "min-max", "as": "later-scaled" }""");

        Assert.Equal([0, 0, 1, 1, .5, .5], bench.Get<Frame>("train-scaled").Values.ToArray());
        Assert.Equal([1.5, -.25], bench.Get<Frame>("later-scaled").Values.ToArray());
    }

    [Fact]
    public async Task S1a_E3_the_score_is_the_mean_absolute_error_and_the_limit_itself_no_alarm()
    {
        var bench = NewBench();
        bench.Put("seen", new Grid(4, [.1, .2, .3, .4, .5, .5, .5, .5, 0, 0, 0, 0]));
        bench.Put("rebuilt", new Grid(4, [.2, .2, .1, .4, 1, .5, 0, 2, .275, .275, .275, .275]));

        await Run(bench, """{ "step": "error", "of": "rebuilt", "to": "seen", "reduce": "mean", "as": "scores" }""");
        await Run(bench, """{ "step": "flags", "in": "scores", "limit": 0.275, "as": "flags" }""");

        Assert.All(bench.Get<double[]>("scores").Zip([.075, .625, .275]), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        Assert.Equal([false, true, false], bench.Get<bool[]>("flags"));
    }

    [Fact]
    public void S1a_E4_the_recipe_holds_out_the_last_23_of_445_rows()
    {
        // Keras trains on ⌊445 · 0.95⌋ rows; the engine holds out ⌊445 · share⌋.
        var share = RecipeCatalog.Find("bearing").Original.Single(s => s.Kind == "train").Settings.GetProperty("validation-share").GetDouble();

        Assert.Equal(445 - (int)(445 * 0.95), (int)(445 * share));
    }

    [Fact]
    public async Task S4_E4_windows_of_the_paper_begin_two_rows_late_and_bear_the_label_of_their_last_row()
    {
        var bench = NewBench();
        bench.Put("x", FrameOf(2, [.. Enumerable.Range(0, 7).SelectMany(i => new[] { 10.0 * i, (10 * i) + 1 })]));
        bench.Put("y", Enumerable.Range(0, 7).Select(i => (double)i).ToArray());

        foreach (var (length, first) in new[] { (3, 4), (5, 6), (6, 7) })
        {
            await Run(bench, $$"""{ "step": "windows", "in": "x", "length": {{length}}, "as": "all" }""");
            await Run(bench, """{ "step": "rows", "in": "all", "from": 2, "as": "windows" }""");
            await Run(bench, $$"""{ "step": "rows", "in": "y", "from": {{length + 1}}, "as": "labels" }""");
            var windows = bench.Get<WindowBatch>("windows");

            Assert.Equal(7 - first, windows.Count);
            Assert.Equal(Enumerable.Range(first, 7 - first).Select(i => (double)i), bench.Get<double[]>("labels"));
            Assert.Equal(Enumerable.Range(first, 7 - first), windows.Rows);
            for (var n = 0; n < windows.Count; n++)
            {
                Assert.Equal((first - length + 1 + n) * 10f, windows.Inputs[n * length * 2]);
                Assert.Equal(((first + n) * 10f) + 1, windows.Inputs[((n + 1) * length * 2) - 1]);
            }
        }
    }

    [Fact]
    public async Task S4_E5_every_sample_of_a_window_is_scaled_by_what_the_last_ones_say()
    {
        var bench = NewBench();
        // Last samples with means 1 and 10, deviations 2 and 5.
        bench.Put("lessons", new WindowBatch(1, 2, [-1, 5, 3, 15], 2, [-1, 5, 3, 15], [0, 1]));
        float[] values = [1, 10, 3, 20, 5, 0, -1, 15];
        bench.Put("windows", new WindowBatch(2, 2, values, 4, values, [1, 2]));

        await Run(bench, """{ "step": "scale-windows", "in": "windows", "fit": "lessons", "as": "once" }""");
        await Run(bench, """{ "step": "scale-windows", "in": "once", "fit": "lessons", "as": "twice" }""");

        Assert.Equal([0, 0, 1, 2, 2, -2, -1, 1], bench.Get<WindowBatch>("once").Inputs);
        Assert.Equal(bench.Get<WindowBatch>("once").Inputs, bench.Get<WindowBatch>("once").Targets);
        Assert.All(bench.Get<WindowBatch>("twice").Inputs.Take(4).Zip([-.5f, -2, 0, -1.6f]), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
        Assert.Equal([1, 10, 3, 20, 5, 0, -1, 15], values);
    }

    [Fact]
    public async Task S4_E6_the_last_step_alone_or_the_whole_window_is_scored()
    {
        var bench = NewBench();
        bench.Put("rebuilt", new Grid(4, [0, 0, 1, 1, 2, -2, 0, 0]));
        bench.Put("seen", new Grid(4, [0, 0, 1, 2, 2, -2, -1, 1]));

        await Run(bench, """{ "step": "error", "of": "rebuilt", "to": "seen", "how": "squared", "reduce": "mean", "last": 2, "as": "last" }""");
        await Run(bench, """{ "step": "error", "of": "rebuilt", "to": "seen", "how": "squared", "reduce": "mean", "as": "whole" }""");

        Assert.Equal([.5, 1], bench.Get<double[]>("last"));
        Assert.Equal([.25, .5], bench.Get<double[]>("whole"));
    }

    [Theory]
    [InlineData(18_268, 3_654, 2_923, 11_691)]
    [InlineData(18_274, 3_655, 2_924, 11_695)]
    public async Task S4_E7_counts_of_the_three_parts(int windows, int test, int valid, int train)
    {
        var bench = NewBench();
        bench.Put("all", new double[windows]);

        await Run(bench, """{ "step": "split", "in": "all", "second": 0.2, "shuffle": 123, "first-as": "rest", "second-as": "test" }""");
        await Run(bench, """{ "step": "split", "in": "rest", "second": 0.2, "shuffle": 123, "first-as": "train", "second-as": "valid" }""");

        Assert.Equal((test, valid, train), (bench.Get<double[]>("test").Length, bench.Get<double[]>("valid").Length, bench.Get<double[]>("train").Length));
    }

    [Fact]
    public void G_E5_counts_of_weights()
    {
        int Count(SampleShape shape, params ILayer[] layers) => new Network(shape, layers, seed: 1).ParameterCount;
        Lstm Steps(int units) => new(units) { ReturnSequences = true };
        Lstm PyTorch(int units) => new(units) { ReturnSequences = true, Bias = RecurrentBias.Two };

        Assert.Equal(3_236, Count(new(1, 4), Steps(16), new Lstm(4), new RepeatVector(1), Steps(4), Steps(16), new Dense(4)));
        Assert.Equal(30_651, Count(new(48, 1), Steps(50), new Lstm(50), new Dense(1)));
        Assert.Equal(25_243, Count(new(5, 59), Steps(32), new Lstm(16), new RepeatVector(5), Steps(16), Steps(32), new Dense(59)));
        Assert.Equal(84_772, Count(new(1, 256), [.. new[] { 128, 64, 16, 4, 16, 64, 128, 256 }.Select(u => new Dense(u))]));
        Assert.Equal(16_993, Count(new(50, 1), new Dense(32), PyTorch(32), PyTorch(32), new Dense(1)));
        Assert.Equal(17_058, Count(new(50, 2), new Dense(32), PyTorch(32), PyTorch(32), new Dense(2)));
        Assert.Equal(264_834, Count(new(50, 2), new Dense(128), PyTorch(128), PyTorch(128), new Dense(2)));
    }

    [Fact]
    public async Task An_alarm_stays_from_the_first_of_so_many_flags_in_a_row()
    {
        var bench = NewBench();
        var start = new DateTime(2004, 2, 16, 3, 0, 0, DateTimeKind.Utc);
        bench.Put("record", new Frame(TimeAxis.Regular(start, TimeSpan.FromMinutes(10), 7), [new Channel("a")], new double[7]));
        bench.Put("flags", new[] { false, true, false, true, true, true, false });

        await Run(bench, """{ "step": "sustained", "in": "flags", "of": "record", "run": 3, "as": "alarm" }""");
        await Run(bench, """{ "step": "sustained", "in": "flags", "of": "record", "run": 4, "as": "never" }""");

        Assert.Equal(start.AddMinutes(30), bench.Get<DateTime>("alarm"));
        Assert.Equal((3, 0.5), (bench.Get<double>("alarm.row"), bench.Get<double>("alarm.hours")));
        Assert.Equal("none", bench.Get<string>("never"));
        Assert.True(double.IsNaN(bench.Get<double>("never.row")) && double.IsNaN(bench.Get<double>("never.hours")));
    }

    [Fact]
    public async Task A_constant_forecast_is_the_level_of_training()
    {
        var bench = NewBench();
        bench.Put("train", new WindowBatch(1, 2, [], 2, [1, 10, 2, 20, 9, 30], [0, 1, 2]));
        bench.Put("test", new WindowBatch(1, 2, [], 2, [0, 0, 0, 0], [3, 4]));

        await Run(bench, """{ "step": "constant", "fit": "train", "for": "test", "as": "medians" }""");
        await Run(bench, """{ "step": "constant", "fit": "train", "for": "test", "what": "mean", "as": "means" }""");

        Assert.Equal([2, 20, 2, 20], bench.Get<Grid>("medians").Values);
        Assert.Equal([4, 20, 4, 20], bench.Get<Grid>("means").Values);
    }

    [Fact]
    public async Task Windows_that_lie_across_a_gap_are_told()
    {
        var bench = NewBench();
        long[] minutes = [0, 2, 4, 124, 126, 128];
        bench.Put("record", new Frame(TimeAxis.OfTicks([.. minutes.Select(m => m * TimeSpan.TicksPerMinute)]), [new Channel("a")], new double[6]));

        await Run(bench, """{ "step": "windows", "in": "record", "length": 3, "as": "windows" }""");
        await Run(bench, """{ "step": "unbroken", "in": "windows", "of": "record", "as": "whole" }""");

        Assert.Equal([true, false, false, true], bench.Get<bool[]>("whole"));
    }

    [Fact]
    public async Task Labels_move_ahead_of_events_and_the_events_go()
    {
        var bench = NewBench();
        bench.Put("record", new Reading
        {
            Name = "mill",
            Frame = FrameOf(1, 0, 1, 2, 3, 4, 5, 6),
            Labels = new LabelSet([new SampleRange(4, 5)]),
            Rows = 7,
            Fingerprint = "",
            Gaps = [],
            Columns = [],
            Layout = "",
            Notes = [],
        });

        await Run(bench, """{ "step": "shift-labels", "in": "record", "shift": -2, "as": "mill" }""");
        await Run(bench, """{ "step": "labels", "in": "record", "as": "truth" }""");

        Assert.Equal([0, 1, 2, 3, 5, 6], bench.Get<Frame>("mill").Values.ToArray());
        Assert.Equal([false, false, true, true, false, false], bench.Get<bool[]>("mill.labels"));
        Assert.Equal([true, true, true, true, false, true, true], bench.Get<bool[]>("mill.kept"));
        Assert.Equal([false, false, true, true, false, false, false], bench.Get<bool[]>("mill.near"));
        Assert.Equal(new SampleRange(4, 5), Assert.Single(bench.Get<LabelSet>("truth").Ranges));
    }

    [Fact]
    public async Task A_change_of_behaviour_is_flagged_where_the_next_window_begins()
    {
        var bench = NewBench();
        bench.Put("record", FrameOf(1, 1, 1, 1, 1, 1, 1, 1, 1, 9, 9, 9, 1, 1, 1, 1, 1));

        await Run(bench, """{ "step": "flat-windows", "in": "record", "length": 2, "as": "windows" }""");
        await Run(bench, """{ "step": "network", "windows": "windows", "layers": [{ "layer": "activation" }, { "layer": "dense", "units": 3 }], "as": "network" }""");
        await Run(bench, """{ "step": "head", "network": "network", "layers": 1, "as": "first" }""");
        await Run(bench, """{ "step": "predict", "network": "first", "windows": "windows", "as": "codes" }""");
        await Run(bench, """{ "step": "code-distances", "in": "codes", "as": "distances" }""");
        await Run(bench, """{ "step": "peak-events", "in": "distances", "windows": "windows", "of": "record", "margin": 0, "as": "events" }""");

        Assert.All(bench.Get<double[]>("distances").Zip([0, 0, 0, 2.666667, .745170, 2.235530, 0]), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
        Assert.Equal(0, bench.Get<double>("distances.zeros"));
        Assert.Equal([12], Enumerable.Range(0, 16).Where(t => bench.Get<bool[]>("events")[t]));
        Assert.Equal(1, bench.Get<double>("events.count"));
        Assert.Equal(bench.Get<double[]>("distances"), Enumerable.Range(1, 7).Select(k => bench.Get<double[]>("events.distances")[2 * k]));
    }

    [Fact]
    public async Task A_condition_can_be_carried_past_the_code()
    {
        var bench = NewBench();
        bench.Put("windows", new WindowBatch(1, 5, new float[5], 5, new float[5], [0]));

        await Run(bench, """
            { "step": "network", "windows": "windows", "layers": [
              { "layer": "carry", "last": 2, "layers": [{ "layer": "dense", "units": 4 }, { "layer": "latent" }] }, { "layer": "dense", "units": 3 }
            ], "as": "network" }
            """);

        // 5 values to 4, a code of 2 and the 2 carried to 3.
        Assert.Equal((5 * 4) + 4 + (4 * 3) + 3, bench.Get<double>("network.parameters"));
    }

    private static Bench NewBench() => new("", new RunContext { Threads = 1 }, seed: 1);

    private static Frame FrameOf(int channels, params double[] values)
        => new(TimeAxis.Rows(values.Length / channels), [.. Enumerable.Range(0, channels).Select(c => new Channel($"c{c}"))], values);

    private static Task Run(Bench bench, string step)
    {
        var json = JsonDocument.Parse(step).RootElement;
        return RecipeRunner.RunStepsAsync([new RecipeStep(json.GetProperty("step").GetString()!, json, "here")], bench, TestContext.Current.CancellationToken);
    }
}
