using System.Text.Json;

namespace Kilter.Recipes;

/// <summary>One step of a recipe as written in its file.</summary>
/// <param name="Kind">The step's name in <see cref="StepCatalog"/>.</param>
/// <param name="Settings">Its settings, a JSON object.</param>
/// <param name="Place">Where it stands, for messages: "original step 3".</param>
public sealed record RecipeStep(string Kind, JsonElement Settings, string Place);
