using System.CommandLine;
using Kilter.Cli.Options;
using Kilter.Cli.Rendering;
using Kilter.Recipes;

namespace Kilter.Cli.Commands;

/// <summary><c>kilter recipes [NAME]</c>: the classic systems that can be applied and reproduced.</summary>
internal static class RecipesCommand
{
    private static readonly Column[] Columns = [new("Name", "name"), new("System", "system"), new("What it does", "purpose", Wraps: true), new("Detector", "detector")];

    public static KilterCommand Create(Session session)
    {
        var name = new Argument<string?>("name") { HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne };
        name.CompletionSources.Add([.. RecipeCatalog.All.Select(r => r.Name)]);
        var output = new OutputOptions();
        var command = new KilterCommand("recipes", "List the classic systems as recipes, or show one.")
        {
            Examples = [("kilter recipes", "all of them"), ($"kilter recipes {RecipeCatalog.All[^1].Name}", "one: what it does, how it differs from the original")],
        };
        command.Add(name);
        command.Add(new OptionGroup("Results", [output.Format]));
        command.Add(new SpeechOptions().Plain);
        command.SetAction(parsed => parsed.GetValue(name) is { } one
            ? Show(RecipeCatalog.Find(one), output.FormatOf(parsed), session.Terminal)
            : List(output.FormatOf(parsed), session.Terminal));
        return command;
    }

    private static int List(OutputFormat format, Terminal terminal)
    {
        var list = new Listing(Columns);
        foreach (var recipe in RecipeCatalog.All)
        {
            list.Add(recipe.Name, recipe.System, recipe.Purpose, recipe.Pipeline.Detector);
        }

        list.Write(terminal, format);
        if (format == OutputFormat.Table)
        {
            terminal.Say();
            terminal.SaySentence($"On your own file:  kilter detect FILE --recipe {RecipeCatalog.All[^1].Name}");
            terminal.SaySentence($"On its own data, beside what was published:  kilter reproduce {RecipeCatalog.All[^1].Name} --data DIR");
        }

        return ExitCodes.Done;
    }

    private static int Show(Recipe recipe, OutputFormat format, Terminal terminal)
    {
        var options = OptionText.Of(recipe.Pipeline);
        EntryCard.Write(
            terminal,
            format,
            [
                ("name", "Recipe", recipe.Name), ("system", "System", recipe.System), ("title", "Title", recipe.Title), ("purpose", "What it does", recipe.Purpose),
                ("source", "Source", recipe.Source), ("data", "Its data", recipe.Data.What), ("from", "To be had", recipe.Data.From), ("licence", "Licence", recipe.Data.Licence),
                ("differences", "Not as the original", string.Join(" ", recipe.Differences)),
                ("options", "Same as", string.Join(' ', options.Select(o => $"--{o.Name} {Shell.Word(o.Value)}"))),
            ],
            [],
            $"kilter detect FILE --recipe {recipe.Name}");
        return ExitCodes.Done;
    }
}
