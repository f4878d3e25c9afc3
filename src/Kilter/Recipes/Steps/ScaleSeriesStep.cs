using Kilter.Frames;
using Kilter.Scaling;

namespace Kilter.Recipes.Steps;

/// <summary>Scales each series of a record by itself.</summary>
internal static class ScaleSeriesStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "scale-series",
        Does = "scales each of several series that share a record by what a scaler learns from that series alone",
        Settings =
        [
            new("in", "", "a reading or frame", "what is scaled"),
            new("series", "", "a vector", "the number of each row's series; rows of one stand together"),
            new("with", "standard", "a scaler's name", "the scaler"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var (frame, series) = (LabelsStep.FrameOf(bench.Get<object>(settings.Text("in"))), bench.Get<double[]>(settings.Text("series")));
        Guard.Length(series.Length, frame.Count, "series");
        var (scaled, channels, scaler) = (frame.Values.ToArray(), frame.Channels.Count, ScalerCatalog.Create(settings.Text("with", "standard"), Settings.None));
        foreach (var rows in Stretches(series))
        {
            var fitted = scaler.Fit(frame, rows);
            for (var i = rows.Start * channels; i < rows.End * channels; i++)
            {
                scaled[i] = fitted.Apply(i % channels, scaled[i]);
            }
        }

        bench.Put(settings.As, new Frame(frame.Time, frame.Channels, scaled));
    }

    /// <summary>The rows of each series.</summary>
    internal static IEnumerable<SampleRange> Stretches(double[] series)
    {
        for (var start = 0; start < series.Length;)
        {
            var end = start + 1;
            while (end < series.Length && series[end].Equals(series[start]))
            {
                end++;
            }

            yield return new SampleRange(start, end);
            start = end;
        }
    }
}
