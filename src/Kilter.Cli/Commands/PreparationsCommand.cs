using System.CommandLine;
using Kilter.Cli.Options;
using Kilter.Cli.Rendering;
using Kilter.Preparation;

namespace Kilter.Cli.Commands;

/// <summary><c>kilter preparations [NAME]</c>: what prepares values before a detector sees them.</summary>
internal static class PreparationsCommand
{
    private static readonly Column[] Columns = [new("Name", "name"), new("Does", "does", Wraps: true), new("Use it when", "useWhen", Wraps: true)];

    public static KilterCommand Create(Session session)
    {
        var name = new Argument<string?>("name") { HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne };
        name.CompletionSources.Add([.. PreparationCatalog.Entries.Select(e => e.Name)]);
        var output = new OutputOptions();
        var command = new KilterCommand("preparations", "List what prepares values before a detector sees them, or show one.")
        {
            Examples = [("kilter preparations", "all of them"), ("kilter preparations log-ratio", "one, with its settings")],
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
            var entry = PreparationCatalog.Find(name);
            EntryCard.Write(
                terminal,
                format,
                [
                    ("name", "Preparation", entry.Name),
                    ("does", "Does", entry.Does),
                    ("useWhen", "Use it when", entry.UseWhen),
                    ("shows", "Report shows", entry.Shows),
                    ("looksAhead", "Looks ahead", entry.LooksAhead.Length == 0 ? "never" : entry.LooksAhead),
                    ("source", "Source", entry.Source),
                ],
                entry.Settings,
                $"kilter detect FILE --prepare {(entry.Example.Contains(' ', StringComparison.Ordinal) ? $"\"{entry.Example}\"" : entry.Example)}");
            return ExitCodes.Done;
        }

        var list = new Listing(Columns);
        foreach (var entry in PreparationCatalog.Entries)
        {
            list.Add(entry.Name, entry.Does, entry.UseWhen);
        }

        list.Write(terminal, format);
        if (format == OutputFormat.Table)
        {
            terminal.Say();
            terminal.SaySentence($"About one, with its settings:  kilter preparations {PreparationCatalog.Entries[^1].Name}");
        }

        return ExitCodes.Done;
    }
}
