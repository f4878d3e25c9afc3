using Kilter.Events;
using Kilter.Frames;

namespace Kilter.Recipes.Steps;

/// <summary>Looks for periods in flags.</summary>
internal static class RecurrenceStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "recurrence",
        Does = "merges the flags of each series to events and looks whether these come back evenly, by the record's clock; leaves the median period of each series in usual steps as NAME (NaN where there is none), the number of periodic series as NAME.periodic, the number of series as NAME.series, and where true periods are given the share found within a twentieth as NAME.right",
        Settings =
        [
            new("in", "", "flags", "one a row"),
            new("of", "", "a reading or frame", "the record they belong to"),
            new("series", "one series", "a vector", "the number of each row's series; rows of one stand together"),
            new("merge-gap", "3", "0 up", "flags at most so many rows apart are one event"),
            new("periods", "none", "a vector", "the true period of each series"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var (flags, time) = (bench.Get<bool[]>(settings.Text("in")), LabelsStep.FrameOf(bench.Get<object>(settings.Text("of"))).Time);
        Guard.Length(flags.Length, time.Count, "in");
        var series = settings.Has("series") ? bench.Get<double[]>(settings.Text("series")) : new double[flags.Length];
        SampleRange[] stretches = [.. ScaleSeriesStep.Stretches(series)];
        var (periods, periodic) = (new double[stretches.Length], 0);
        for (var n = 0; n < stretches.Length; n++)
        {
            var found = Of(flags, time, stretches[n], settings.WholeNumber("merge-gap", 3));
            (periods[n], periodic) = (found.Period, periodic + (found.IsPeriodic ? 1 : 0));
        }

        bench.Put(settings.As, periods);
        bench.Put(settings.As + ".periodic", (double)periodic);
        bench.Put(settings.As + ".series", (double)stretches.Length);
        if (settings.Has("periods"))
        {
            var truth = bench.Get<double[]>(settings.Text("periods"));
            Guard.Length(truth.Length, periods.Length, "periods");
            bench.Put(settings.As + ".right", (double)periods.Zip(truth).Count(p => Math.Abs(p.First - p.Second) <= 0.05 * p.Second) / truth.Length);
        }
    }

    private static Recurrence Of(bool[] flags, TimeAxis time, SampleRange rows, int mergeGap)
    {
        var multiples = Array.ConvertAll(flags[rows.Start..rows.End], f => f ? 1f : 0f);
        var events = EventExtractor.Extract(multiples, new EventOptions { MergeGap = mergeGap });
        var step = (double)Math.Max(1, time.TypicalStep());

        // By the clock, not by rows: a gap between two events must not shorten their distance.
        return Recurrence.Of([.. events.Select(e => (time[rows.Start + e.Start] + time[rows.Start + e.End - 1]) / 2.0 / step)]);
    }
}
