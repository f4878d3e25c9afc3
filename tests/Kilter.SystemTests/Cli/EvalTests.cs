using System.Text;
using System.Text.Json;

namespace Kilter.SystemTests.Cli;

/// <summary><c>kilter eval</c>: any file of scores, labels in every form, undefined said, and no judging on what fitting saw.</summary>
public sealed class EvalTests
{
    private const string Six = "score,label\n0.1,0\n0.4,0\n0.35,1\n0.2,0\n0.8,1\n0.4,0\n";

    [Fact]
    public async Task V_E1_and_V_E2_from_a_file_of_two_columns()
    {
        using var kilter = new KilterProgram().With("s.csv", Six);

        var metrics = await MetricsAsync(kilter, "s.csv", "--limit", "0.3", "--rule", "above");

        Assert.Equal((0.75, 0.5, 1, 2.0 / 3), (metrics["roc-auc"], metrics["precision"], metrics["recall"], metrics["f1"]));
    }

    [Theory]
    [InlineData("l.csv", "label\n0\n0\n1\n0\n1\n0\n")]
    [InlineData("l.csv", "0\n0\n1\n0\n1\n0\n")]
    [InlineData("l.csv", "start,end\n2,3\n4,5\n")]
    [InlineData("l.json", "[[2, 2], 4]")]
    [InlineData("l.json", "{ \"set/s.csv\": [[2, 2], [4, 4]], \"set/other.csv\": [] }")]
    public async Task Labels_may_lie_in_another_file_in_any_form(string name, string labels)
    {
        using var kilter = new KilterProgram().With("s.csv", "score\n0.1\n0.4\n0.35\n0.2\n0.8\n0.4\n").With(name, labels);

        Assert.Equal(0.75, (await MetricsAsync(kilter, "s.csv", "--labels", name))["roc-auc"]);
    }

    [Fact]
    public async Task Labels_with_times_are_matched_by_time()
    {
        var (scores, labels) = (new StringBuilder("time,score\n"), new StringBuilder("time,anomaly\n"));
        for (var hour = 0; hour < 20; hour++)
        {
            labels.Append($"2026-01-01T{hour:00}:00:00Z,{(hour is 12 or 13 ? 1 : 0)}\n");
            scores.Append(hour < 5 ? "" : $"2026-01-01T{hour:00}:00:00Z,{(hour is 12 or 13 ? 3 : 1)}.{hour}\n");
        }

        using var kilter = new KilterProgram().With("s.csv", scores.ToString()).With("l.csv", labels.ToString())
            .With("w.json", "{ \"s.csv\": [[\"2026-01-01 12:00:00.000000\", \"2026-01-01 13:00:00.000000\"]] }").With("r.csv", "start,end\n2026-01-01 12:00:00,2026-01-01 14:00:00\n");

        foreach (var file in new[] { "l.csv", "w.json", "r.csv" })
        {
            var metrics = await MetricsAsync(kilter, "s.csv", "--labels", file, "--limit", "3");
            Assert.Equal((1.0, 1.0, 2.0), (metrics["roc-auc"], metrics["f1"], metrics["lead"]));
        }
    }

    [Fact]
    public async Task One_class_only_is_undefined_and_said()
    {
        using var kilter = new KilterProgram().With("s.csv", "score,label\n0.1,0\n0.4,0\n0.35,0\n");

        var run = (await kilter.RunAsync("eval", "s.csv", "--limit", "0.3", "--label-col", "label")).Succeeded();

        Assert.Contains("Nothing is labelled: with one class only, most metrics are undefined.", run.Output, StringComparison.Ordinal);
        Assert.Contains("undefined", run.Output, StringComparison.Ordinal);
        Assert.Null((await MetricsAsync(kilter, "s.csv", "--limit", "0.3", "--label-col", "label"))["roc-auc"]);
    }

    [Fact]
    public async Task Samples_that_fitting_saw_are_refused_left_out_or_said()
    {
        using var kilter = new KilterProgram();
        (await kilter.RunAsync("synth", "pump", "--out", "pump.csv")).Succeeded();
        (await kilter.RunAsync("detect", "pump.csv", "--detector", "pca", "--threshold", "quantile", "--scores", "scores.csv")).Succeeded();

        var refused = await kilter.RunAsync("eval", "scores.csv", "--labels", "pump.csv");
        var unseen = (await kilter.RunAsync("eval", "scores.csv", "--labels", "pump.csv", "--unseen-only")).Succeeded();
        var allowed = (await kilter.RunAsync("eval", "scores.csv", "--labels", "pump.csv", "--allow-training-rows")).Succeeded();

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("judging on them is no test", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("that fitting saw are left out.", unseen.Output, StringComparison.Ordinal);
        Assert.Contains("Not a test: scaler and detector were fitted on", allowed.Output, StringComparison.Ordinal);
        Assert.True(unseen.Output.IndexOf("Stretches found", StringComparison.Ordinal) < unseen.Output.IndexOf("Oracle", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_limit_that_these_scores_set_is_not_judged_on_them()
    {
        using var kilter = new KilterProgram();
        (await kilter.RunAsync("synth", "pump", "--out", "pump.csv")).Succeeded();
        // The budget rule sets its limit on the quiet part of the very record.
        (await kilter.RunAsync("detect", "pump.csv", "--detector", "pca", "--scores", "scores.csv")).Succeeded();

        var metrics = await MetricsAsync(kilter, "scores.csv", "--labels", "pump.csv", "--unseen-only");
        var own = await MetricsAsync(kilter, "scores.csv", "--labels", "pump.csv", "--unseen-only", "--limit", "1");

        Assert.Null(metrics["precision"]);
        Assert.NotNull(metrics["average-precision"]);
        Assert.NotNull(own["recall"]);
    }

    [Theory]
    [InlineData("lengths", "eval s.csv --labels three.csv")]
    [InlineData("no-labels", "eval plain.csv")]
    [InlineData("which-column", "eval many.csv --labels three.csv")]
    [InlineData("which-series", "eval s.csv --labels windows.json")]
    [InlineData("bad-range", "eval s.csv --labels ranges.csv")]
    [InlineData("help", "eval --help")]
    public async Task Mistakes_are_told_with_what_to_do(string name, string words)
    {
        using var kilter = new KilterProgram().With("s.csv", Six).With("plain.csv", "score\n1.5\n2.5\n").With("three.csv", "label\n0\n1\n0\n")
            .With("many.csv", "a,b\n1.5,2\n2.5,4\n1.5,7\n").With("windows.json", "{ \"x.csv\": [], \"y.csv\": [] }").With("ranges.csv", "start,end\nmonday,tuesday\n");

        Golden.Verify($"Cli/eval-{name}.txt", await kilter.TranscriptAsync(words.Split(' ')));
    }

    private static async Task<Dictionary<string, double?>> MetricsAsync(KilterProgram kilter, params string[] words)
    {
        var run = (await kilter.RunAsync(["eval", .. words, "--format", "json"])).Succeeded();
        using var json = JsonDocument.Parse(run.Output);
        return json.RootElement.GetProperty("metrics").EnumerateArray()
            .ToDictionary(m => m.GetProperty("name").GetString()!, m => m.GetProperty("value") is { ValueKind: JsonValueKind.Number } v ? v.GetDouble() : (double?)null);
    }
}
