using Kilter.Evaluation;
using Kilter.Evaluation.Metrics;
using Kilter.Frames;

namespace Kilter.Recipes.Steps;

/// <summary>Whether labelled windows stand out from all other days.</summary>
internal static class RankDaysStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "rank-days",
        Does = "compares the highest score of each labelled window with the highest of each day outside: leaves NAME.above (windows above every other day), NAME.days (other days that reach the weakest window), NAME.margin (the weakest window over the strongest other day), NAME.auc (of samples, by the area under the ROC curve)",
        Settings =
        [
            new("in", "", "a vector", "the scores: one a row of the data, or one a window"),
            new("windows", "none", "windows", "whose targets the scores belong to"),
            new("data", "", "a reading or frame", "when the rows were taken"),
            new("labels", "", "labels", "the labelled windows"),
            new("from", "0", "a row", "the first row that is judged"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var frame = LabelsStep.FrameOf(bench.Get<object>(settings.Text("data")));
        var scores = bench.Get<double[]>(settings.Text("in"));
        if (settings.Has("windows"))
        {
            var rows = bench.Get<WindowBatch>(settings.Text("windows")).Rows;
            Guard.Length(scores.Length, rows.Length, "in");
            var placed = new double[frame.Count];
            Array.Fill(placed, double.NaN);
            for (var n = 0; n < rows.Length; n++)
            {
                placed[rows[n]] = scores[n];
            }

            scores = placed;
        }

        var (labels, from) = (bench.Get<LabelSet>(settings.Text("labels")), settings.WholeNumber("from", 0));
        var ranking = DayRanking.Of(scores, frame.Time, labels, from);
        int[] judged = [.. Enumerable.Range(from, frame.Count - from).Where(t => !double.IsNaN(scores[t]))];
        var truth = Array.ConvertAll(judged, t => labels.Overlaps(new SampleRange(t, t + 1)));
        bench.Put(settings.As + ".auc", RocCurve.Area(RankedScores.Of(Array.ConvertAll(judged, t => scores[t]), truth)));
        bench.Put(settings.As, ranking);
        bench.Put(settings.As + ".above", (double)ranking.WindowsAbove);
        bench.Put(settings.As + ".days", (double)ranking.DaysReached);
        bench.Put(settings.As + ".margin", ranking.Margin);
    }
}
