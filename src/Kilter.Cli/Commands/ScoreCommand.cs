using System.CommandLine;
using Kilter.Cli.Options;
using Kilter.Cli.Rendering;
using Kilter.Pipelines;
using Kilter.Reports;
using Kilter.Reports.Words;
using Kilter.Sources;

namespace Kilter.Cli.Commands;

/// <summary><c>kilter score FILE --model MODEL</c>: judges a file by what a model learned.</summary>
internal sealed class ScoreCommand
{
    private readonly Session _session;
    private readonly Argument<string> _file = new("file") { HelpName = "FILE" };
    private readonly Option<string?> _model = Opt.Text("--model", "MODEL", "the model to judge by, made by kilter fit");
    private readonly SourceOptions _source = new();
    private readonly PipelineOptions _pipeline = new();
    private readonly OutputOptions _output = new();
    private readonly SpeechOptions _speech = new();

    private ScoreCommand(Session session) => _session = session;

    public static KilterCommand Create(Session session)
    {
        var score = new ScoreCommand(session);
        score._model.Required = true;
        var command = new KilterCommand("score", "Judge a file by a model that was fitted before.")
        {
            Needs = "a file",
            Remarks = ["Channels are matched by name. With --format csv or jsonl, every sample is printed with its score, the event it belongs to and what was expected."],
            Examples =
            [
                ("kilter score february.csv --model pump.kilter", "what went off-kilter in February"),
                ("kilter score february.csv --model pump.kilter --format csv > scores.csv", "the score of every sample"),
                ("kilter score february.csv --model pump.kilter --fail-on-anomaly", "exit code 10 when there are events"),
            ],
        };
        command.Add(score._file);
        command.Add(new OptionGroup("The model", [score._model, score._pipeline.Threads]));
        command.Add(score._output.Group);
        command.Add(score._source.Group);
        command.Add(score._speech.WithConfig);
        command.SetAction(score.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (terminal, format) = (_session.Terminal, _output.FormatOf(parsed));
        var (reports, scores, figures) = (_output.Reports(parsed), _output.Scores(parsed), _output.Figures(parsed));
        ReportFiles.Check(reports, scores, figures);
        var file = parsed.GetRequiredValue(_model)!;
        var model = Model.Load(file);
        // A sensor that stands still in the new data is a finding, not a missing channel.
        var options = _source.Read(parsed) with { KeepConstant = true };
        var data = await DataReader.ReadAsync(_session, parsed.GetRequiredValue(_file), options, cancellation);
        if (_speech.DryRun(parsed))
        {
            DryRun.Write(terminal, format, data, train: null, model.Spec, options);
            return ExitCodes.Done;
        }

        var report = Score(model, data, _pipeline.Context(parsed, _session, cancellation));
        terminal.Remark($"{Path.GetFileName(file)} fits: {Numbers.Count(model.Card.Details.Count, "channel")}, same names, {Sampling(model.Card, data)}.");
        Print(report, format);
        ReportFiles.Write(report, reports, scores, figures, terminal, format == OutputFormat.Table);
        return ResultPrinter.ExitCode(report.Events, _output.FailOnAnomaly(parsed));
    }

    private Report Score(Model model, Reading data, RunContext context)
    {
        using var progress = new ProgressLine(_session.Terminal, _session.Clock, "");
        return model.Score(data, context with { Progress = progress });
    }

    private void Print(Report report, OutputFormat format)
    {
        var terminal = _session.Terminal;
        terminal.Out.Flush();
        switch (format)
        {
            case OutputFormat.Csv:
                CsvReportWriter.WriteScores(report, terminal.OutStream);
                terminal.Remark(Summary(report));
                break;
            case OutputFormat.JsonLines:
                JsonLinesReportWriter.WriteScores(report, terminal.OutStream);
                terminal.Remark(Summary(report));
                break;
            default:
                ResultPrinter.Events(report, format, terminal);
                break;
        }
    }

    /// <summary>"Yes. It went off-kilter twice in 4 weeks. Highest score 2.31 × limit on Wed 11 Feb, 04:20."</summary>
    private static string Summary(Report report)
    {
        var sentence = VerdictWords.Sentence(report).ToString();
        var clock = new Clock(report.Frame.Time);
        return report.Events.MaxBy(e => e.Score) is { } strongest
            ? $"{sentence} Highest score {Numbers.Score(strongest.Score)} {(clock.HasTime ? "on" : "at")} {clock.When(strongest.Peak)}."
            : $"{sentence} {VerdictWords.Lead(report)}".TrimEnd();
    }

    private static string Sampling(ModelCard card, Reading data)
        => card.Step == data.Frame.Time.TypicalStep() && card.RatesPerWeek == data.Frame.Time.HasTime ? "same sampling" : "other sampling";
}
