using System.CommandLine;
using Kilter.Cli.Options;
using Kilter.Cli.Rendering;
using Kilter.Pipelines;
using Kilter.Recipes;

namespace Kilter.Cli.Commands;

/// <summary><c>kilter reproduce NAME</c>: a classic system on its own data, beside what was published and a naive baseline.</summary>
internal sealed class ReproduceCommand
{
    private const string DataVariable = "KILTER_DATA";
    private const string AllPage = "kilter-systems.html";

    private readonly Session _session;
    private readonly Argument<string?> _name = new("name") { HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _all = Opt.Switch("--all", $"every recipe, on one page ({AllPage} unless --report says otherwise)");
    private readonly Option<RecipeMode?> _mode = Opt.OneOf("--mode", "one mode only (default both)", ("original", RecipeMode.Original), ("sound", RecipeMode.Sound));
    private readonly Option<string?> _data = Opt.Text("--data", "DIR", $"the folder of data sets (default: what {DataVariable} says, else this folder)");
    private readonly Option<int?> _seeds = Opt.WholeNumber("--seeds", "N", "how many seeds; more than one gives the spread (default 1)", 1, 100);
    private readonly Option<ulong?> _seed = Opt.Seed();
    private readonly Option<string[]> _report = Opt.Texts("--report", "FILE", "write the table: .html (with the figures), .md or .json; may be repeated", split: false);
    private readonly Option<string?> _figures = Opt.Text("--figures", "DIR", "write every figure as an SVG file into this folder");
    private readonly Option<int?> _threads = Opt.WholeNumber("--threads", "N", "how many threads may work; never changes a result (default: all cores)", 1, 1024);
    private readonly OutputOptions _output = new();

    private ReproduceCommand(Session session) => _session = session;

    public static KilterCommand Create(Session session)
    {
        var reproduce = new ReproduceCommand(session);
        reproduce._name.CompletionSources.Add([.. RecipeCatalog.All.Select(r => r.Name)]);
        var command = new KilterCommand("reproduce", "Run a classic system on its own data: what was published, ours, and a naive baseline, side by side.")
        {
            Needs = "a recipe's name, or --all",
            Remarks = ["Data sets are not part of Kilter. One that is not there is said, with where it can be had, and left out."],
            Examples =
            [
                ("kilter reproduce two-peak", "the one that makes its own data"),
                ("kilter reproduce next-step --data data --seeds 5", "with the spread of five seeds"),
                ("kilter reproduce --all --data data --report systems.html", "all of them, on one page with the figures"),
            ],
        };
        command.Add(reproduce._name);
        command.Add(new OptionGroup("What to run", [reproduce._all, reproduce._mode, reproduce._data, reproduce._seeds, reproduce._seed, reproduce._threads]));
        command.Add(new OptionGroup("Results", [reproduce._output.Format, reproduce._report, reproduce._figures]));
        command.Add(new SpeechOptions().Plain);
        command.SetAction(reproduce.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (terminal, format) = (_session.Terminal, _output.FormatOf(parsed));
        var recipes = Wanted(parsed);
        var (reports, figures) = (ReportsOf(parsed, format), parsed.GetValue(_figures));
        ReproductionFiles.Check(reports, figures);
        var done = new List<Reproduction>();
        foreach (var recipe in recipes)
        {
            var reproduction = await RunAsync(recipe, parsed, cancellation);
            done.Add(reproduction);
            if (reproduction.LeftOut is { } why)
            {
                terminal.Remark(terminal.PaintRemark("warning", Ink.Doubt) + $"  {recipe.Name}: {why}");
            }
        }

        ReproductionTable.Write(done, format, terminal);
        ReproductionFiles.Write(done, reports, figures, terminal, format == OutputFormat.Table);
        return done.All(r => r.LeftOut is not null) ? ExitCodes.BadData : ExitCodes.Done;
    }

    // All of them are too much for a terminal: people get a page.
    private string[] ReportsOf(ParseResult parsed, OutputFormat format)
        => parsed.GetValue(_report) is { Length: > 0 } given ? given : parsed.GetValue(_all) && format == OutputFormat.Table ? [AllPage] : [];

    private IReadOnlyList<Recipe> Wanted(ParseResult parsed) => (parsed.GetValue(_name), parsed.GetValue(_all)) switch
    {
        ({ } name, false) => [RecipeCatalog.Find(name)],
        (null, true) => RecipeCatalog.All,
        ({ }, true) => throw Slips.Usage("A name and --all are given; one of them is enough."),
        _ => throw Slips.Usage("'reproduce' needs a recipe's name, or --all.", "kilter recipes"),
    };

    private async Task<Reproduction> RunAsync(Recipe recipe, ParseResult parsed, CancellationToken cancellation)
    {
        var folder = parsed.GetValue(_data) ?? Environment.GetEnvironmentVariable(DataVariable) ?? ".";
        IReadOnlyCollection<RecipeMode> modes = parsed.GetValue(_mode) is { } one ? [one] : [RecipeMode.Original, RecipeMode.Sound];
        var context = new RunContext { Clock = _session.Clock, Command = _session.Command, Cancellation = cancellation };
        context = parsed.GetValue(_threads) is { } threads ? context with { Threads = threads } : context;
        using var progress = new ProgressLine(_session.Terminal, _session.Clock, recipe.Name);
        return await RecipeRunner.RunAsync(
            recipe, folder, modes, parsed.GetValue(_seeds) ?? 1, parsed.GetValue(_seed) ?? new PipelineSpec().Seed, context with { Progress = progress }, cancellation);
    }
}
