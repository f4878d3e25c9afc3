using System.Globalization;
using System.Text;

namespace Kilter.Recipes;

/// <summary>Writes reproductions as Markdown: a table a system, what differs from the original, and where the naive baseline wins.</summary>
public static class ReproductionMarkdown
{
    private const string Opening = """
        # Systems

        Classic systems of the field, each one declarative recipe over the stages of the library. *Published* is what its authors printed. *Original* is ours, faults
        included, so that published numbers can be tested. *Sound* is ours as it should be done: time in order, scalers and limits that never saw a test row.
        *Naive* is the simplest rule one could use instead. Several seeds are told as the middle one with the lowest and the highest in brackets, texts by the first.

        `kilter detect FILE --recipe NAME` applies the sound mode to your own data. This page is what `kilter reproduce --all --report docs/systems.md` writes
        (`./dev reproduce`); nothing on it is typed by hand. Every number comes out the same on any machine; times do not, so they are not here. The data sets are not part of Kilter: each section says where they can be had.


        """;

    /// <summary>The page.</summary>
    public static string Of(IReadOnlyList<Reproduction> done)
    {
        ArgumentNullException.ThrowIfNull(done);
        var page = new StringBuilder(Opening);
        if (done.Count > 1)
        {
            AddOverview(page, done);
        }

        foreach (var reproduction in done)
        {
            Add(page, reproduction);
        }

        return page.ToString();
    }

    /// <summary>How long the modes took: "Took 12.1 s (original 11.2 s, sound 0.9 s, naive 0.0 s) with 5 seeds."</summary>
    public static string Times(Reproduction reproduction)
    {
        ArgumentNullException.ThrowIfNull(reproduction);
        var parts = reproduction.Took.OrderBy(t => t.Key).Select(t => $"{t.Key.ToString().ToLowerInvariant()} {Seconds(t.Value)}");
        var total = reproduction.Took.Values.Aggregate(TimeSpan.Zero, (sum, took) => sum + took);
        return $"Took {Seconds(total)} ({string.Join(", ", parts)}) with {reproduction.Seeds.ToString(CultureInfo.InvariantCulture)} {(reproduction.Seeds == 1 ? "seed" : "seeds")}.";
    }

    private static void AddOverview(StringBuilder page, IReadOnlyList<Reproduction> done)
    {
        page.Append("| System | Recipe | Quantities | Naive wins | Seeds |\n|---|---|---:|---:|---:|\n");
        foreach (var reproduction in done)
        {
            var (recipe, rows) = (reproduction.Recipe, reproduction.Rows);
            var seeds = reproduction.LeftOut is null ? reproduction.Seeds.ToString(CultureInfo.InvariantCulture) : "not run";
            page.Append(CultureInfo.InvariantCulture, $"| {recipe.System}: {Cell(recipe.Title)} | [`{recipe.Name}`](#{recipe.Name}) | {rows.Count} | {rows.Count(r => r.NaiveWins)} | {seeds} |\n");
        }

        page.Append('\n');
    }

    private static void Add(StringBuilder page, Reproduction reproduction)
    {
        var recipe = reproduction.Recipe;
        Line($"## {recipe.Name}");
        Line($"{recipe.System}: {recipe.Title}. {recipe.Purpose}");
        Line($"Source: {recipe.Source}. Data: {recipe.Data.What} {recipe.Data.From} Licence: {recipe.Data.Licence}.");
        if (reproduction.LeftOut is not null)
        {
            Line("Not run: its data was not there.");
            return;
        }

        page.Append("| Quantity | Published | Original | Sound | Naive |\n|---|---:|---:|---:|---:|\n");
        foreach (var row in reproduction.Rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {Cell(row.Quantity.Name)} | {Cell(row.Published?.ToString() ?? "–")} | {Cell(ReproductionRow.Text(row.Original))} | {Cell(ReproductionRow.Text(row.Sound))} | {Cell(row.Naive?.ToString() ?? "–")} |\n");
        }

        page.Append('\n');
        var wins = reproduction.Rows.Where(r => r.NaiveWins).Select(r => r.Quantity.Name).ToList();
        if (wins.Count > 0)
        {
            Line($"**The naive baseline wins here:** {string.Join("; ", wins)}.");
        }

        foreach (var row in reproduction.Rows.Where(r => r.Quantity.Note.Length > 0))
        {
            Line($"*{row.Quantity.Name}*: {row.Quantity.Note}");
        }

        Line("Where the sound mode differs from the original, and why:");
        page.Append(string.Concat(recipe.Differences.Select(d => $"- {d}\n"))).Append('\n');

        void Line(string text) => page.Append(text).Append("\n\n");
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:F1} s");
}
