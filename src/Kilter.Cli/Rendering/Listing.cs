using System.Text.Encodings.Web;
using System.Text.Json;
using Kilter.Cli.Options;

namespace Kilter.Cli.Rendering;

/// <summary>A plain list of things, printed as a table, as JSON, as CSV or as one JSON object a line.</summary>
internal sealed class Listing(params IReadOnlyList<Column> columns)
{
    private static readonly JsonWriterOptions Relaxed = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<IReadOnlyList<string>> _rows = [];

    /// <summary>Adds a row; one text a column.</summary>
    public void Add(params IReadOnlyList<string> cells) => _rows.Add(cells);

    /// <summary>Prints the list.</summary>
    public void Write(Terminal terminal, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                WriteJson(terminal);
                break;
            case OutputFormat.JsonLines:
                WriteJsonLines(terminal);
                break;
            case OutputFormat.Csv:
                WriteCsv(terminal);
                break;
            default:
                WriteTable(terminal);
                break;
        }
    }

    private void WriteTable(Terminal terminal)
    {
        var table = new Table(columns);
        foreach (var row in _rows)
        {
            table.Add([.. row.Select((cell, i) => new Cell(cell, i == 0 ? Ink.Strong : Ink.Plain))]);
        }

        table.Write(terminal);
    }

    private void WriteJson(Terminal terminal)
    {
        terminal.Out.Flush();
        using (var json = new Utf8JsonWriter(terminal.OutStream, Relaxed))
        {
            json.WriteStartArray();
            foreach (var row in _rows)
            {
                WriteRow(json, row);
            }

            json.WriteEndArray();
        }

        terminal.Say();
    }

    private void WriteJsonLines(Terminal terminal)
    {
        foreach (var row in _rows)
        {
            terminal.Out.Flush();
            using (var json = new Utf8JsonWriter(terminal.OutStream, Relaxed with { Indented = false }))
            {
                WriteRow(json, row);
            }

            terminal.Say();
        }
    }

    private void WriteRow(Utf8JsonWriter json, IReadOnlyList<string> row)
    {
        json.WriteStartObject();
        for (var i = 0; i < columns.Count; i++)
        {
            json.WriteString(columns[i].Key, row[i]);
        }

        json.WriteEndObject();
    }

    private void WriteCsv(Terminal terminal)
    {
        terminal.Say(string.Join(',', columns.Select(c => c.Key)));
        foreach (var row in _rows)
        {
            terminal.Say(string.Join(',', row.Select(Quoted)));
        }
    }

    private static string Quoted(string cell)
        => cell.AsSpan().IndexOfAny(",\"\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
