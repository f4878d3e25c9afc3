using System.CommandLine;
using Kilter.Cli.Options;
using Kilter.Cli.Rendering;
using Kilter.Detectors;
using Kilter.Pipelines;
using Kilter.Sources;

namespace Kilter.Cli.Commands;

/// <summary><c>kilter detect FILE</c>: the main job.</summary>
internal sealed class DetectCommand
{
    private readonly Session _session;
    private readonly Argument<string> _file = new("file") { HelpName = "FILE" };
    private readonly Option<string?> _train = Opt.Text("--train", "FILE", "learn from this file of normal running instead");
    private readonly SourceOptions _source = new();
    private readonly PipelineOptions _pipeline = new();
    private readonly OutputOptions _output = new();
    private readonly SpeechOptions _speech = new();

    private DetectCommand(Session session) => _session = session;

    public static KilterCommand Create(Session session)
    {
        var detect = new DetectCommand(session);
        var command = new KilterCommand("detect", "Find what went off-kilter in a file, and say when, where and how sure it is.")
        {
            Needs = "a file",
            Remarks = ["FILE is CSV, JSON lines, .npy, .npz, one number a line, each also gzipped; a folder of such files; or - for standard input."],
            Examples =
            [
                ("kilter detect pump.csv --report pump.html", "find, explain, and write a page to open"),
                ("kilter detect pump.csv --train january.csv", "learn what is normal from another file"),
                ("kilter detect pump.csv --detector pca --window 60", "choose the detector"),
                ("kilter detect pump.csv --format json --quiet", "for a program"),
                ("kilter detect pump.csv --dry-run", "show how the file is read, run nothing"),
            ],
        };
        command.Add(detect._file);
        command.Add(detect._output.Group);
        command.Add(detect._pipeline.Training with { Options = [detect._train, .. detect._pipeline.Training.Options] });
        command.Add(detect._pipeline.Method);
        command.Add(detect._source.Group);
        command.Add(detect._speech.WithConfig);
        command.SetAction(detect.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (terminal, format) = (_session.Terminal, _output.FormatOf(parsed));
        var (reports, scores, figures) = (_output.Reports(parsed), _output.Scores(parsed), _output.Figures(parsed));
        ReportFiles.Check(reports, scores, figures);
        var spec = _pipeline.Spec(parsed);
        var options = _source.Read(parsed) with { KeepConstant = DetectorCatalog.Find(spec.Detector).FitCost == "none" };
        var data = await DataReader.ReadAsync(_session, parsed.GetRequiredValue(_file), options, cancellation);
        var train = parsed.GetValue(_train) is { } file ? await DataReader.ReadAsync(_session, file, TrainOptions(options), cancellation) : null;
        if (_speech.DryRun(parsed))
        {
            DryRun.Write(terminal, format, data, train, spec, options);
            return ExitCodes.Done;
        }

        var report = Run(data, train, spec, _pipeline.Context(parsed, _session, cancellation));
        ResultPrinter.Events(report, format, terminal);
        ReportFiles.Write(report, reports, scores, figures, terminal, format == OutputFormat.Table);
        return ResultPrinter.ExitCode(report.Events, _output.FailOnAnomaly(parsed));
    }

    private Reports.Report Run(Reading data, Reading? train, PipelineSpec spec, RunContext context)
    {
        using var progress = new ProgressLine(_session.Terminal, _session.Clock, spec.Detector);
        return Detection.Run(data, train, spec, context with { Progress = progress });
    }

    // The two files share their form, not their stretch of time; and a channel that stood still in training is a channel all the same.
    private static ReadOptions TrainOptions(ReadOptions options) => options with { From = null, Until = null, KeepConstant = true };
}
