using Kilter.Cli.Options;
using Kilter.Recipes;

namespace Kilter.Cli.Rendering;

/// <summary>The rows of reproductions, for people and for programs.</summary>
internal static class ReproductionTable
{
    /// <summary>Prints them.</summary>
    public static void Write(IReadOnlyList<Reproduction> done, OutputFormat format, Terminal terminal)
    {
        if (format == OutputFormat.Json)
        {
            terminal.Out.Flush();
            ReproductionJson.Write(done, terminal.OutStream);
            terminal.Say();
            return;
        }

        if (format != OutputFormat.Table)
        {
            WriteList(done, format, terminal);
            return;
        }

        foreach (var reproduction in done.Where(d => d.LeftOut is null))
        {
            WriteOne(reproduction, terminal);
        }
    }

    private static void WriteOne(Reproduction reproduction, Terminal terminal)
    {
        var recipe = reproduction.Recipe;
        terminal.Say(terminal.Paint($"{recipe.System}  {recipe.Title}", Ink.Strong) + terminal.Paint($"  ({recipe.Name})", Ink.Dim));
        var table = new Table(
            new("Quantity", "quantity", Wraps: true), new("Published", "published", true), new("Original", "original", true), new("Sound", "sound", true), new("Naive", "naive", true));
        foreach (var row in reproduction.Rows)
        {
            table.Add(
                new Cell(row.Quantity.Name), new Cell(row.Published?.ToString() ?? "–"), new Cell(ReproductionRow.Text(row.Original)),
                new Cell(ReproductionRow.Text(row.Sound), Ink.Strong), new Cell(row.Naive?.ToString() ?? "–", row.NaiveWins ? Ink.Doubt : Ink.Plain));
        }

        table.Write(terminal);
        foreach (var row in reproduction.Rows.Where(r => r.NaiveWins))
        {
            terminal.SaySentence($"The naive baseline wins: {row.Quantity.Name}.");
        }

        foreach (var row in reproduction.Rows.Where(r => r.Quantity.Note.Length > 0))
        {
            terminal.SaySentence($"{row.Quantity.Name}: {row.Quantity.Note}");
        }

        if (reproduction.Took.Count > 0)
        {
            terminal.Say(terminal.Paint(ReproductionMarkdown.Times(reproduction), Ink.Dim));
        }

        terminal.Say();
    }

    private static void WriteList(IReadOnlyList<Reproduction> done, OutputFormat format, Terminal terminal)
    {
        var list = new Listing(
            new("Recipe", "recipe"), new("System", "system"), new("Quantity", "quantity"), new("Published", "published"), new("Original", "original"), new("Sound", "sound"),
            new("Naive", "naive"), new("Naive wins", "naiveWins"));
        foreach (var row in done.SelectMany(d => d.Rows))
        {
            list.Add(
                row.Recipe, row.System, row.Quantity.Name, row.Published?.ToString() ?? "", Empty(row.Original), Empty(row.Sound), row.Naive?.ToString() ?? "", row.NaiveWins ? "yes" : "no");
        }

        list.Write(terminal, format);

        static string Empty(IReadOnlyList<RecipeValue> values) => values.Count == 0 ? "" : ReproductionRow.Text(values);
    }
}
