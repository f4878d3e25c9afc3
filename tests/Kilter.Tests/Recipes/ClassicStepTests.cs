using System.Text.Json;
using Kilter.Detectors.Errors;
using Kilter.Frames;
using Kilter.Pipelines;
using Kilter.Recipes;

namespace Kilter.Tests.Recipes;

/// <summary>The steps of the two-peak, server and light-curve recipes.</summary>
public sealed class ClassicStepTests
{
    [Theory]
    [InlineData(2.5, 4, -2.6425960226263956), InlineData(0, 0, -4.892596022626396), InlineData(4, 8, -4.359262689293063)]
    public async Task S1d_E1_density_with_the_full_sample_covariance(double x, double y, double logDensity)
    {
        var bench = NewBench();
        bench.Put("train", new Grid(2, [1, 2, 2, 3, 3, 7, 4, 4]));
        bench.Put("place", new Grid(2, [x, y]));

        await Run(bench, """{ "step": "density", "in": "place", "fit": "train", "log": true, "as": "log" }""");
        await Run(bench, """{ "step": "density", "in": "place", "fit": "train", "as": "density" }""");

        Assert.Equal(logDensity, bench.Get<double[]>("log")[0], 1e-12);
        Assert.Equal(Math.Exp(logDensity), bench.Get<double[]>("density")[0], 1e-14);
        Assert.Equal([2.5, 4], bench.Get<double[]>("density.mean"));
        Assert.All(bench.Get<double[]>("density.covariance").Zip([5.0 / 3, 5.0 / 3, 5.0 / 3, 14.0 / 3]), p => Assert.Equal(p.Second, p.First, 1e-14));
        Assert.Equal(0.0711762543417177, bench.Get<double>("density.peak"), 1e-15);
    }

    [Fact]
    public async Task Epsilon_leaves_the_density_and_the_f1()
    {
        var bench = NewBench();
        bench.Put("p", new[] { 0.5, 0.4, 0.3, 0.2, 0.1 });
        bench.Put("truth", new[] { false, true, false, false, true });

        await Run(bench, """{ "step": "epsilon", "in": "p", "truth": "truth", "as": "grid" }""");
        await Run(bench, """{ "step": "epsilon", "in": "p", "truth": "truth", "try": "distinct", "as": "distinct" }""");

        Assert.Equal((0.1004, 2.0 / 3), (Math.Round(bench.Get<double>("grid"), 12), bench.Get<double>("grid.f1")));
        Assert.Equal((0.2, 2.0 / 3), (bench.Get<double>("distinct"), bench.Get<double>("distinct.f1")));
    }

    [Fact]
    public async Task S1b_E5_a_series_shorter_than_the_window_has_no_window_and_no_label()
    {
        // Two series of 5 and 2 samples with a jump in time between.
        var bench = NewBench();
        var time = TimeAxis.OfTicks([.. new[] { 0, 1, 2, 3, 4, 900, 901 }.Select(h => h * TimeSpan.TicksPerHour)]);
        bench.Put("record", new Frame(time, [new Channel("c", null)], new double[] { 1, 2, 3, 4, 5, 6, 7 }));

        await Run(bench, """{ "step": "pooled-windows", "in": "record", "length": 3, "as": "windows" }""");
        await Run(bench, """{ "step": "error", "of": "errors", "to": "windows", "as": "errors" }""", b => b.Put("errors", new Grid(3, new double[9])));
        await Run(bench, """{ "step": "point-scores", "in": "errors", "windows": "windows", "as": "scores" }""");
        await Run(bench, """{ "step": "flags", "in": "scores", "limit": 0, "as": "flags" }""");

        Assert.Equal(3, bench.Get<WindowBatch>("windows").Count);
        Assert.Equal([2, 3, 4], bench.Get<WindowBatch>("windows").Rows);
        Assert.Equal([1, 2, 3, 4, 5, double.NaN, double.NaN], bench.Get<double[]>("scores"));
        Assert.Equal(2, bench.Get<double>("scores.unknown"));
        Assert.Equal([true, true, true, true, true, false, false], bench.Get<bool[]>("flags"));
    }

    [Fact]
    public async Task Label_targets_are_the_truth_of_the_samples_of_each_window()
    {
        var bench = NewBench();
        bench.Put("record", new Frame(TimeAxis.Rows(4), [new Channel("c", null)], new double[4]));
        bench.Put("truth", new[] { false, true, false, true });

        await Run(bench, """{ "step": "pooled-windows", "in": "record", "length": 3, "as": "windows" }""");
        await Run(bench, """{ "step": "label-targets", "in": "windows", "truth": "truth", "as": "labelled" }""");

        Assert.Equal([0, 1, 0, 1, 0, 1], bench.Get<WindowBatch>("labelled").Targets);
        Assert.Equal(3, bench.Get<WindowBatch>("labelled").TargetLength);
    }

    [Fact]
    public async Task Each_series_is_scaled_by_itself()
    {
        var bench = NewBench();
        bench.Put("record", new Frame(TimeAxis.Rows(4), [new Channel("c", null)], new double[] { 1, 3, 100, 300 }));
        bench.Put("series", new double[] { 0, 0, 1, 1 });

        await Run(bench, """{ "step": "scale-series", "in": "record", "series": "series", "as": "scaled" }""");

        Assert.Equal([-1, 1, -1, 1], bench.Get<Frame>("scaled").Values.ToArray());
    }

