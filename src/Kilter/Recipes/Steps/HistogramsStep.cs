using Kilter.Detectors.Errors;

namespace Kilter.Recipes.Steps;

/// <summary>Counts the values of each row.</summary>
internal static class HistogramsStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "histograms",
        Does = "counts, row by row, how many values of a grid fall into each of some equal bins; values outside are dropped",
        Settings =
        [
            new("in", "", "a grid", "whose rows are counted"),
            new("low", "-0.3", "a number", "where the first bin begins"),
            new("high", "0.3", "a number above low", "where the last bin ends, included"),
            new("bins", "10", "1 up", "how many bins"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var grid = bench.Get<Grid>(settings.Text("in"));
        var histogram = new ResidualHistogram(settings.Number("low", -0.3), settings.Number("high", 0.3), settings.WholeNumber("bins", 10));
        var counts = new Grid(histogram.Bins, new double[grid.Rows * histogram.Bins]);
        for (var r = 0; r < grid.Rows; r++)
        {
            histogram.Count(grid[r], counts.Values.AsSpan(r * histogram.Bins, histogram.Bins));
        }

        bench.Put(settings.As, counts);
    }
}
