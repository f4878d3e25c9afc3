using System.Diagnostics;
using System.Text.Json;
using Kilter.SystemTests.Programs;

namespace Kilter.SystemTests.Cli;

/// <summary>Results on standard output, everything else on standard error; colour for people only; exit codes that programs may rely on.</summary>
public sealed class OutputTests
{
    private const string Escape = "\e[";

    [Fact]
    public async Task Json_is_one_object_and_nothing_else_is_on_standard_output()
    {
        using var kilter = await PumpAsync();

        var run = (await kilter.RunAsync("detect", "pump.csv", "--format", "json", "--report", "pump.html")).Succeeded();

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
        Assert.Equal("auto", json.RootElement.GetProperty("detector").GetProperty("name").GetString());
        Assert.Contains("Report: pump.html (", run.Errors, StringComparison.Ordinal);
        Assert.StartsWith("<!doctype html>", await File.ReadAllTextAsync(kilter["pump.html"], TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("detect pump.csv --format json")]
    [InlineData("score pump.csv --model pump.kilter --format json")]
    [InlineData("inspect pump.kilter --format json")]
    [InlineData("fit pump.csv --out again.kilter --format json")]
    [InlineData("detect pump.csv --dry-run --format json")]
    [InlineData("detectors --format json")]
    [InlineData("detectors auto --format json")]
    [InlineData("thresholds --format json")]
    [InlineData("sources --format json")]
    [InlineData("synth --format json")]
    [InlineData("demo --format json")]
    public async Task Json_of_every_command_parses(string words)
    {
        using var kilter = await PumpAsync();
        (await kilter.RunAsync("fit", "pump.csv", "--out", "pump.kilter")).Succeeded();

        using var json = JsonDocument.Parse((await kilter.RunAsync(words.Split(' '))).Succeeded().Output);

        Assert.NotEqual(JsonValueKind.Undefined, json.RootElement.ValueKind);
    }

    [Theory, InlineData("detect pump.csv --format jsonl"), InlineData("score pump.csv --model pump.kilter --format jsonl"), InlineData("sources --format jsonl")]
    public async Task Every_line_of_json_lines_is_one_object(string words)
    {
        using var kilter = await PumpAsync();
        (await kilter.RunAsync("fit", "pump.csv", "--out", "pump.kilter")).Succeeded();

        var lines = (await kilter.RunAsync(words.Split(' '))).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines, l => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(l).RootElement.ValueKind));
    }

