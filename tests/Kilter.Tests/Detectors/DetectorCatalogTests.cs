using Kilter.Detectors;

namespace Kilter.Tests.Detectors;

public sealed class DetectorCatalogTests
{
    [Fact]
    public void Names_are_sorted_and_each_occurs_once()
    {
        string[] names = [.. DetectorCatalog.All.Select(e => e.Name)];

        Assert.Equal(names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public void Every_detector_class_is_in_the_catalogue()
    {
        var classes = typeof(IDetector).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IDetector)));

        string[] made = [.. DetectorCatalog.All.Select(e => DetectorCases.Make(e.Name).GetType().Name)];

        Assert.Equal(classes.Select(t => t.Name).Order(StringComparer.Ordinal), made.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_family_of_a_detector_is_its_folder()
        => Assert.All(DetectorCatalog.All, e => Assert.Equal($"Kilter.Detectors.{e.Family}", DetectorCases.Make(e.Name).GetType().Namespace));

    [Fact]
    public void The_default_window_is_the_one_it_gets_without_settings()
        => Assert.All(DetectorCatalog.All, e => Assert.Equal(e.DefaultWindow, DetectorCases.Make(e.Name).WindowLength));

    [Fact]
    public void An_unknown_name_is_answered_with_the_closest_and_all_names()
    {
        var error = Assert.Throws<ArgumentException>(() => DetectorCatalog.Find("guassian"));

        Assert.StartsWith("There is no detector 'guassian'. Closest: gaussian. All: ", error.Message, StringComparison.Ordinal);
    }
}
