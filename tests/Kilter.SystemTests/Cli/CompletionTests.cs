using Kilter.SystemTests.Programs;

namespace Kilter.SystemTests.Cli;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("kilter det", "detect", "detectors")]
    [InlineData("kilter thresholds --form", "--format")]
    [InlineData("kilter thresholds --format js", "json", "jsonl")]
    [InlineData("kilter thresholds qu", "quantile")]
    [InlineData("kilter detect --direction a", "above")]
    [InlineData("kilter detect pu", "pump.csv")]
    [InlineData("kilter detect --train pu", "pump.csv")]
    public async Task Bash_completes_what_was_begun(string line, params string[] expected)
    {
        using var kilter = new KilterProgram().With("pump.csv", "");
        kilter.With("kilter.bash", (await kilter.RunAsync("completion", "bash")).Succeeded().Output);
        var words = line.Split(' ');

        var run = await ProgramRun.OfAsync(
            "bash",
            ["-c", $". ./kilter.bash; COMP_WORDS=({line}); COMP_CWORD={words.Length - 1}; _kilter; printf '%s\\n' \"${{COMPREPLY[@]}}\""],
            kilter.Folder);

        Assert.Equal(expected, run.Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory, InlineData("bash"), InlineData("zsh"), InlineData("fish")]
    public async Task The_script_names_every_command_and_every_option_of_detect(string shell)
    {
        using var kilter = new KilterProgram();
        var help = (await kilter.RunAsync("detect", "--help")).Succeeded().Output;
        var options = help.Split([' ', '\n', ','], StringSplitOptions.RemoveEmptyEntries).Where(w => w.StartsWith("--", StringComparison.Ordinal)).Distinct();

        var script = (await kilter.RunAsync("completion", shell)).Succeeded().Output;

        Assert.All(options, o => Assert.Contains(shell == "fish" ? "-l " + o[2..] : o, script, StringComparison.Ordinal));
    }
}
