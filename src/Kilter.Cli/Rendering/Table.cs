using System.Text;

namespace Kilter.Cli.Rendering;

/// <summary>Rows under heads, as text for people: heads dim, a thin line below them, numbers to the right. Fits the width it is given.</summary>
/// <remarks>Where it is too wide, in this order: columns move closer, cells take their narrow form, names are cut and sentences wrapped, columns are left out.</remarks>
internal sealed class Table(params IReadOnlyList<Column> columns)
{
    private const int Indent = 2;
    private const int Wide = 3;
    private const int Close = 2;
    private const int NarrowestText = 9;
    private readonly List<IReadOnlyList<Cell>> _rows = [];

    /// <summary>Adds a row; one cell a column.</summary>
    public void Add(params IReadOnlyList<Cell> cells) => _rows.Add(cells);

    /// <summary>Prints the table.</summary>
    public void Write(Terminal terminal)
    {
        var layout = Fit(terminal.Width);
        var heads = layout.Shown.Select(c => new Cell(TitleOf(c, layout.Narrow), Ink.Dim)).ToList();
        WriteRow(terminal, layout, heads);
        terminal.Say(terminal.Paint(new string('─', Total(layout) + 1), Ink.Dim));
        foreach (var row in _rows)
        {
            WriteRow(terminal, layout, [.. layout.Shown.Select(c => layout.Narrow && row[c].Narrow is { } narrow ? row[c] with { Text = narrow } : row[c])]);
        }
    }

    private Layout Fit(int width)
    {
        int[] shown = [.. Enumerable.Range(0, columns.Count)];
        foreach (var (gap, narrow) in new[] { (Wide, false), (Close, false), (Close, true) })
        {
            var layout = new Layout(shown, Widths(shown, narrow), gap, narrow);
            if (Total(layout) < width)
            {
                return layout;
            }
        }

        while (true)
        {
            var layout = new Layout(shown, Widths(shown, narrow: true), Close, Narrow: true);
            Shrink(layout, width);
            var next = shown.Where(c => columns[c].Drop > 0).OrderBy(c => columns[c].Drop).Select(c => (int?)c).FirstOrDefault();
            if (Total(layout) < width || next is null)
            {
                return layout;
            }

            shown = [.. shown.Where(c => c != next)];
        }
    }

    private int[] Widths(int[] shown, bool narrow)
        => [.. shown.Select(c => Math.Max(TitleOf(c, narrow).Length, _rows.Count == 0 ? 0 : _rows.Max(r => (narrow ? r[c].Narrow ?? r[c].Text : r[c].Text).Length)))];

    private string TitleOf(int column, bool narrow) => narrow ? columns[column].NarrowTitle ?? columns[column].Title : columns[column].Title;

    // The widest of the columns that may shrink gives first.
    private void Shrink(Layout layout, int width)
    {
        while (Total(layout) >= width)
        {
            var widest = -1;
            for (var i = 0; i < layout.Shown.Length; i++)
            {
                var column = columns[layout.Shown[i]];
                if ((column.Wraps || column.Cuts) && layout.Widths[i] > NarrowestText && (widest < 0 || layout.Widths[i] > layout.Widths[widest]))
                {
                    widest = i;
                }
            }

            if (widest < 0)
            {
                return;
            }

            layout.Widths[widest]--;
        }
    }

    private static int Total(Layout layout) => Indent + layout.Widths.Sum() + (layout.Gap * (layout.Widths.Length - 1));

    private void WriteRow(Terminal terminal, Layout layout, List<Cell> cells)
    {
        var texts = cells.Select((cell, i) => columns[layout.Shown[i]].Wraps ? Wrapping.Lines(cell.Text, layout.Widths[i]) : [Cut(cell.Text, layout.Widths[i])]).ToList();
        for (var n = 0; n < texts.Max(t => t.Count); n++)
        {
            var line = new StringBuilder(new string(' ', Indent));
            for (var i = 0; i < cells.Count; i++)
            {
                var text = n < texts[i].Count ? texts[i][n] : "";
                var padding = new string(' ', Math.Max(0, layout.Widths[i] - text.Length));
                var painted = terminal.Paint(text, cells[i].Ink);
                line.Append(columns[layout.Shown[i]].RightAligned ? padding + painted : i == cells.Count - 1 ? painted : painted + padding);
                line.Append(i == cells.Count - 1 ? "" : new string(' ', layout.Gap));
            }

            terminal.Say(line.ToString().TrimEnd());
        }
    }

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";

    private sealed record Layout(int[] Shown, int[] Widths, int Gap, bool Narrow);
}
