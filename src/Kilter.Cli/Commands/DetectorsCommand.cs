using System.CommandLine;
using Kilter.Cli.Options;
using Kilter.Cli.Rendering;
using Kilter.Detectors;

namespace Kilter.Cli.Commands;

/// <summary><c>kilter detectors [NAME]</c>: what looks for anomalies.</summary>
internal static class DetectorsCommand
{
    private static readonly Column[] Short =
    [
        new("Name", "name"), new("Finds best", "findsBest", Wraps: true), new("Channels", "channels"), new("Streams", "streams"), new("Fit", "fit"),
    ];

    private static readonly Column[] Full =
    [
        .. Short, new("Family", "family"), new("Weak at", "weakAt", Wraps: true), new("Window", "window", true), new("Source", "source", Wraps: true),
    ];

    // The few to try first, in that order, where the catalogue has them.
    private static readonly string[] First = ["auto", "gaussian", "pca", "seasonal-naive", "matrix-profile", "lstm-autoencoder"];

    public static KilterCommand Create(Session session)
    {
        var name = new Argument<string?>("name") { HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne };
        name.CompletionSources.Add([.. DetectorCatalog.All.Select(e => e.Name)]);
        var all = Opt.Switch("--all", "all of them, not only those to try first");
        var output = new OutputOptions();
        var command = new KilterCommand("detectors", "List what looks for anomalies, or show one with its settings.")
        {
            Examples = [("kilter detectors --all", "all of them"), ("kilter detectors pca", "one, with its settings")],
        };
        command.Add(name);
        command.Add(new OptionGroup("Results", [all, output.Format]));
        command.Add(new SpeechOptions().Plain);
        command.SetAction(parsed => parsed.GetValue(name) is { } one
            ? Show(DetectorCatalog.Find(one), output.FormatOf(parsed), session.Terminal)
            : List(parsed.GetValue(all), output.FormatOf(parsed), session.Terminal));
        return command;
    }

    private static int List(bool all, OutputFormat format, Terminal terminal)
    {
        // People are shown where to start; programs get everything.
        var brief = format == OutputFormat.Table && !all;
        var entries = brief ? [.. First.SelectMany(n => DetectorCatalog.All.Where(e => e.Name == n))] : DetectorCatalog.All;
        var list = new Listing(format == OutputFormat.Table ? Short : Full);
        foreach (var entry in entries)
        {
            string[] cells = [entry.Name, entry.FindsBest, entry.Channels, entry.Causal ? "yes" : "no", entry.FitCost];
            list.Add(format == OutputFormat.Table ? cells : [.. cells, entry.Family, entry.WeakAt, Window(entry), entry.Source]);
        }

        list.Write(terminal, format);
        if (format == OutputFormat.Table)
        {
            terminal.Say();
            var more = DetectorCatalog.All.Count - entries.Count;
            terminal.SaySentence((more > 0 ? $"{more} more with --all.  " : "") + "About one:  kilter detectors pca");
        }

        return ExitCodes.Done;
    }

    private static int Show(DetectorEntry entry, OutputFormat format, Terminal terminal)
    {
        EntryCard.Write(
            terminal,
            format,
            [
                ("name", "Detector", entry.Name),
                ("findsBest", "Finds best", entry.FindsBest),
                ("weakAt", "Weak at", entry.WeakAt),
                ("channels", "Channels", entry.Channels),
                ("streams", "Streams", entry.Causal ? "yes: no score depends on later samples" : "no: scores depend on later samples"),
                ("fit", "Fit", entry.FitCost),
                ("window", "Window", Window(entry)),
                ("family", "Family", entry.Family),
                ("source", "Source", entry.Source),
            ],
            entry.Settings,
            $"kilter detect FILE --detector {entry.Name}" + (entry.Settings.Count == 0 ? "" : $" --set {entry.Settings[0].Name}={entry.Settings[0].Default}"));
        return ExitCodes.Done;
    }

    private static string Window(DetectorEntry entry) => FormattableString.Invariant($"{entry.DefaultWindow}");
}
