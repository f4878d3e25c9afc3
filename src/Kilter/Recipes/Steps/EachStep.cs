using System.Text.Json;

namespace Kilter.Recipes.Steps;

/// <summary>Runs steps once for each of several things, for example files.</summary>
internal static class EachStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "each",
        Does = "runs steps once for each item of a list: \"$key\" in them stands for the item's value of that key; what they leave is replaced from item to item, numbers named in collect become vectors",
        Settings =
        [
            new("over", "", "a list of objects", "the items: keys and values"),
            new("steps", "", "a list of steps", "what is run for each"),
            new("collect", "none", "an object", "name of a vector → name of a number that the steps leave"),
        ],
        Run = RunAsync,
    };

    private static async ValueTask RunAsync(StepSettings settings, Bench bench, CancellationToken cancellation)
    {
        var wanted = settings.Named("collect");
        var collected = wanted.Names.ToDictionary(name => name, _ => new List<double>(), StringComparer.Ordinal);
        var (items, steps) = (settings.Objects("over"), settings.Objects("steps"));
        for (var n = 0; n < items.Count; n++)
        {
            var item = items[n];
            await RecipeRunner.RunStepsAsync([.. steps.Select((step, s) => Filled(step, item, $"item {n + 1}, inner step {s + 1}"))], bench, cancellation);
            foreach (var (name, values) in collected)
            {
                values.Add(bench.Get<double>(wanted.Text(name, name)));
            }
        }

        foreach (var (name, values) in collected)
        {
            bench.Put(name, values.ToArray());
        }
    }

    private static RecipeStep Filled(JsonElement step, JsonElement item, string place)
    {
        var text = step.GetRawText();

        // A text that is nothing else becomes the value itself, a number or a list too; inside a longer text it is written out. The longest keys first.
        foreach (var value in item.EnumerateObject())
        {
            text = text.Replace($"\"${value.Name}\"", value.Value.GetRawText(), StringComparison.Ordinal);
        }

        foreach (var value in item.EnumerateObject().OrderByDescending(v => v.Name.Length))
        {
            text = text.Replace($"${value.Name}", value.Value.ValueKind == JsonValueKind.String ? value.Value.GetString() : value.Value.GetRawText(), StringComparison.Ordinal);
        }

        using var document = JsonDocument.Parse(text);
        var filled = document.RootElement.Clone();
        var kind = filled.GetProperty("step").GetString()!;
        return new RecipeStep(kind, filled, $"{place} ({kind})");
    }
}
