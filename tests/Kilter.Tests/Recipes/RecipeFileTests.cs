using System.Text.Json;
using Kilter.Detectors;
using Kilter.Recipes;
using Kilter.Thresholds;

namespace Kilter.Tests.Recipes;

/// <summary>The laws that every recipe file keeps.</summary>
public sealed class RecipeFileTests
{
    private static readonly string[] Systems = ["S0", "S1a", "S1b", "S1c", "S1d", "S1e", "S1f", "S1g", "S2", "S3", "S4"];

    public static TheoryData<string> All => [.. RecipeCatalog.All.Select(r => r.Name)];

    [Theory, MemberData(nameof(All))]
    public void Every_step_is_known_and_every_setting_of_it(string name)
        => Assert.All(StepsOf(RecipeCatalog.Find(name)), step => _ = new StepSettings(step, StepCatalog.Find(step.Kind)));

    [Theory, MemberData(nameof(All))]
    public void The_pipeline_can_be_made(string name)
    {
        var spec = RecipeCatalog.Find(name).Pipeline;

        Assert.NotNull(DetectorCatalog.Create(spec.Detector, new Settings(spec.DetectorSettings)));
        Assert.NotNull(ThresholdCatalog.Create(spec.Threshold, new Settings(spec.ThresholdSettings)));
    }

    [Theory, MemberData(nameof(All))]
    public void It_says_what_it_is_where_it_comes_from_and_what_is_compared(string name)
    {
        var recipe = RecipeCatalog.Find(name);

        Assert.Equal(name, recipe.Name);
        Assert.Contains(recipe.System, Systems);
        Assert.All([recipe.Title, recipe.Purpose, recipe.Source, recipe.Data.What, recipe.Data.From, recipe.Data.Licence], text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.NotEmpty(recipe.Quantities);
        Assert.NotEmpty(recipe.Differences);
        Assert.Equal(recipe.Quantities.Count, recipe.Quantities.Select(q => q.Name).Distinct().Count());
        Assert.All(recipe.Quantities, q => Assert.False(q.Published is null && q.Original is null && q.Sound is null && q.Naive is null, q.Name));
    }

    [Theory, MemberData(nameof(All))]
    public void Something_is_compared_with_a_naive_baseline(string name)
        => Assert.Contains(RecipeCatalog.Find(name).Quantities, q => q.Naive is not null);

    [Fact]
    public void The_steps_are_sorted_by_name_and_tell_about_their_settings()
    {
        var names = StepCatalog.All.Select(s => s.Name).ToList();

        Assert.Equal(names.Order(StringComparer.Ordinal).Distinct(), names);
        Assert.All(StepCatalog.All, s => Assert.Matches("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", s.Name));
        Assert.All(StepCatalog.All.SelectMany(s => s.Settings), s => Assert.False(string.IsNullOrWhiteSpace(s.Meaning), s.Name));
        Assert.All(StepCatalog.All, s => Assert.False(string.IsNullOrWhiteSpace(s.Does)));
    }

    [Fact]
    public void A_slip_in_a_file_is_told()
    {
        var step = RecipeCatalog.Find("next-step").Shared[0];

        var unknown = Assert.Throws<DataException>(() => StepCatalog.Find("raed"));
        var setting = Assert.Throws<DataException>(() => new StepSettings(step, StepCatalog.Find("number")));

        Assert.StartsWith("There is no step 'raed'. Closest: read.", unknown.Message, StringComparison.Ordinal);
        Assert.StartsWith("The step 'number' has no setting 'file'.", setting.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<RecipeStep> StepsOf(Recipe recipe) => recipe.Shared.Concat(recipe.Original).Concat(recipe.Sound).Concat(recipe.Naive).SelectMany(WithInner);

    // Steps that hold steps, such as each.
    private static IEnumerable<RecipeStep> WithInner(RecipeStep step)
        => step.Settings.TryGetProperty("steps", out var inner) && inner.ValueKind == JsonValueKind.Array
            ? inner.EnumerateArray().SelectMany(s => WithInner(new RecipeStep(s.GetProperty("step").GetString()!, s, step.Place))).Prepend(step)
            : [step];
}
