using System.Text.Json;
using Kilter.Evaluation;

namespace Kilter.Tests.Evaluation;

/// <summary>A case of metrics.json or scoring.json: labels and scores.</summary>
internal static class MetricCase
{
    public const string File = "metrics.json";

    public static bool[] Labels(JsonElement golden) => [.. GoldenNumbers.Values(golden.GetProperty("labels")).Select(v => v != 0)];

    public static double[] Scores(JsonElement golden) => GoldenNumbers.Values(golden.GetProperty("scores"));

    public static RankedScores Ranked(JsonElement golden) => RankedScores.Of(Scores(golden), Labels(golden));

    /// <summary>A number of the file; NaN where it says null or that the reference failed.</summary>
    public static double Number(JsonElement element) => element.ValueKind == JsonValueKind.Number ? element.GetDouble() : double.NaN;

    /// <summary>Equal within 1e-9 · (1 + |expected|), NaN equal to NaN.</summary>
    public static void Near(double expected, double actual, string what, double tolerance = 1e-9)
        => Assert.True(
            double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(expected - actual) <= tolerance * (1 + Math.Abs(expected)),
            FormattableString.Invariant($"{what}: expected {expected}, was {actual}"));
}
