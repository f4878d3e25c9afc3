using System.Text.Json;
using Kilter.Pipelines;

namespace Kilter.Recipes;

/// <summary>Reads recipe files.</summary>
internal static class RecipeJson
{
    private static readonly string[] Keys = ["name", "system", "title", "purpose", "source", "data", "differences", "quantities", "pipeline", "shared", "original", "sound", "naive"];

    /// <summary>The recipe that is part of the library under that name.</summary>
    public static Recipe Load(string name)
    {
        using var stream = typeof(RecipeJson).Assembly.GetManifestResourceStream($"Kilter.Recipes.{name}.json")
            ?? throw new InvalidOperationException($"The library was built without the recipe '{name}'.");
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd());
    }

    /// <summary>Reads a recipe from its text.</summary>
    /// <exception cref="DataException">It is not JSON, or not a recipe; the message says where.</exception>
    public static Recipe Read(string text)
    {
        try
        {
            var root = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }).RootElement;
            Only(root, Keys, "A recipe");
            var data = root.GetProperty("data");
            return new Recipe
            {
                Name = TextOf(root, "name"),
                System = TextOf(root, "system"),
                Title = TextOf(root, "title"),
                Purpose = TextOf(root, "purpose"),
                Source = TextOf(root, "source"),
                Data = new RecipeData(TextOf(data, "what"), TextOf(data, "from"), TextOf(data, "licence"), TextsOf(data, "files")),
                Differences = TextsOf(root, "differences"),
                Quantities = [.. root.GetProperty("quantities").EnumerateArray().Select(Quantity)],
                Pipeline = SpecJson.Overlay(new PipelineSpec(), root.GetProperty("pipeline")),
                Shared = StepsOf(root, "shared"),
                Original = StepsOf(root, "original"),
                Sound = StepsOf(root, "sound"),
                Naive = StepsOf(root, "naive"),
            };
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new DataException($"A recipe cannot be read: {failure.Message}", failure);
        }
    }

    private static RecipeQuantity Quantity(JsonElement line)
    {
        Only(line, ["name", "better", "published", "original", "sound", "naive", "note"], "A quantity");
        return new RecipeQuantity
        {
            Name = TextOf(line, "name"),
            Better = TextOf(line, "better") switch
            {
                "lower" => BetterWay.Lower,
                "higher" => BetterWay.Higher,
                "same" => BetterWay.Same,
                var other => throw new DataException($"'better' is \"{other}\"; it must be lower, higher or same."),
            },
            Published = !line.TryGetProperty("published", out var published) ? null
                : published.ValueKind == JsonValueKind.Number ? new RecipeValue(published.GetDouble()) : new RecipeValue(published.GetString()!),
            Original = Optional(line, "original"),
            Sound = Optional(line, "sound"),
            Naive = Optional(line, "naive"),
            Note = Optional(line, "note") ?? "",
        };
    }

    private static IReadOnlyList<RecipeStep> StepsOf(JsonElement root, string list)
        => !root.TryGetProperty(list, out var steps) ? []
            : [.. steps.EnumerateArray().Select((step, n) => new RecipeStep(TextOf(step, "step"), step, $"{TextOf(root, "name")}, {list}, step {n + 1} ({TextOf(step, "step")})"))];

    private static void Only(JsonElement item, string[] keys, string what)
    {
        foreach (var property in item.EnumerateObject())
        {
            if (!keys.Contains(property.Name, StringComparer.Ordinal))
            {
                throw new DataException($"{what} has no '{property.Name}'. It has: {string.Join(", ", keys)}.");
            }
        }
    }

    private static string TextOf(JsonElement item, string name)
        => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new DataException($"A recipe lacks the text '{name}'.");

    private static string? Optional(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IReadOnlyList<string> TextsOf(JsonElement item, string name)
        => !item.TryGetProperty(name, out var list) ? [] : [.. list.EnumerateArray().Select(v => v.GetString()!)];
}
