namespace Kilter.Tests.Support.House;

/// <summary>The dependency law inside a project: the folders are the flow, and code may use folders to its left, never to its right.</summary>
/// <param name="Root">The namespace the stages lie in. Types directly in it may be used by all and may use no stage.</param>
/// <param name="Stages">The folders, left to right.</param>
internal sealed record FlowOrder(string Root, params string[] Stages)
{
    public static FlowOrder OfKilter { get; } = new(
        "Kilter", "Artifacts", "Frames", "Sources", "Cleaning", "Preparation", "Scaling", "Windows", "Detectors", "Thresholds", "Events", "Evaluation", "Reports", "Pipelines", "Recipes");

    /// <summary>One line for each use that points to the right, and for each namespace without a place in the flow.</summary>
    public IReadOnlyList<string> Violations(IEnumerable<Use> uses)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var use in uses)
        {
            if (Place(use.FromNamespace) is not { } from)
            {
                if (use.FromNamespace.StartsWith(Root + ".", StringComparison.Ordinal))
                {
                    found.Add($"{use.FromNamespace} has no place in the flow {string.Join(" → ", Stages)}");
                }
            }
            else if (Place(use.ToNamespace) is { } to && to > from)
            {
                found.Add($"{use.From} uses {use.To}");
            }
        }

        return [.. found];
    }

    private int? Place(string space)
    {
        if (space == Root)
        {
            return -1;
        }

        if (!space.StartsWith(Root + ".", StringComparison.Ordinal))
        {
            return null;
        }

        var place = Array.IndexOf(Stages, space[(Root.Length + 1)..].Split('.')[0]);
        return place < 0 ? null : place;
    }
}
