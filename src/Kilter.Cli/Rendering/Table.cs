using Spectre.Console;
using Spectre.Console.Rendering;

namespace Kilter.Cli.Rendering;

/// <summary>Rows under heads, as text for people: heads dim, a thin line below them, numbers to the right.</summary>
internal sealed class Table(params IReadOnlyList<Column> columns)
{
    private static readonly Style Dim = new(decoration: Decoration.Dim);
    private readonly List<IReadOnlyList<(string Text, Ink Ink)>> _rows = [];

    /// <summary>Adds a row; one cell a column.</summary>
    public void Add(params IReadOnlyList<(string Text, Ink Ink)> cells) => _rows.Add(cells);

    /// <summary>Prints the table.</summary>
    public void Write(Terminal terminal)
    {
        var table = new Spectre.Console.Table { Border = TableBorder.Simple, BorderStyle = Dim };
        foreach (var column in columns)
        {
            var head = new TableColumn(new Text(column.Title, Dim)) { NoWrap = !column.Wraps };
            table.AddColumn(column.RightAligned ? head.RightAligned() : head);
        }

        foreach (var row in _rows)
        {
            table.AddRow([.. row.Select(c => (IRenderable)new Text(c.Text, StyleOf(c.Ink)) { Overflow = Overflow.Ellipsis })]);
        }

        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal.OutHasColour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = terminal.OutHasColour ? ColorSystemSupport.EightBit : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = terminal.Width;
        console.Profile.Capabilities.Unicode = true;
        console.Write(table);

        // The border's first and last line hold only spaces.
        foreach (var line in text.ToString().TrimEnd('\n').Split('\n')[1..^1])
        {
            terminal.Say(line.TrimEnd());
        }
    }

    private static Style StyleOf(Ink ink) => ink switch
    {
        Ink.Event => new Style(Color.DarkOrange),
        Ink.Doubt => new Style(Color.DarkGoldenrod),
        Ink.Strong => new Style(decoration: Decoration.Bold),
        Ink.Dim => Dim,
        _ => Style.Plain,
    };
}
