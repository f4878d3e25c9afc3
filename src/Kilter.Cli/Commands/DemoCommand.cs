using System.CommandLine;
using Kilter.Cli.Options;
using Kilter.Cli.Rendering;
using Kilter.Pipelines;
using Kilter.Reports;
using Kilter.Reports.Words;
using Kilter.Sources;
using Kilter.Sources.Synthetic;

namespace Kilter.Cli.Commands;

/// <summary><c>kilter demo</c>: a made-up pump with planted faults, found, explained, and checked against the truth.</summary>
internal sealed class DemoCommand
{
    private const string FixedLimits = "Fixed limits";
    private static readonly string[] Few = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    private readonly Session _session;
    private readonly Option<string?> _report = Opt.Text("--report", "FILE", "where the report goes (default kilter-demo.html)");
    private readonly Option<ulong?> _seed = Opt.Seed();
    private readonly OutputOptions _output = new();

    private DemoCommand(Session session) => _session = session;

    public static KilterCommand Create(Session session)
    {
        var demo = new DemoCommand(session);
        var command = new KilterCommand("demo", "See it work: a made-up pump with planted faults, found and explained.")
        {
            Examples = [("kilter demo", "writes kilter-demo.html into this folder"), ("kilter demo --seed 7", "another pump, other faults")],
        };
        command.Add(new OptionGroup("Results", [demo._report, demo._seed, demo._output.Format]));
        command.Add(new SpeechOptions().Plain);
        command.SetAction(demo.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (terminal, format) = (_session.Terminal, _output.FormatOf(parsed));
        var file = parsed.GetValue(_report) ?? "kilter-demo.html";
        ReportFiles.Check([file]);
        var seed = parsed.GetValue(_seed) ?? new SyntheticOptions().Seed;
        var data = await new SyntheticSource(new SyntheticOptions { Seed = seed }).ReadAsync(ReadOptions.Default, cancellation);
        terminal.Remark(Opening(data, seed));
        var context = new RunContext { Clock = _session.Clock, Command = _session.Command, Cancellation = cancellation };
        Report report;
        using (var progress = new ProgressLine(terminal, _session.Clock, "auto"))
        {
            report = Detection.Run(data, train: null, new PipelineSpec { Seed = seed }, context with { Progress = progress });
        }

        ResultPrinter.Events(report, format, terminal);
        if (format == OutputFormat.Table)
        {
            terminal.Say();
            terminal.SaySentence(Outcome(report));
        }

        ReportFiles.Write(report, [file], scores: null, figures: null, terminal, format == OutputFormat.Table);
        terminal.Remark("Next, your own file:  kilter detect FILE --report report.html");
        return ExitCodes.Done;
    }

    private static string Opening(Reading data, ulong seed)
    {
        var channels = string.Join(" and ", data.Frame.Channels.Select(c => c.Name));
        var faults = data.Labels?.Ranges.Count ?? 0;
        return $"Making {new Clock(data.Frame.Time).WholeRecord()} of a pump's {channels} with {Word(faults)} planted {(faults == 1 ? "fault" : "faults")} (seed {seed}).";
    }

    /// <summary>"All 4 planted faults found, no other alarm. Fixed limits found 2 with 3 other alarms."</summary>
    internal static string Outcome(Report report)
    {
        if (report.SimpleRules is not [{ Hits: int hits, Of: int of } own, ..])
        {
            return "";
        }

        var found = hits == of ? $"All {of} planted faults found" : $"{hits} of {of} planted faults found";
        var others = own.OtherAlarms == 0 ? "no other alarm" : Numbers.Count(own.OtherAlarms, "other alarm");
        var simple = report.SimpleRules.Skip(1).FirstOrDefault(r => r.Name.StartsWith(FixedLimits, StringComparison.OrdinalIgnoreCase));
        var beside = simple is null ? "" : $" {FixedLimits} found {simple.Hits} with {(simple.OtherAlarms == 0 ? "no other alarm" : Numbers.Count(simple.OtherAlarms, "other alarm"))}.";
        return $"{found}, {others}.{beside}";
    }

    private static string Word(int count) => count < Few.Length ? Few[count] : Numbers.Count(count);
}
