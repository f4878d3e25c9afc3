using Kilter.Evaluation;
using Kilter.Reports.FigureKinds;
using Kilter.Reports.Figures;

namespace Kilter.Recipes.Figures;

/// <summary>Draws the kinds of figures that recipes name, from things on a bench.</summary>
internal static class FigureDrawing
{
    private static readonly (string Kind, Func<FigureInputs, Figure> Draw)[] All =
    [
        ("autocorrelation", i => AutocorrelationByLag.Of(i.Values, i.Settings.WholeNumber("most", i.Values.Length / 5), Step(i), caption: i.Caption)),
        ("bands", i => QuantileBands.Of(i.Time(i.Values.Length), i.Vector("low"), i.Values, i.Vector("high"), i.VectorOrNone("seen"), i.Label, i.Unit, i.LabelsOrNone, i.Caption)),
        ("box-plots", Boxes),
        ("code-distances", CodeDistances),
        ("confusion", Confusion),
        ("forecasts", Forecasts),
        ("heat-map", HeatMap),
        ("histogram", Histogram),
        ("loss", i => LossByEpoch.Of([.. i.History.Epochs.Select(e => e.Loss)], HeldOut(i), caption: i.Caption, unit: i.Unit)),
        ("precision-recall", i => PrecisionRecall(i, byLimit: false)),
        ("precision-recall-by-limit", i => PrecisionRecall(i, byLimit: true)),
        ("rebuilt", Rebuilt),
        ("residual-histograms", ResidualBars),
        ("roc", Roc),
        ("scatter", i => FlaggedScatter.Of(i.Vectors[0], i.Vectors[1], i.FlagsOrNone, i.NameOf(0), i.NameOf(1), i.ContoursOrNone, limit: i.Limit, caption: i.Caption)),
        ("score", i => ScoreOverTime.Of(i.Time(i.Values.Length), i.Values, i.Limit, i.Logarithmic, i.LabelsOrNone, i.Unit, i.Caption)),
        ("scores-by-class", i => ScoresByClass.Of(i.Values, i.Truth(i.Values.Length), i.Limit, i.Logarithmic, i.Caption)),
        ("seen-expected", i => SeenAgainstExpected.Of(i.Time(i.Values.Length), i.Vector("seen"), i.Values, i.Limit, i.FlagsOrNone, i.Label, i.Unit, i.LabelsOrNone, caption: i.Caption)),
        ("series", SeriesOf),
        ("spectrum", i => SpectrumByPeriod.Of([.. i.Vectors.Select((v, n) => (i.NameOf(n), i.ColourOf(n), v))], Step(i), caption: i.Caption)),
    ];

    /// <summary>The kinds, sorted.</summary>
    public static IEnumerable<string> Kinds => All.Select(k => k.Kind);

    /// <summary>Draws one.</summary>
    /// <exception cref="DataException">There is no such kind.</exception>
    public static Figure Draw(FigureInputs inputs)
    {
        var (_, draw) = All.FirstOrDefault(k => k.Kind == inputs.Kind);
        return draw is not null ? draw(inputs) : throw inputs.Settings.Wrong("kind", $"one of {string.Join(", ", Kinds)}");
    }

    private static TimeSpan? Step(FigureInputs inputs)
        => inputs.Settings.Has("time") && inputs.Time(2) is { HasTime: true } time ? new TimeSpan(time[1] - time[0]) : null;

    private static double[]? HeldOut(FigureInputs inputs)
        => inputs.History.Epochs.Any(e => !double.IsNaN(e.ValidationLoss)) ? [.. inputs.History.Epochs.Select(e => e.ValidationLoss)] : null;

    private static Figure Histogram(FigureInputs inputs)
    {
        var options = new ErrorHistogramOptions
        {
            Bins = inputs.Settings.WholeNumber("bins", 40),
            Range = inputs.Pair("range"),
            KernelDensity = inputs.Settings.Flag("density", true),
            Normal = inputs.Pair("normal"),
            Limit = double.IsNaN(inputs.Limit) ? null : inputs.Limit,
            LogCounts = inputs.Logarithmic,
            Label = inputs.Label,
            Unit = inputs.Unit,
        };
        return inputs.Vectors.Count == 1
            ? ErrorHistogram.Of(inputs.Values, options, inputs.Caption)
            : ErrorHistogram.Of([.. inputs.Vectors.Select((v, n) => (inputs.NameOf(n), inputs.ColourOf(n), v))], options, inputs.Caption);
    }

    private static Figure Confusion(FigureInputs inputs)
    {
        var flags = inputs.Flags;
        var counts = Evaluation.Metrics.Confusion.Of(inputs.Truth(flags.Length), flags);
        return ConfusionMatrix.Of(counts.TrueNegatives, counts.FalsePositives, counts.FalseNegatives, counts.TruePositives, inputs.Caption);
    }

    private static Figure Roc(FigureInputs inputs)
    {
        var ranked = RankedScores.Of(inputs.Values, inputs.Truth(inputs.Values.Length));
        var points = Evaluation.Metrics.RocCurve.Points(ranked);
        return Reports.FigureKinds.RocCurve.Of(
            [.. points.Select(p => p.FalseAlarmRate)], [.. points.Select(p => p.Recall)], Evaluation.Metrics.RocCurve.Area(ranked), caption: inputs.Caption);
    }

