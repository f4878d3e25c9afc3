using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kilter.Recipes;

/// <summary>Writes reproductions as JSON: one object with all rows <c>{system, quantity, published, original, sound, naive}</c>, and what was left out.</summary>
public static class ReproductionJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes UTF-8. The stream stays open. Numbers are numbers; "undefined" is said as that text; what is not there is null.</summary>
    public static void Write(IReadOnlyList<Reproduction> done, Stream output)
    {
        ArgumentNullException.ThrowIfNull(done);
        ArgumentNullException.ThrowIfNull(output);
        using var json = new Utf8JsonWriter(output, Indented);
        json.WriteStartObject();
        json.WriteStartArray("rows");
        foreach (var reproduction in done)
        {
            foreach (var row in reproduction.Rows)
            {
                Write(json, row);
            }
        }

        json.WriteEndArray();
        json.WriteStartArray("leftOut");
        foreach (var reproduction in done.Where(d => d.LeftOut is not null))
        {
            json.WriteStartObject();
            json.WriteString("recipe", reproduction.Recipe.Name);
            json.WriteString("why", reproduction.LeftOut);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTimes(json, done);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReproductionRow row)
    {
        json.WriteStartObject();
        json.WriteString("recipe", row.Recipe);
        json.WriteString("system", row.System);
        json.WriteString("quantity", row.Quantity.Name);
        json.WriteString("better", row.Quantity.Better.ToString().ToLowerInvariant());
        Value(json, "published", row.Published);
        Value(json, "original", ReproductionRow.Middle(row.Original));
        Value(json, "sound", ReproductionRow.Middle(row.Sound));
        Value(json, "naive", row.Naive);
        json.WriteBoolean("naiveWins", row.NaiveWins);
        Seeds(json, "originalSeeds", row.Original);
        Seeds(json, "soundSeeds", row.Sound);
        json.WriteString("note", row.Quantity.Note);
        json.WriteEndObject();
    }

    private static void Seeds(Utf8JsonWriter json, string name, IReadOnlyList<RecipeValue> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            if (value.IsNumber)
            {
                json.WriteNumberValue(value.Number);
            }
            else
            {
                json.WriteStringValue(value.ToString());
            }
        }

        json.WriteEndArray();
    }

    private static void Value(Utf8JsonWriter json, string name, RecipeValue? value)
    {
        if (value is not { } known)
        {
            json.WriteNull(name);
        }
        else if (known.IsNumber)
        {
            json.WriteNumber(name, known.Number);
        }
        else
        {
            json.WriteString(name, known.ToString());
        }
    }

    private static void WriteTimes(Utf8JsonWriter json, IReadOnlyList<Reproduction> done)
    {
        json.WriteStartArray("took");
        foreach (var reproduction in done.Where(d => d.Took.Count > 0))
        {
            json.WriteStartObject();
            json.WriteString("recipe", reproduction.Recipe.Name);
            json.WriteNumber("seeds", reproduction.Seeds);
            foreach (var (mode, took) in reproduction.Took.OrderBy(t => t.Key))
            {
                json.WriteNumber(mode.ToString().ToLowerInvariant() + "Seconds", Math.Round(took.TotalSeconds, 2));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
