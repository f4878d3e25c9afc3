using System.Globalization;
using System.Text;

namespace Kilter.Evaluation.Metrics;

/// <summary>One class of a report.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Counts">Its samples against all others.</param>
public sealed record ClassRow(string Name, Confusion Counts)
{
    /// <summary>Samples of the class.</summary>
    public long Support => Counts.Positives;
}

/// <summary>A mean over classes.</summary>
/// <param name="Precision">Mean precision.</param>
/// <param name="Recall">Mean recall.</param>
/// <param name="F1">Mean F1.</param>
public sealed record ClassMean(double Precision, double Recall, double F1);

/// <summary>Precision, recall, F1 and support of each class, their plain and their weighted mean, and the accuracy.</summary>
/// <remarks>
/// In the means a class whose ratio is undefined counts 0, as in the worked definition (scikit-learn); the text marks it with a star and says so.
/// Source: D. D. Lewis, "Evaluating text categorization", 1991 (macro averages).
/// </remarks>
public sealed class ClassificationReport
{
    private readonly long _right;

    private ClassificationReport(IReadOnlyList<ClassRow> classes, long right)
    {
        Classes = classes;
        _right = right;
    }

    /// <summary>The classes, in the order given.</summary>
    public IReadOnlyList<ClassRow> Classes { get; }

    /// <summary>All samples.</summary>
    public long Support => Classes.Sum(c => c.Support);

    /// <summary>The share of samples judged rightly; NaN without samples.</summary>
    public double Accuracy => Support == 0 ? double.NaN : (double)_right / Support;

    /// <summary>The plain mean over classes.</summary>
    public ClassMean Macro => Mean(_ => 1);

    /// <summary>The mean weighted by support.</summary>
    public ClassMean Weighted => Mean(c => c.Support);

    /// <summary>The report of classes 0 … names−1.</summary>
    /// <param name="labels">The true class of each sample (T).</param>
    /// <param name="judged">The class given to each sample (T).</param>
    /// <param name="names">What the classes are called.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a class has no name.</exception>
    public static ClassificationReport Of(ReadOnlySpan<int> labels, ReadOnlySpan<int> judged, params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        Guard.Length(judged.Length, labels.Length, nameof(judged));
        var (actual, given, both) = (new long[names.Count], new long[names.Count], new long[names.Count]);
        for (var t = 0; t < labels.Length; t++)
        {
            if ((uint)labels[t] >= names.Count || (uint)judged[t] >= names.Count)
            {
                throw new ArgumentException(FormattableString.Invariant($"Sample {t} is of class {labels[t]} and was given class {judged[t]}; there are names for classes 0 to {names.Count - 1}."), nameof(labels));
            }

            actual[labels[t]]++;
            given[judged[t]]++;
            both[labels[t]] += labels[t] == judged[t] ? 1 : 0;
        }

        var count = labels.Length;
        return new(
            [.. names.Select((name, k) => new ClassRow(name, new Confusion(count - actual[k] - given[k] + both[k], given[k] - both[k], actual[k] - both[k], both[k])))],
            both.Sum());
    }

    /// <summary>The report of "normal" (class 0) and "anomalous" (class 1) from four counts.</summary>
    public static ClassificationReport Of(Confusion counts, string normal = "0", string anomalous = "1")
        => new(
            [
                new(normal, new Confusion(counts.TruePositives, counts.FalseNegatives, counts.FalsePositives, counts.TrueNegatives)),
                new(anomalous, counts),
            ],
            counts.TrueNegatives + counts.TruePositives);

    /// <summary>The report as text: two decimals, one class a line. Lines end in \n.</summary>
    public string ToText()
    {
        var width = Math.Max("weighted avg".Length, Classes.Max(c => c.Name.Length));
        var text = new StringBuilder();
        Line("", "precision", "recall", "f1-score", "support");
        text.Append('\n');
        var starred = false;
        foreach (var row in Classes)
        {
            starred |= double.IsNaN(row.Counts.Precision + row.Counts.Recall);
            Line(row.Name, Figure(row.Counts.Precision), Figure(row.Counts.Recall), Figure(row.Counts.FBeta(1)), Whole(row.Support));
        }

        text.Append('\n');
        Line("accuracy", "", "", Figure(Accuracy), Whole(Support));
        Line("macro avg", Figure(Macro.Precision), Figure(Macro.Recall), Figure(Macro.F1), Whole(Support));
        Line("weighted avg", Figure(Weighted.Precision), Figure(Weighted.Recall), Figure(Weighted.F1), Whole(Support));
        return text.Append(starred ? "\n* undefined (0/0); counts as 0 in the averages\n" : "").ToString();

        void Line(params ReadOnlySpan<string> cells)
        {
            text.Append(cells[0].PadLeft(width));
            foreach (var cell in cells[1..])
            {
                text.Append(cell.PadLeft(11));
            }

            text.Append('\n');
        }
    }

    private ClassMean Mean(Func<ClassRow, double> weight)
    {
        var all = Classes.Sum(weight);
        return new(
            Classes.Sum(c => weight(c) * c.Counts.PrecisionOrZero) / all,
            Classes.Sum(c => weight(c) * c.Counts.RecallOrZero) / all,
            Classes.Sum(c => weight(c) * c.Counts.FBetaOrZero(1)) / all);
    }

    private static string Figure(double value) => double.IsNaN(value) ? "0.00*" : value.ToString("F2", CultureInfo.InvariantCulture);

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);
}