    private static Figure PrecisionRecall(FigureInputs inputs, bool byLimit)
    {
        var ranked = RankedScores.Of(inputs.Values, inputs.Truth(inputs.Values.Length));
        var points = Evaluation.Metrics.PrecisionRecallCurve.Points(ranked);
        if (byLimit)
        {
            // The last point has no limit: precision 1 at recall 0 is a convention, not a measurement.
            points = [.. points.Where(p => double.IsFinite(p.Limit))];
            return PrecisionRecallByLimit.Of(
                [.. points.Select(p => p.Limit)], [.. points.Select(p => p.Precision)], [.. points.Select(p => p.Recall)],
                chosen: double.IsNaN(inputs.Limit) ? null : inputs.Limit, logarithmic: inputs.Logarithmic, caption: inputs.Caption);
        }

        return Reports.FigureKinds.PrecisionRecallCurve.Of(
            [.. points.Select(p => p.Recall)], [.. points.Select(p => p.Precision)], (double)ranked.Positives / ranked.Count,
            Evaluation.Metrics.PrecisionRecallCurve.AveragePrecision(ranked), caption: inputs.Caption);
    }

    private static Figure Boxes(FigureInputs inputs)
    {
        // The values are those of class after class, each with one vector a place.
        var (places, names) = (inputs.Settings.Texts("places"), inputs.Settings.Texts("names"));
        var vectors = inputs.Vectors;
        Guard.Length(vectors.Count, places.Count * names.Count, "values");
        return BoxPlots.Of(
            places,
            [.. names.Select((name, n) => (name, inputs.ColourOf(n), (IReadOnlyList<double[]>)[.. vectors.Skip(n * places.Count).Take(places.Count)]))],
            inputs.Settings.Text("across", "place"), inputs.Label, inputs.Logarithmic, inputs.Caption);
    }

    private static Figure Forecasts(FigureInputs inputs)
    {
        var seen = inputs.Vector("seen");
        var horizons = inputs.Settings.Numbers("horizons");
        Guard.Length(horizons.Count, inputs.Vectors.Count, "horizons");
        return ForecastByHorizon.Of(inputs.Time(seen.Length), seen, [.. inputs.Vectors.Select((v, n) => ((int)horizons[n], v))], inputs.Label, inputs.Unit, inputs.LabelsOrNone, inputs.Caption);
    }

    private static Figure HeatMap(FigureInputs inputs)
    {
        var grid = inputs.Grid;
        var names = inputs.Settings.Texts("names");
        return ResidualHeatMap.Of(
            grid.Values, names.Count > 0 ? names : [.. Enumerable.Range(0, grid.Rows).Select(r => FormattableString.Invariant($"{r}"))],
            inputs.Pair("range")?.Second ?? 1, down: inputs.Settings.Text("across", "channel"), caption: inputs.Caption);
    }

    private static Figure ResidualBars(FigureInputs inputs)
    {
        var (low, high) = inputs.Pair("range") ?? throw inputs.Settings.Wrong("range", "two numbers, the ends of the bins,");
        var bins = inputs.Vectors[0].Length;
        double[] edges = [.. Enumerable.Range(0, bins + 1).Select(b => low + ((high - low) * b / bins))];
        return ResidualHistograms.Of(edges, [.. inputs.Vectors.Select((v, n) => (inputs.NameOf(n), inputs.ColourOf(n), v))], inputs.Label, inputs.Caption);
    }

    private static Figure Rebuilt(FigureInputs inputs)
    {
        // Two grids: what was real, and what was rebuilt of it, row by row.
        var grids = inputs.Grids;
        Guard.Length(grids.Count, 2, "values");
        var curves = Enumerable.Range(0, grids[0].Rows).Select(r => (inputs.Settings.Texts("names") is { } names && r < names.Count ? names[r] : $"row {r}", grids[0][r].ToArray(), grids[1][r].ToArray()));
        return RealAgainstRebuilt.Of([.. curves], inputs.Label, inputs.Settings.Text("across", "place"), inputs.Caption);
    }

    private static Figure SeriesOf(FigureInputs inputs)
    {
        var frame = inputs.Frame;
        var flags = inputs.FlagsOrNone;
        var channels = frame.Channels.Select((c, n) => (c.Name, c.Unit ?? inputs.Unit, frame.Column(n), flags));
        return SeriesWithShades.Of(frame.Time, [.. channels], labels: inputs.LabelsOrNone, caption: inputs.Caption);
    }

    private static Figure CodeDistances(FigureInputs inputs)
    {
        // Values: the distances, then one vector a channel on the same clock. Flags: where the events are.
        var vectors = inputs.Vectors;
        int[] events = [.. Enumerable.Range(0, inputs.Flags.Length).Where(t => inputs.Flags[t])];
        return Reports.FigureKinds.CodeDistances.Of(
            inputs.Time(vectors[0].Length), vectors[0], inputs.Limit, events,
            [.. vectors.Skip(1).Select((v, n) => (inputs.NameOf(n + 1), (string?)null, v, (IReadOnlyList<int>)[]))], inputs.Caption);
    }
}
