using System.CommandLine;
using Kilter.Cli.Options;
using Kilter.Cli.Rendering;
using Kilter.Thresholds;

namespace Kilter.Cli.Commands;

/// <summary><c>kilter thresholds [NAME]</c>: the rules that set the alarm limit.</summary>
internal static class ThresholdsCommand
{
    private static readonly Column[] Columns = [new("Name", "name"), new("The limit is", "does", Wraps: true), new("Use it when", "useWhen", Wraps: true)];

    public static KilterCommand Create(Session session)
    {
        var name = new Argument<string?>("name") { HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne };
        name.CompletionSources.Add([.. ThresholdCatalog.Entries.Select(e => e.Name)]);
        var output = new OutputOptions();
        var command = new KilterCommand("thresholds", "List the rules that set the alarm limit, or show one.")
        {
            Examples = [("kilter thresholds", "all of them"), ("kilter thresholds quantile", "one, with its settings")],
        };
        command.Add(name);
        command.Add(new OptionGroup("Results", [output.Format]));
        command.Add(new SpeechOptions().Plain);
        command.SetAction(parsed => Run(parsed.GetValue(name), output.FormatOf(parsed), session.Terminal));
        return command;
    }

    private static int Run(string? name, OutputFormat format, Terminal terminal)
    {
        if (name is not null)
        {
            var entry = ThresholdCatalog.Find(name);
            EntryCard.Write(
                terminal,
                format,
                [("name", "Threshold", entry.Name), ("does", "The limit is", entry.Does), ("useWhen", "Use it when", entry.UseWhen), ("source", "Source", entry.Source)],
                entry.Settings,
                $"kilter detect FILE --threshold {entry.Name}{Example(entry)}");
            return ExitCodes.Done;
        }

        var list = new Listing(Columns);
        foreach (var entry in ThresholdCatalog.Entries)
        {
            list.Add(entry.Name, entry.Does, entry.UseWhen);
        }

        list.Write(terminal, format);
        if (format == OutputFormat.Table)
        {
            terminal.Say();
            terminal.SaySentence($"About one, with its settings:  kilter thresholds {ThresholdCatalog.Entries[^1].Name}");
        }

        return ExitCodes.Done;
    }

    private static string Example(ThresholdEntry entry) => entry.Settings.Count == 0 ? "" : $" --threshold-set {entry.Settings[0].Name}={entry.Settings[0].Default}";
}
