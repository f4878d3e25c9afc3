using Kilter.Reports.Figures;
using Kilter.Reports.Words;

namespace Kilter.Reports.FigureKinds;

/// <summary>Which kinds of error: counts of what was there against what was said, tinted by their share of the row.</summary>
public static class ConfusionMatrix
{
    /// <summary>The figure for two classes.</summary>
    /// <param name="trueNegatives">Normal, not flagged.</param>
    /// <param name="falsePositives">Normal, flagged: false alarms.</param>
    /// <param name="falseNegatives">Anomalies not flagged: missed.</param>
    /// <param name="truePositives">Anomalies, flagged.</param>
    /// <param name="caption">On which rows, and the like.</param>
    public static Figure Of(long trueNegatives, long falsePositives, long falseNegatives, long truePositives, string caption = "")
        => Of(["normal", "anomaly"], [[trueNegatives, falsePositives], [falseNegatives, truePositives]], [["right", "false alarms"], ["missed", "found"]], caption);

    /// <summary>The figure for any classes.</summary>
    /// <param name="classes">Their names.</param>
    /// <param name="counts">Row: what was there. Column: what was said.</param>
    /// <param name="caption">On which rows, and the like.</param>
    public static Figure Of(IReadOnlyList<string> classes, IReadOnlyList<long[]> counts, string caption = "") => Of(classes, counts, null, caption);

    private static Figure Of(IReadOnlyList<string> classes, IReadOnlyList<long[]> counts, IReadOnlyList<string[]>? words, string caption)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(counts);
        Guard.Length(counts.Count, classes.Count, nameof(counts));
        var n = classes.Count;
        var (shares, texts) = (new double[n * n], new string[n * n]);
        for (var r = 0; r < n; r++)
        {
            Guard.Length(counts[r].Length, n, nameof(counts));
            var all = counts[r].Sum();
            for (var c = 0; c < n; c++)
            {
                shares[(r * n) + c] = all > 0 ? (double)counts[r][c] / all : 0;
                texts[(r * n) + c] = Numbers.Count(counts[r][c]) + "\n" + (words is null ? "" : words[r][c] + ", ") + (all > 0 ? Numbers.Share(shares[(r * n) + c]) : "none there");
            }
        }

        return new()
        {
            Name = "confusion",
            Title = "What was there, and what was said",
            Caption = caption,
            Panels =
            [
                new()
                {
                    X = Axis.Named("was said", [.. classes]),
                    Y = Axis.Named("was there", [.. classes]),
                    Height = Math.Clamp(96.0 * n, 120, 1_500),
                    Marks = [new Cells([.. Enumerable.Range(0, n + 1).Select(k => k - 0.5)], n, shares) { Colours = CellColours.Tint, Texts = texts }],
                },
            ],
        };
    }
}