    [Fact]
    public async Task Scores_come_one_a_sample_in_order_of_time()
    {
        using var kilter = await PumpAsync();
        (await kilter.RunAsync("fit", "pump.csv", "--out", "pump.kilter")).Succeeded();

        var printed = (await kilter.RunAsync("score", "pump.csv", "--model", "pump.kilter", "--format", "csv", "--scores", "scores.csv")).Succeeded().Output;

        var lines = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("time,score,flagged,event,seen,expected_flow,expected_pressure", lines[0]);
        Assert.Equal(1 + 2880, lines.Length);
        Assert.StartsWith("2026-01-01T00:05:00Z,", lines[6], StringComparison.Ordinal);
        Assert.Equal(printed, await File.ReadAllTextAsync(kilter["scores.csv"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Events_give_exit_code_10_only_when_asked()
    {
        using var kilter = await PumpAsync();

        Assert.Equal(0, (await kilter.RunAsync("detect", "pump.csv")).ExitCode);
        Assert.Equal(10, (await kilter.RunAsync("detect", "pump.csv", "--fail-on-anomaly")).ExitCode);
    }

    [Fact]
    public async Task Quiet_says_nothing_but_the_result()
    {
        using var kilter = await PumpAsync();

        var loud = (await kilter.RunAsync("detect", "pump.csv")).Succeeded();
        var quiet = (await kilter.RunAsync("detect", "pump.csv", "--quiet")).Succeeded();

        Assert.NotEqual("", loud.Errors);
        Assert.Equal((loud.Output, ""), (quiet.Output, quiet.Errors));
    }

    [Fact]
    public async Task The_number_of_threads_changes_no_byte_of_the_scores()
    {
        using var kilter = await PumpAsync();

        (await kilter.RunAsync("detect", "pump.csv", "--scores", "one.csv", "--threads", "1")).Succeeded();
        (await kilter.RunAsync("detect", "pump.csv", "--scores", "four.csv", "--threads", "4")).Succeeded();

        Assert.Equal(await File.ReadAllBytesAsync(kilter["one.csv"], TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(kilter["four.csv"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_a_dry_run_prints_is_a_file_of_options_that_gives_the_same_run()
    {
        using var kilter = await PumpAsync();
        string[] words = ["detect", "pump.csv", "--alerts-per-week", "0.5", "--channels", "flow", "--threshold", "quantile", "--threshold-set", "share=0.99", "--dry-run", "--format", "json"];
        var first = (await kilter.RunAsync(words)).Succeeded().Output;
        using var json = JsonDocument.Parse(first);
        kilter.With("options.json", json.RootElement.GetProperty("options").GetRawText());

        var again = (await kilter.RunAsync("detect", "pump.csv", "--config", "options.json", "--dry-run", "--format", "json")).Succeeded().Output;
        var typed = (await kilter.RunAsync("detect", "pump.csv", "--config", "options.json", "--seed", "7", "--dry-run", "--format", "json")).Succeeded().Output;

        Assert.Equal(first, again);
        Assert.Contains("\"seed\": \"7\"", typed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_configuration_in_a_report_is_a_file_of_options_too()
    {
        using var kilter = await PumpAsync();
        var first = (await kilter.RunAsync("detect", "pump.csv", "--train-until", "2026-01-01T12:00:00Z", "--format", "json")).Succeeded().Output;
        using var json = JsonDocument.Parse(first);
        kilter.With("run.json", json.RootElement.GetProperty("run").GetProperty("configuration").GetRawText());

        using var again = JsonDocument.Parse((await kilter.RunAsync("detect", "pump.csv", "--config", "run.json", "--format", "json")).Succeeded().Output);

        Assert.Equal(json.RootElement.GetProperty("run").GetProperty("id").GetString(), again.RootElement.GetProperty("run").GetProperty("id").GetString());
        Assert.Equal(json.RootElement.GetProperty("events").GetRawText(), again.RootElement.GetProperty("events").GetRawText());
    }

    [Fact]
    public async Task There_is_colour_on_a_terminal_none_in_a_pipe_and_none_with_NO_COLOR()
    {
        using var kilter = await PumpAsync();

        var pipe = (await kilter.RunAsync("detect", "pump.csv")).Succeeded();
        var terminal = await OnTerminalAsync(kilter, "detect pump.csv", "");
        var plain = await OnTerminalAsync(kilter, "detect pump.csv", "NO_COLOR=1 ");

        Assert.DoesNotContain(Escape, pipe.Output + pipe.Errors, StringComparison.Ordinal);
        Assert.Contains(Escape + "1;38;5;208m", terminal, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, plain, StringComparison.Ordinal);
    }

    [Theory, InlineData(80), InlineData(60), InlineData(132)]
    public async Task On_a_terminal_no_line_is_wider_than_it(int width)
    {
        using var kilter = await PumpAsync();
        string[] tables = ["detect pump.csv -q", "detectors", "thresholds", "sources", "synth"];

        // The examples in help are commands to copy: they stay whole, so help needs 80 columns.
        foreach (var words in width < 80 ? tables : [.. tables, "detect --help"])
        {
            var shown = await OnTerminalAsync(kilter, words, $"stty cols {width}; NO_COLOR=1 ");

            Assert.All(shown.ReplaceLineEndings("\n").Split('\n').Where(l => l.Contains(' ', StringComparison.Ordinal)), l => Assert.True(l.Length <= width, $"{words}: {l.Length} columns: {l}"));
        }
    }

    [Fact]
    public async Task A_reader_that_goes_away_is_no_failure()
    {
        using var kilter = await PumpAsync();

        var run = await kilter.ShellAsync("set -o pipefail; kilter synth pump | head -n 1");

        Assert.Equal((0, "timestamp,flow,pressure,anomaly\n", ""), (run.ExitCode, run.Output, run.Errors));
    }

    [Fact]
    public async Task Standard_input_is_read_as_a_file_is()
    {
        using var kilter = await PumpAsync();

        var file = (await kilter.RunAsync("detect", "pump.csv", "--format", "csv")).Succeeded();
        var piped = (await kilter.RunAsync(["detect", "-", "--format", "csv"], await File.ReadAllTextAsync(kilter["pump.csv"], TestContext.Current.CancellationToken))).Succeeded();

        Assert.Equal(file.Output, piped.Output);
    }

    [Fact]
    public async Task Control_C_ends_quietly_with_code_130()
    {
        using var kilter = new KilterProgram();
        var start = new ProcessStartInfo("dotnet", [KilterProgram.Dll, "detect", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = kilter.Folder,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync("time,flow\n".AsMemory(), TestContext.Current.CancellationToken);
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        await Task.Delay(1000, TestContext.Current.CancellationToken);

        (await ProgramRun.OfAsync("kill", ["-INT", $"{process.Id}"])).Succeeded();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Equal((130, "", ""), (process.ExitCode, await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)));
    }

    private static async Task<KilterProgram> PumpAsync()
    {
        var kilter = new KilterProgram();
        (await kilter.RunAsync("synth", "pump", "--samples", "2880", "--anomalies", "level-shift:flow@30", "--no-labels", "--out", "pump.csv", "--quiet")).Succeeded();
        return kilter;
    }

    private static async Task<string> OnTerminalAsync(KilterProgram kilter, string words, string before)
        => (await ProgramRun.OfAsync("script", ["-qec", $"unset NO_COLOR; {before}dotnet '{KilterProgram.Dll}' {words}", "/dev/null"], kilter.Folder, environment: new Dictionary<string, string> { ["TERM"] = "xterm-256color" })).Succeeded().Output;
}
