using System.Text.Encodings.Web;
using System.Text.Json;
using Kilter.Cli.Options;

namespace Kilter.Cli.Rendering;

/// <summary>One entry of a catalogue in full: its facts, its settings, and a command to try.</summary>
internal static class EntryCard
{
    private static readonly Column[] SettingColumns = [new("Setting", "name"), new("Default", "default"), new("Range", "range"), new("Meaning", "meaning", Wraps: true)];
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints the entry: as text, or as one JSON object. CSV holds the settings.</summary>
    public static void Write(
        Terminal terminal, OutputFormat format, IReadOnlyList<(string Key, string Label, string Text)> facts, IReadOnlyList<SettingSpec> settings, string attempt)
    {
        if (format is OutputFormat.Json or OutputFormat.JsonLines)
        {
            WriteJson(terminal, format == OutputFormat.Json, facts, settings);
            return;
        }

        var list = new Listing(SettingColumns);
        foreach (var setting in settings)
        {
            list.Add(setting.Name, setting.Default, setting.Range, setting.Meaning);
        }

        if (format == OutputFormat.Csv)
        {
            list.Write(terminal, format);
            return;
        }

        FactSheet.Write(terminal, [.. facts.Select(f => (f.Label, f.Text))]);
        terminal.Say();
        if (settings.Count == 0)
        {
            terminal.Say("  It takes no settings of its own.");
            terminal.Say();
        }
        else
        {
            list.Write(terminal, format);
        }

        terminal.Say($"Try:  {attempt}");
    }

    private static void WriteJson(
        Terminal terminal, bool indented, IReadOnlyList<(string Key, string Label, string Text)> facts, IReadOnlyList<SettingSpec> settings)
    {
        terminal.Out.Flush();
        using (var json = new Utf8JsonWriter(terminal.OutStream, Relaxed with { Indented = indented }))
        {
            json.WriteStartObject();
            foreach (var (key, _, text) in facts)
            {
                json.WriteString(key, text);
            }

            json.WriteStartArray("settings");
            foreach (var setting in settings)
            {
                json.WriteStartObject();
                json.WriteString("name", setting.Name);
                json.WriteString("default", setting.Default);
                json.WriteString("range", setting.Range);
                json.WriteString("meaning", setting.Meaning);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        terminal.Say();
    }
}
