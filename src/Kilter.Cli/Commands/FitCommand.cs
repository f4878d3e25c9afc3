using System.CommandLine;
using Kilter.Cli.Options;
using Kilter.Cli.Rendering;
using Kilter.Pipelines;

namespace Kilter.Cli.Commands;

/// <summary><c>kilter fit FILE --out MODEL</c>: learns what is normal and keeps it in a file.</summary>
internal sealed class FitCommand
{
    private readonly Session _session;
    private readonly Argument<string> _file = new("file") { HelpName = "FILE" };
    private readonly Option<string?> _out = Opt.Text("--out", "FILE", "where the model goes, such as pump.kilter");
    private readonly SourceOptions _source = new();
    private readonly PipelineOptions _pipeline = new();
    private readonly OutputOptions _output = new();
    private readonly SpeechOptions _speech = new();

    private FitCommand(Session session) => _session = session;

    public static KilterCommand Create(Session session)
    {
        var fit = new FitCommand(session);
        fit._out.Required = true;
        var command = new KilterCommand("fit", "Learn what is normal from a file, and keep it as a model.")
        {
            Needs = "a file",
            Remarks = ["The first 80 % of the file, in order of time, is learned from; the rest sets the alarm limit. --train-until and --train-samples leave out what comes later."],
            Examples =
            [
                ("kilter fit january.csv --out pump.kilter", "learn from a month of normal running"),
                ("kilter score february.csv --model pump.kilter", "judge another month by it"),
                ("kilter fit january.csv --detector pca --window 60 --out pump.kilter", "choose the detector"),
            ],
        };
        command.Add(fit._file);
        command.Add(new OptionGroup("Results", [fit._out, fit._output.Format]));
        command.Add(fit._pipeline.Training);
        command.Add(fit._pipeline.Method);
        command.Add(fit._source.Group);
        command.Add(fit._speech.WithConfig);
        command.SetAction(fit.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var file = parsed.GetRequiredValue(_out)!;
        ReportFiles.CheckFolder(file);
        var (spec, options) = (_pipeline.Spec(parsed), _source.Read(parsed));
        var data = await DataReader.ReadAsync(_session, parsed.GetRequiredValue(_file), options, cancellation);
        if (_speech.DryRun(parsed))
        {
            DryRun.Write(_session.Terminal, _output.FormatOf(parsed), data, train: null, spec, options);
            return ExitCodes.Done;
        }

        Model model;
        using (var progress = new ProgressLine(_session.Terminal, _session.Clock, spec.Detector))
        {
            model = Model.Fit(data, spec, _pipeline.Context(parsed, _session, cancellation) with { Progress = progress });
        }

        model.Save(file);
        ModelSheet.Fitted(_session.Terminal, _output.FormatOf(parsed), file, model.Card);
        return ExitCodes.Done;
    }
}
