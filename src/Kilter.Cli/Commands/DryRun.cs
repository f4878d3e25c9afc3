using System.Text.Encodings.Web;
using System.Text.Json;
using Kilter.Cli.Options;
using Kilter.Cli.Rendering;
using Kilter.Pipelines;
using Kilter.Reports.Words;
using Kilter.Sources;

namespace Kilter.Cli.Commands;

/// <summary>Shows how the files were read and what would run.</summary>
internal static class DryRun
{
    private static readonly Column[] Columns = [new("Column", "name"), new("Taken as", "role"), new("Because", "why", Wraps: true), new("Missing", "missing", true)];
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints the plan. As JSON, "options" is a file for <c>--config</c>.</summary>
    public static void Write(Terminal terminal, OutputFormat format, Reading data, Reading? train, PipelineSpec spec, ReadOptions options)
    {
        if (format is OutputFormat.Json or OutputFormat.JsonLines)
        {
            WriteJson(terminal, format == OutputFormat.Json, data, train, spec, options);
            return;
        }

        var list = ColumnsOf(data);
        if (format == OutputFormat.Csv)
        {
            list.Write(terminal, format);
            return;
        }

        var clock = new Clock(data.Frame.Time);
        FactSheet.Write(
            terminal,
            [
                ("File", data.Name),
                ("Layout", data.Layout),
                ("Rows", Numbers.Count(data.Rows)),
                ("Time", clock.Span() + (data.TimeZone.Length > 0 ? $" ({data.TimeZone})" : "")),
                ("Learn from", train?.Name ?? ""),
            ]);
        terminal.Say();
        list.Write(terminal, format);
        terminal.Say();
        FactSheet.Write(terminal, [.. OptionText.Of(options).Concat(OptionText.Of(spec)).Concat(OptionText.Open(spec).Select(n => (n, "found in the data"))).Select(o => ("--" + o.Item1, o.Item2))]);
        terminal.Say();
        terminal.Say("Nothing was run.");
    }

    private static Listing ColumnsOf(Reading data)
    {
        var list = new Listing(Columns);
        foreach (var column in data.Columns)
        {
            list.Add(column.Name, column.Role.ToString().ToLowerInvariant(), column.Why, Numbers.Count(column.Missing));
        }

        return list;
    }

    private static void WriteJson(Terminal terminal, bool indented, Reading data, Reading? train, PipelineSpec spec, ReadOptions options)
    {
        terminal.Out.Flush();
        using (var json = new Utf8JsonWriter(terminal.OutStream, Relaxed with { Indented = indented }))
        {
            json.WriteStartObject();
            json.WriteString("file", data.Name);
            json.WriteString("layout", data.Layout);
            json.WriteNumber("rows", data.Rows);
            json.WriteString("train", train?.Name);
            json.WriteStartArray("columns");
            foreach (var column in data.Columns)
            {
                json.WriteStartObject();
                json.WriteString("name", column.Name);
                json.WriteString("role", column.Role.ToString().ToLowerInvariant());
                json.WriteString("why", column.Why);
                json.WriteNumber("missing", column.Missing);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("notes");
            foreach (var note in data.Notes)
            {
                json.WriteStringValue(note.Text);
            }

            json.WriteEndArray();
            OptionsJson.Write(json, "options", OptionText.Of(options).Concat(OptionText.Of(spec)));
            json.WriteEndObject();
        }

        terminal.Say();
    }
}