    [Fact]
    public async Task A_detector_that_needs_labels_learns_from_flags_of_windows()
    {
        var bench = NewBench();
        bench.Put("rows", new Grid(2, [.. Enumerable.Range(0, 40).SelectMany(n => new double[] { n % 7, n < 10 ? 50 + n : n })]));
        bench.Put("truth", Enumerable.Range(0, 40).Select(n => n < 10).ToArray());

        await Run(bench, """{ "step": "fit", "detector": "random-forest", "set": { "trees": 20 }, "in": "rows", "truth": "truth", "as": "forest" }""");
        await Run(bench, """{ "step": "score", "with": "forest", "in": "rows", "as": "scores" }""");
        await Run(bench, """{ "step": "flags", "in": "scores", "limit": 0.5, "as": "flags" }""");
        await Run(bench, """{ "step": "confusion", "flags": "flags", "truth": "truth", "as": "found" }""");

        Assert.Equal("30 0 0 10", bench.Get<string>("found"));
        Assert.Equal((1, 1, 1), (bench.Get<double>("found.f1"), bench.Get<double>("found.normal-f1"), bench.Get<double>("found.accuracy")));
    }

    [Fact]
    public async Task S3_E7_confusion_leaves_the_scores_of_both_classes()
    {
        var bench = NewBench();
        bench.Put("truth", Enumerable.Range(0, 200).Select(n => n >= 100).ToArray());
        bench.Put("flags", Enumerable.Range(0, 200).Select(n => n is 0 or >= 120).ToArray());

        await Run(bench, """{ "step": "confusion", "flags": "flags", "truth": "truth", "as": "found" }""");

        Assert.Equal("99 1 20 80", bench.Get<string>("found"));
        Assert.Equal((0.90, 0.88, 0.895), (Math.Round(bench.Get<double>("found.normal-f1"), 2), Math.Round(bench.Get<double>("found.f1"), 2), bench.Get<double>("found.accuracy")));
    }

    [Fact]
    public async Task Histograms_count_the_values_of_each_row()
    {
        var bench = NewBench();
        bench.Put("residuals", new Grid(3, [-0.3, 0.3, 0.31, 0.001, 0.24, -0.2]));

        await Run(bench, """{ "step": "histograms", "in": "residuals", "as": "counts" }""");

        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0, 0, 1], bench.Get<Grid>("counts")[0].ToArray());
        Assert.Equal([0, 1, 0, 0, 0, 1, 0, 0, 1, 0], bench.Get<Grid>("counts")[1].ToArray());
    }

    [Fact]
    public async Task Recurrence_goes_by_the_clock_and_series_by_series()
    {
        // Dips every 10 hours; six hours of the first series are missing.
        var hours = Enumerable.Range(0, 60).Where(h => h is < 22 or > 27).Concat(Enumerable.Range(1000, 60)).ToArray();
        var bench = NewBench();
        bench.Put("record", new Frame(TimeAxis.OfTicks([.. hours.Select(h => h * TimeSpan.TicksPerHour)]), [new Channel("c", null)], new double[hours.Length]));
        bench.Put("series", hours.Select(h => h < 1000 ? 0.0 : 1.0).ToArray());
        bench.Put("flags", hours.Select(h => h % 10 == 5).ToArray());
        bench.Put("periods", new double[] { 10, 12 });

        await Run(bench, """{ "step": "recurrence", "in": "flags", "of": "record", "series": "series", "periods": "periods", "as": "period" }""");

        Assert.Equal([10, 10], bench.Get<double[]>("period"));
        Assert.Equal((2, 2, 0.5), (bench.Get<double>("period.periodic"), bench.Get<double>("period.series"), bench.Get<double>("period.right")));
    }

    [Fact]
    public async Task Light_curves_and_two_peak_curves_do_not_follow_the_seed_of_the_run()
    {
        var (one, other) = (NewBench(), NewBench().Copy(7));
        foreach (var bench in new[] { one, other })
        {
            await Run(bench, """{ "step": "light-curves", "count": 3, "as": "light" }""");
            await Run(bench, """{ "step": "two-peak-curves", "normal": 4, "anomalous": 2, "validation": 3, "as": "curves" }""");
            await Run(bench, """{ "step": "truth", "parts": ["curves.normal", "curves.anomalous"], "as": "truth" }""");
        }

        Assert.Equal(one.Get<bool[]>("light.truth"), other.Get<bool[]>("light.truth"));
        Assert.Equal(one.Get<WindowBatch>("curves.validation").Inputs, other.Get<WindowBatch>("curves.validation").Inputs);
        Assert.Equal([true, true, true, false, false, false], one.Get<bool[]>("curves.validation-truth"));
        Assert.Equal([false, false, false, false, true, true], one.Get<bool[]>("truth"));
    }

    [Fact]
    public async Task A_scatter_draws_lines_of_equal_density_of_a_fitted_normal()
    {
        var bench = NewBench();
        bench.Put("normal", GaussianErrorVector.Fit([1, 2, 2, 3, 3, 7, 4, 4], 2, CovarianceOf.Sample));
        bench.Put("x", new double[] { 1, 2, 3, 4 });
        bench.Put("y", new double[] { 2, 3, 7, 4 });

        await Run(bench, """{ "step": "figure", "kind": "scatter", "name": "s", "values": ["x", "y"], "contours": "normal" }""");

        Assert.Contains(bench.Figures[0].Panels[0].Marks, m => m is Kilter.Reports.Figures.Contour);
    }

    private static Bench NewBench() => new(".", new RunContext { Threads = 1 }, 42);

    private static Task Run(Bench bench, string step, Action<Bench>? before = null)
    {
        before?.Invoke(bench);
        var json = JsonDocument.Parse(step).RootElement;
        return RecipeRunner.RunStepsAsync([new RecipeStep(json.GetProperty("step").GetString()!, json, "here")], bench, TestContext.Current.CancellationToken);
    }
}
