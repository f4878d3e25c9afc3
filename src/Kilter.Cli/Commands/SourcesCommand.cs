using System.CommandLine;
using Kilter.Cli.Options;
using Kilter.Cli.Rendering;
using Kilter.Sources;

namespace Kilter.Cli.Commands;

/// <summary><c>kilter sources [NAME]</c>: what can be read.</summary>
internal static class SourcesCommand
{
    private static readonly Column[] Columns = [new("Name", "name"), new("Reads", "reads", Wraps: true), new("Recognised by", "recognised", Wraps: true), new("Example", "example", Cuts: true)];

    public static KilterCommand Create(Session session)
    {
        var name = new Argument<string?>("name") { HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne };
        name.CompletionSources.Add([.. SourceCatalog.All.Select(e => e.Name)]);
        var output = new OutputOptions();
        var command = new KilterCommand("sources", "List what can be read, or show one kind with what to know about it.")
        {
            Examples = [("kilter sources", "all of them"), ("kilter sources csv", "one, with what to know about it")],
        };
        command.Add(name);
        command.Add(new OptionGroup("Results", [output.Format]));
        command.Add(new SpeechOptions().Plain);
        command.SetAction(parsed => parsed.GetValue(name) is { } one
            ? Show(Find(one), output.FormatOf(parsed), session.Terminal)
            : List(output.FormatOf(parsed), session.Terminal));
        return command;
    }

    private static SourceEntry Find(string name)
    {
        var names = SourceCatalog.All.Select(e => e.Name).ToList();
        return SourceCatalog.All.FirstOrDefault(e => e.Name == name)
            ?? throw Slips.Usage($"There is no source '{name}'.{(NearestName.Of(name, names) is { } near ? $" Did you mean {near}?" : $" There are: {string.Join(", ", names)}.")}");
    }

    private static int List(OutputFormat format, Terminal terminal)
    {
        var list = new Listing(Columns);
        foreach (var entry in SourceCatalog.All)
        {
            list.Add(entry.Name, entry.Reads, entry.Recognised, entry.Example);
        }

        list.Write(terminal, format);
        if (format == OutputFormat.Table)
        {
            terminal.Say();
            terminal.SaySentence("What a file is is seen from its first bytes. About one:  kilter sources csv");
        }

        return ExitCodes.Done;
    }

    private static int Show(SourceEntry entry, OutputFormat format, Terminal terminal)
    {
        EntryCard.Write(
            terminal,
            format,
            [
                ("name", "Source", entry.Name),
                ("reads", "Reads", entry.Reads),
                ("recognised", "Recognised by", entry.Recognised),
                .. entry.Notes.Select((n, i) => (i == 0 ? "notes" : $"notes{i + 1}", i == 0 ? "To know" : "", n)),
            ],
            entry.Settings,
            $"kilter detect {entry.Example}");
        return ExitCodes.Done;
    }
}
