namespace Kilter.SystemTests.Cli;

/// <summary>What the program says of itself, and of command lines that make no sense.</summary>
public sealed class UsageTests
{
    public static TheoryData<string, string> Transcripts => new()
    {
        { "no-words", "" },
        { "help", "--help" },
        { "detect-help", "detect --help" },
        { "fit-help", "fit --help" },
        { "score-help", "score --help" },
        { "preparations", "preparations" },
        { "preparation", "preparations calendar" },
        { "synth", "synth" },
        { "sources", "sources" },
        { "source", "sources csv" },
        { "thresholds", "thresholds" },
        { "threshold", "thresholds quantile" },
        { "threshold-json", "thresholds quantile --format json" },
        { "thresholds-csv", "thresholds --format csv" },
        { "slip-option", "detect pump.csv --windw 60" },
        { "slip-option-before-file", "detect --windw 60 pump.csv" },
        { "slip-command", "detct pump.csv" },
        { "slip-unknown-command", "frobnicate" },
        { "slip-no-file", "detect" },
        { "slip-no-value", "detect pump.csv --window" },
        { "slip-bad-number", "detect pump.csv --window sixty" },
        { "slip-out-of-range", "detect pump.csv --threads 0" },
        { "slip-bad-word", "detect pump.csv --format xml" },
        { "slip-twice", "detect pump.csv --window 5 --window 6" },
        { "slip-too-many-words", "detect pump.csv pump-2.csv" },
        { "slip-report-kind", "detect pump.csv --report out.pdf" },
        { "slip-no-out", "fit pump.csv" },
        { "slip-no-model", "score pump.csv" },
        { "slip-signal", "synth pmp" },
        { "slip-anomaly", "synth pump --anomalies spik" },
        { "slip-set", "detect pump.csv --set bins" },
        { "slip-preparation", "detect pump.csv --prepare lograto" },
        { "slip-threshold", "thresholds quantil" },
    };

    [Theory, MemberData(nameof(Transcripts))]
    public async Task The_program_says_what_the_golden_transcript_says(string name, string words)
    {
        using var kilter = new KilterProgram();

        var transcript = await kilter.TranscriptAsync(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Golden.Verify($"Cli/{name}.txt", transcript);
    }

    [Theory, InlineData("detect pump.csv --windw 60"), InlineData("detct"), InlineData("detect"), InlineData("detect pump.csv --window sixty"), InlineData("detect x.csv --set bins")]
    public async Task A_slip_is_told_on_standard_error_alone_with_exit_code_2(string words)
    {
        using var kilter = new KilterProgram();

        var run = await kilter.RunAsync(words.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.StartsWith("error  ", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_one_line_with_the_number_of_the_build_file()
    {
        using var kilter = new KilterProgram();
        var number = System.Xml.Linq.XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("Version").Single().Value;

        var run = (await kilter.RunAsync("--version")).Succeeded();

        Assert.Equal($"kilter {number}\n", run.Output);
        Assert.Equal("", run.Errors);
    }

    [Fact]
    public async Task Every_command_has_help_with_an_example_that_names_it()
    {
        using var kilter = new KilterProgram();
        var help = (await kilter.RunAsync("--help")).Succeeded().Output;
        var commands = help.Split('\n').SkipWhile(l => l != "Commands").Skip(1).TakeWhile(l => l.Length > 0).Where(l => l[2] != ' ').Select(l => l.Trim().Split(' ')[0]).ToList();

        Assert.NotEmpty(commands);
        foreach (var command in commands)
        {
            var run = (await kilter.RunAsync(command, "--help")).Succeeded();
            Assert.Contains($"\n  kilter {command}", run.Output, StringComparison.Ordinal);
        }
    }
}
