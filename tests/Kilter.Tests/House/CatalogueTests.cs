using Kilter.Detectors;
using Kilter.Evaluation;
using Kilter.Preparation;
using Kilter.Recipes;
using Kilter.Scaling;
using Kilter.Sources;
using Kilter.Tests.Detectors;
using Kilter.Tests.House.Planted;
using Kilter.Thresholds;

namespace Kilter.Tests.House;

/// <summary>The catalogues are plain lists in code; these tests see that nothing is left out and that a name is a name.</summary>
public sealed class CatalogueTests
{
    private static readonly Type[] Kilter = typeof(Settings).Assembly.GetTypes();

    public static TheoryData<string, string[]> Names => new()
    {
        { "detectors", [.. DetectorCatalog.All.Select(e => e.Name)] },
        { "metrics", [.. MetricCatalog.Entries.Select(e => e.Name)] },
        { "preparations", [.. PreparationCatalog.Entries.Select(e => e.Name)] },
        { "recipe steps", [.. StepCatalog.All.Select(e => e.Name)] },
        { "scalers", [.. ScalerCatalog.Entries.Select(e => e.Name)] },
        { "sources", [.. SourceCatalog.All.Select(e => e.Name)] },
        { "thresholds", [.. ThresholdCatalog.Entries.Select(e => e.Name)] },
    };

    [Theory, MemberData(nameof(Names))]
    public void Names_are_lower_case_with_hyphens_unique_and_sorted(string catalogue, string[] names)
    {
        Assert.NotEmpty(catalogue);
        Assert.All(names, name => Assert.Matches("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", name));
        Assert.Equal(names.Order(StringComparer.Ordinal).Distinct(), names);
    }

    [Fact]
    public void Every_detector_is_in_its_catalogue()
        => Assert.Empty(Unlisted<IDetector>(Kilter, DetectorCatalog.All.Select(e => (object)DetectorCases.Make(e.Name))));

    [Fact]
    public void Every_preparation_is_in_its_catalogue()
        => Assert.Empty(Unlisted<IPreparation>(Kilter, PreparationCatalog.Entries.Select(e => (object)PreparationCatalog.Create(e.Example))));

    [Fact]
    public void Every_scaler_is_in_its_catalogue()
        => Assert.Empty(Unlisted<IScaler>(Kilter, ScalerCatalog.Entries.Select(e => (object)e.Create(Settings.None))));

    [Fact]
    public void Every_source_is_in_its_catalogue()
        => Assert.Empty(Unlisted<ISource>(Kilter, SourceCatalog.All.Select(e => (object)e.Open(e.Example.Split(':')[^1]))));

    [Fact]
    public void Every_threshold_is_in_its_catalogue()
        => Assert.Empty(Unlisted<IThreshold>(Kilter, ThresholdCatalog.Entries.Select(e => (object)e.Create(Settings.None))));

    [Fact]
    public void A_planted_threshold_that_nobody_listed_is_missed()
        => Assert.Equal(
            [nameof(ForgottenThreshold)],
            Unlisted<IThreshold>([.. Kilter, typeof(ForgottenThreshold)], ThresholdCatalog.Entries.Select(e => (object)e.Create(Settings.None))));

    private static IEnumerable<string> Unlisted<TContract>(IEnumerable<Type> types, IEnumerable<object> made)
    {
        var listed = made.Select(m => m.GetType()).ToHashSet();
        return types.Where(t => t.IsClass && !t.IsAbstract && typeof(TContract).IsAssignableFrom(t) && !listed.Contains(t)).Select(t => t.Name);
    }
}
