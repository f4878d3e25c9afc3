using System.CommandLine;
using Kilter.Cli.Options;
using Kilter.Cli.Rendering;
using Kilter.Evaluation;
using Kilter.Sources;

namespace Kilter.Cli.Commands;

/// <summary><c>kilter eval SCORES --labels FILE</c>: judges scores by what people say was wrong.</summary>
internal sealed class EvalCommand
{
    private readonly Session _session;
    private readonly Argument<string> _file = new("scores") { HelpName = "SCORES" };
    private readonly Option<string?> _labels = Opt.Text("--labels", "FILE", "the labels, when they are not in the score file: a column of 0 and 1, stretches (start,end), or JSON windows");
    private readonly Option<string?> _key = Opt.Text("--labels-key", "NAME", "which series of a JSON file of windows (default: the one called like the score file)");
    private readonly Option<string?> _score = Opt.Text("--score-col", "NAME", "the column of scores (default: score, or the only one)");
    private readonly Option<double?> _limit = Opt.Number("--limit", "SCORE", "the score at which an alarm starts (default 1 for a file that kilter wrote, else none)");
    private readonly Option<LimitRule?> _rule = Opt.OneOf("--rule", "whether a score at the limit is an alarm (default at-least)", ("at-least", LimitRule.AtLeast), ("above", LimitRule.Above));
    private readonly Option<int?> _early = Opt.WholeNumber("--early", "SAMPLES", "an alarm so many samples before a labelled stretch is early, not false (default 0)", 0, 1_000_000_000);
    private readonly Option<int?> _gap = Opt.WholeNumber("--merge-gap", "SAMPLES", "flags at most so many samples apart are one alarm (default 0)", 0, 1_000_000_000);
    private readonly Option<int?> _edge = Opt.WholeNumber("--edge", "SAMPLES", "how wide the blurred edges of VUS grow (default 100)", 0, 10_000);
    private readonly Option<bool> _unseen = Opt.Switch("--unseen-only", "judge only on samples that fitting did not see");
    private readonly Option<bool> _allow = Opt.Switch("--allow-training-rows", "judge on samples that fitting or the limit saw as well; the result says so");
    private readonly OutputOptions _output = new();
    private readonly SourceOptions _source = new();
    private readonly SpeechOptions _speech = new();

    private EvalCommand(Session session) => _session = session;

    public static KilterCommand Create(Session session)
    {
        var eval = new EvalCommand(session);
        var command = new KilterCommand("eval", "Judge scores by labels: what was found, what was missed, what was a false alarm.")
        {
            Needs = "a file of scores",
            Remarks =
            [
                "SCORES is what --scores of detect or score writes, or any table with a column of scores, higher for more anomalous. Labels never change a score.",
                "A file that kilter wrote says in its column seen which samples the scaler and the detector were fitted on (1), which set the limit (2), or both (3). Judging on samples of fitting is refused; metrics of a limit are undefined on samples that set it. --limit with a number of your own, --unseen-only or --allow-training-rows go on.",
            ],
            Examples =
            [
                ("kilter eval scores.csv --labels labels.csv", "labels in a file of their own"),
                ("kilter eval scores.csv --labels windows.json --unseen-only", "windows as NAB writes them, without the training stretch"),
                ("kilter eval other.csv --score-col loss --label-col y --limit 0.3", "scores of another program"),
                ("kilter eval scores.csv --labels labels.csv --format json", "for a program; undefined is null"),
            ],
        };
        command.Add(eval._file);
        command.Add(new OptionGroup("Labels and limit", [eval._labels, eval._key, eval._score, eval._limit, eval._rule, eval._early, eval._gap, eval._edge]));
        command.Add(new OptionGroup("What was seen before", [eval._unseen, eval._allow]));
        command.Add(new OptionGroup("Results", [eval._output.Format]));
        command.Add(eval._source.Group);
        command.Add(eval._speech.Plain);
        command.SetAction(eval.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var file = parsed.GetRequiredValue(_file);
        var options = _source.Read(parsed) with { KeepConstant = true };
        var inOtherFile = parsed.GetValue(_labels) is not null;
        var reading = await DataReader.ReadAsync(_session, file, inOtherFile ? options with { LabelColumn = null } : options, cancellation);
        var scores = ScoreFile.Of(reading, file, parsed.GetValue(_score));
        var labels = await LabelsAsync(parsed, scores, file, options, cancellation);
        var (unseen, allow) = (parsed.GetValue(_unseen), parsed.GetValue(_allow));
        if (unseen && allow)
        {
            throw Slips.Usage("--unseen-only and --allow-training-rows contradict each other; give one.");
        }

        var limit = parsed.GetValue(_limit) ?? (scores.IsOurs ? 1 : null);
        var judged = SeenCheck.Of(scores, unseen, allow, limitIsGiven: parsed.GetValue(_limit) is not null);
        var data = new JudgedScores(judged.Pick(scores.Scores), judged.Pick(labels), new()
        {
            Limit = limit,
            Rule = parsed.GetValue(_rule) ?? LimitRule.AtLeast,
            EarlySamples = parsed.GetValue(_early) ?? 0,
            MergeGap = parsed.GetValue(_gap) ?? 0,
            EdgeSamples = parsed.GetValue(_edge) ?? 100,
            LimitRefused = judged.LimitRefused,
        });
        EvaluationTable.Write(_session.Terminal, _output.FormatOf(parsed), scores, data, judged, Evaluator.Run(data));
        return ExitCodes.Done;
    }

    private async Task<bool[]> LabelsAsync(ParseResult parsed, ScoreFile scores, string file, ReadOptions options, CancellationToken cancellation)
    {
        if (parsed.GetValue(_labels) is { } path)
        {
            var labelOptions = new LabelFileOptions { Key = parsed.GetValue(_key), Column = options.LabelColumn, Read = options };
            return await LabelFile.ReadAsync(path, scores.Time, Path.GetFileName(file), labelOptions, cancellation);
        }

        if (scores.Reading.Labels is not { } labels)
        {
            throw new DataException($"'{scores.Reading.Name}' holds no labels, and no file of labels was given.")
            {
                File = file,
                Expected = ["Labels say which samples people call anomalous; without them nothing can be judged."],
                Try = ["--labels FILE", "--label-col NAME"],
                IsUsage = true,
            };
        }

        var flags = new bool[scores.Scores.Length];
        foreach (var range in labels.Ranges)
        {
            flags.AsSpan(range.Start, range.Length).Fill(true);
        }

        return flags;
    }
}
