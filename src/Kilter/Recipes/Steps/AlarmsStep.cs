using Kilter.Frames;
using Kilter.Reports;

namespace Kilter.Recipes.Steps;

/// <summary>Counts alarms against labelled stretches.</summary>
internal static class AlarmsStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "alarms",
        Does = "counts alarms against labelled stretches: NAME.found stretches that some alarm touches, of NAME.all, NAME.false alarms that touch none, NAME.rows flagged; events of a report, or runs of flags",
        Settings =
        [
            new("in", "", "a report or flags", "whose alarms"),
            new("labels", "", "a label set", "the human truth"),
            new("merge", "0", "0 up", "runs of flags at most so many rows apart are one alarm"),
            new("from", "0", "a row", "alarms that end before it do not count: the rows that were learned from"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var labels = bench.Get<LabelSet>(settings.Text("labels"));
        var alarms = bench.Get<object>(settings.Text("in")) switch
        {
            Report report => [.. report.Events.Select(e => e.Range)],
            bool[] flags => Merge(LabelSet.FromFlags(flags).Ranges, settings.WholeNumber("merge", 0)),
            _ => throw settings.Wrong("in", "the name of a report or flags"),
        };
        var counted = alarms.Where(a => a.End > settings.WholeNumber("from", 0)).ToList();
        bench.Put(settings.As, new LabelSet(counted));
        bench.Put(settings.As + ".found", (double)labels.Ranges.Count(l => counted.Any(a => a.Overlaps(l))));
        bench.Put(settings.As + ".all", (double)labels.Ranges.Count);
        bench.Put(settings.As + ".false", (double)counted.Count(a => !labels.Overlaps(a)));
        bench.Put(settings.As + ".rows", (double)counted.Sum(a => a.Length));
    }

    /// <summary>Runs with gaps of at most <paramref name="gap"/> rows between them made one.</summary>
    internal static List<SampleRange> Merge(IReadOnlyList<SampleRange> runs, int gap)
    {
        var merged = new List<SampleRange>();
        foreach (var run in runs)
        {
            if (merged.Count > 0 && run.Start - merged[^1].End <= gap)
            {
                merged[^1] = new SampleRange(merged[^1].Start, run.End);
            }
            else
            {
                merged.Add(run);
            }
        }

        return merged;
    }
}
