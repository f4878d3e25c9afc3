using Kilter.Reports.Figures;
using Kilter.Reports.Words;

namespace Kilter.Reports.FigureKinds;

/// <summary>Every score as a dot in the order of the samples, coloured by its label, with the limit: do the classes part?</summary>
public static class ScoresByClass
{
    /// <summary>The figure.</summary>
    /// <param name="scores">One a sample.</param>
    /// <param name="labels">True where people labelled an anomaly; as many.</param>
    /// <param name="limit">The limit; NaN for none.</param>
    /// <param name="logarithmic">Scores on a logarithmic axis.</param>
    /// <param name="caption">On which rows, and the like.</param>
    public static Figure Of(double[] scores, bool[] labels, double limit, bool logarithmic = false, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(labels);
        Guard.Length(labels.Length, scores.Length, nameof(labels));
        Points Of(bool label, string name, MarkColour colour, double size, double opacity)
        {
            var at = Enumerable.Range(0, scores.Length).Where(i => labels[i] == label).ToArray();
            return new([.. at.Select(i => (double)i)], [.. at.Select(i => scores[i])]) { Name = $"{name} ({Numbers.Count(at.Length)})", Colour = colour, Size = size, Opacity = opacity };
        }

        // The rare class lies on top of the common one.
        List<IMark> marks = [Of(false, "normal", MarkColour.Expected, 3.2, 0.8), Of(true, "labelled", MarkColour.Label, 5, 1)];
        if (double.IsFinite(limit))
        {
            marks.Add(new Rule(limit, "limit " + Numbers.Value(limit)));
        }

        return new()
        {
            Name = "scores-by-class",
            Title = "Scores of both classes",
            Caption = caption,
            Panels = [new() { X = Axis.Linear("sample"), Y = logarithmic ? Axis.Logarithmic("score") : Axis.FromNought("score"), Marks = marks, Height = 280 }],
        };
    }
}
