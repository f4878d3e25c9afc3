using System.Text.Json;
using Kilter.Detectors.Trees;

namespace Kilter.Tests.Detectors.Trees;

/// <summary>Reads exported trees of golden files.</summary>
internal static class GoldenTrees
{
    public static FlatTrees Of(IEnumerable<JsonElement> trees) => FlatTrees.Join([.. trees.Select(t => new FlatTrees(
        [0], [.. Whole(t, "feature").Select(f => Math.Max(f, -1))], GoldenNumbers.Values(t.GetProperty("threshold")), Whole(t, "left"), Whole(t, "right")))]);

    public static int[] Whole(JsonElement tree, string name) => Array.ConvertAll(GoldenNumbers.Values(tree.GetProperty(name)), v => (int)v);

    public static float[] Points(JsonElement golden, string name) => Array.ConvertAll(GoldenNumbers.Values(golden.GetProperty(name)), v => (float)v);
}
