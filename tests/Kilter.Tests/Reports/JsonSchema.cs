using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kilter.Tests.Reports;

/// <summary>As much of JSON Schema as docs/report.schema.json uses; a keyword it does not know is an error, so that none is skipped in silence.</summary>
internal sealed class JsonSchema(JsonElement root)
{
    /// <summary>Everything in the instance that the schema does not allow; empty when it fits.</summary>
    public IReadOnlyList<string> Faults(JsonElement instance)
    {
        var faults = new List<string>();
        Check(root, instance, "$", faults);
        return faults;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        foreach (var rule in schema.EnumerateObject())
        {
            switch (rule.Name)
            {
                case "$schema" or "title" or "description" or "$defs" or "properties":
                    break;
                case "$ref":
                    Check(root.GetProperty("$defs").GetProperty(rule.Value.GetString()!.Split('/')[^1]), value, path, faults);
                    break;
                case "type":
                    Say(Types(rule.Value).Any(t => Is(t, value)), $"{path} is {value.ValueKind}, not {rule.Value}");
                    break;
                case "const":
                    Say(JsonElement.DeepEquals(rule.Value, value), $"{path} is {value}, not {rule.Value}");
                    break;
                case "enum":
                    Say(rule.Value.EnumerateArray().Any(v => JsonElement.DeepEquals(v, value)), $"{path} is {value}, not one of {rule.Value}");
                    break;
                case "minimum":
                    Say(value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.Value.GetDouble(), $"{path} is {value}, below {rule.Value}");
                    break;
                case "pattern":
                    Say(value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.Value.GetString()!), $"{path} is {value}");
                    break;
                case "minItems":
                    Say(value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.Value.GetInt32(), $"{path} is too short");
                    break;
                case "maxItems":
                    Say(value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= rule.Value.GetInt32(), $"{path} is too long");
                    break;
                case "required":
                    foreach (var name in value.ValueKind == JsonValueKind.Object ? rule.Value.EnumerateArray() : default)
                    {
                        Say(value.TryGetProperty(name.GetString()!, out _), $"{path} lacks '{name}'");
                    }

                    break;
                case "items":
                    foreach (var (k, item) in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Index() : [])
                    {
                        Check(rule.Value, item, $"{path}[{k}]", faults);
                    }

                    break;
                case "additionalProperties":
                    break;
                default:
                    throw new NotSupportedException($"The schema uses '{rule.Name}', which this check does not know.");
            }
        }

        Members(schema, value, path, faults);

        void Say(bool fits, string fault)
        {
            if (!fits)
            {
                faults.Add(fault);
            }
        }
    }

    private void Members(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var known) && known.TryGetProperty(member.Name, out var inner))
            {
                Check(inner, member.Value, $"{path}.{member.Name}", faults);
            }
            else if (schema.TryGetProperty("additionalProperties", out var other))
            {
                if (other.ValueKind == JsonValueKind.False)
                {
                    faults.Add($"{path} has '{member.Name}', which the schema does not name");
                }
                else
                {
                    Check(other, member.Value, $"{path}.{member.Name}", faults);
                }
            }
        }
    }

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.String ? [type.GetString()!] : type.EnumerateArray().Select(t => t.GetString()!);

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() == Math.Floor(value.GetDouble()),
        _ => throw new NotSupportedException($"The schema uses the type '{type}'."),
    };
}
