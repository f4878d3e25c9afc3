using System.Globalization;
using System.Text.Json;

namespace Kilter.Recipes;

/// <summary>The settings of one step, read with their types and defaults; what a step does not know is refused.</summary>
public sealed class StepSettings
{
    private readonly JsonElement _settings;
    private readonly StepEntry _entry;

    /// <summary>Takes the settings of a step.</summary>
    /// <exception cref="DataException">One is not a setting of the step.</exception>
    public StepSettings(RecipeStep step, StepEntry entry)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(entry);
        (_settings, _entry) = (step.Settings, entry);
        foreach (var setting in step.Settings.EnumerateObject())
        {
            if (setting.Name != "step" && entry.Settings.All(s => s.Name != setting.Name))
            {
                throw new DataException($"The step '{entry.Name}' has no setting '{setting.Name}'. It takes: {string.Join(", ", entry.Settings.Select(s => s.Name))}.");
            }
        }
    }

    /// <summary>True when the setting is given.</summary>
    public bool Has(string name) => _settings.TryGetProperty(Known(name), out _);

    /// <summary>True when the setting is given as a text: a name, where a number may stand too.</summary>
    public bool IsText(string name) => Has(name) && Given(name).ValueKind == JsonValueKind.String;

    /// <summary>A text that must be given.</summary>
    public string Text(string name) => Given(name).GetString() ?? throw Wrong(name, "a text");

    /// <summary>A text.</summary>
    public string Text(string name, string fallback) => Has(name) ? Text(name) : fallback;

    /// <summary>A number that must be given.</summary>
    public double Number(string name) => Given(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : throw Wrong(name, "a number");

    /// <summary>A number.</summary>
    public double Number(string name, double fallback) => Has(name) ? Number(name) : fallback;

    /// <summary>A whole number that must be given.</summary>
    public int WholeNumber(string name) => Given(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : throw Wrong(name, "a whole number");

    /// <summary>A whole number.</summary>
    public int WholeNumber(string name, int fallback) => Has(name) ? WholeNumber(name) : fallback;

    /// <summary>Whether something is so.</summary>
    public bool Flag(string name, bool fallback = false)
        => !Has(name) ? fallback : Given(name).ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => throw Wrong(name, "true or false") };

    /// <summary>A list of texts; one text counts as a list of one; none when not given.</summary>
    public IReadOnlyList<string> Texts(string name)
        => !Has(name) ? [] : Given(name) switch
        {
            { ValueKind: JsonValueKind.String } one => [one.GetString()!],
            { ValueKind: JsonValueKind.Array } many => [.. many.EnumerateArray().Select(v => v.GetString() ?? throw Wrong(name, "a list of texts"))],
            _ => throw Wrong(name, "a text or a list of texts"),
        };

    /// <summary>A list of numbers; one number counts as a list of one; none when not given.</summary>
    public IReadOnlyList<double> Numbers(string name)
        => !Has(name) ? [] : Given(name) switch
        {
            { ValueKind: JsonValueKind.Number } one => [one.GetDouble()],
            { ValueKind: JsonValueKind.Array } many => [.. many.EnumerateArray().Select(v => v.GetDouble())],
            _ => throw Wrong(name, "a number or a list of numbers"),
        };

    /// <summary>A list whose items are numbers or texts (names of numbers).</summary>
    public IReadOnlyList<object> List(string name)
        => Given(name) is { ValueKind: JsonValueKind.Array } many
            ? [.. many.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.String ? (object)v.GetString()! : v.GetDouble())]
            : throw Wrong(name, "a list");

    /// <summary>A list of objects, such as layers; none when not given.</summary>
    public IReadOnlyList<JsonElement> Objects(string name)
        => !Has(name) ? [] : Given(name) is { ValueKind: JsonValueKind.Array } many ? [.. many.EnumerateArray()] : throw Wrong(name, "a list of objects");

    /// <summary>An object as names and texts, numbers written out; none when not given.</summary>
    public Settings Named(string name)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Has(name))
        {
            foreach (var value in Given(name).EnumerateObject())
            {
                named[value.Name] = value.Value.ValueKind == JsonValueKind.String ? value.Value.GetString()! : value.Value.GetRawText();
            }
        }

        return new Settings(named);
    }

    /// <summary>An object as it was written.</summary>
    public JsonElement Raw(string name) => Given(name) is { ValueKind: JsonValueKind.Object } value ? value : throw Wrong(name, "an object");

    /// <summary>An instant (UTC) that must be given.</summary>
    public DateTime Instant(string name)
        => DateTime.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time : throw Wrong(name, "a time such as 2014-01-27 14:30");

    /// <summary>The name under which the step leaves its result: "as", which must be given.</summary>
    public string As => Text("as");

    /// <summary>An error about one of these settings.</summary>
    public DataException Wrong(string name, string needed)
        => new($"'{name}' of the step '{_entry.Name}' is {(_settings.TryGetProperty(name, out var value) ? value.GetRawText() : "not given")}; {needed} is needed.");

    private JsonElement Given(string name) => _settings.TryGetProperty(Known(name), out var value) ? value : throw Wrong(name, "a value");

    // A step may ask only for what its entry tells people about.
    private string Known(string name)
        => _entry.Settings.Any(s => s.Name == name) ? name : throw new InvalidOperationException($"The step '{_entry.Name}' asks for '{name}', which its entry does not list.");
}
