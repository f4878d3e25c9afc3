using System.Text.Json;

namespace Kilter.Cli.Rendering;

/// <summary>Options as a JSON object that <c>--config</c> takes.</summary>
internal static class OptionsJson
{
    /// <summary>Writes the options under a name; one that is given several times becomes a list.</summary>
    public static void Write(Utf8JsonWriter json, string name, IEnumerable<(string Name, string Value)> options)
    {
        json.WriteStartObject(name);
        foreach (var group in options.GroupBy(o => o.Name, o => o.Value))
        {
            var values = group.ToList();
            if (values.Count == 1)
            {
                json.WriteString(group.Key, values[0]);
                continue;
            }

            json.WriteStartArray(group.Key);
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
