using Kilter.Frames;
using Kilter.Numerics.Randomness;
using Kilter.Reports.FigureKinds;
using Kilter.Reports.Figures;

namespace Kilter.Tests.Reports.FigureKinds;

/// <summary>One figure of every kind, of numbers made up to look like those of the classic systems.</summary>
public static class FigureSamples
{
    private static readonly DateTime Start = new(2014, 10, 1, 0, 0, 0, DateTimeKind.Utc);

    public static IReadOnlyDictionary<string, Func<Figure>> All { get; } = new SortedDictionary<string, Func<Figure>>(StringComparer.Ordinal)
    {
        ["autocorrelation"] = () => AutocorrelationByLag.Of(Demand(5_000), 3_359, TimeSpan.FromMinutes(30), 336, "Half-hourly demand, lags up to ten weeks."),
        ["box plots"] = Boxes,
        ["code distances"] = Codes,
        ["confusion"] = () => ConfusionMatrix.Of(3_319, 286, 36, 13, "Test rows; limit 0.3 read from the validation part."),
        ["error histogram"] = Errors,
        ["flagged scatter"] = Scatter,
        ["forecast by horizon"] = Forecast,
        ["log scores"] = () => Scores(logarithmic: true),
        ["loss by epoch"] = Loss,
        ["precision and recall by limit"] = ByLimit,
        ["precision-recall curve"] = () => PrecisionRecallCurve.Of([1, .9, .8, .6, .6, .4, .2, 0], [.06, .09, .14, .22, .3, .45, .5, 1], 0.06, 0.31, (.6, .3), "Test rows. Labels chose the limit."),
        ["quantile bands"] = Bands,
        ["real and rebuilt"] = Rebuilt,
        ["residual heat map"] = Heat,
        ["residual histograms"] = Residuals,
        ["roc"] = () => RocCurve.Of([0, .02, .05, .1, .2, .4, .7, 1], [0, .3, .45, .6, .72, .85, .95, 1], 0.812, (.05, .45), "Test rows."),
        ["scores"] = () => Scores(logarithmic: false),
        ["scores by class"] = ByClass,
        ["seen and expected"] = Seen,
        ["series with shades"] = Shades,
        ["spectrum"] = () => SpectrumByPeriod.Of([("demand", MarkColour.Seen, Demand(5_000))], TimeSpan.FromMinutes(30), caption: "Half-hourly demand along time."),
        ["stacked"] = Stacked,
        ["value by setting"] = () => ValueBySetting.Of("look-back", "squared error", null, [("one layer", MarkColour.Seen, [1, 2, 4, 8, 16], [.31, .22, .18, .171, .19]), ("two layers", MarkColour.Expected, [1, 2, 4, 8, 16], [.3, .2, .15, .149, .16])]),
    };

    private static double[] Demand(int count)
    {
        var rng = new Rng(11);
        return [.. Enumerable.Range(0, count).Select(t => 15_000 + (7_000 * Math.Sin(2 * Math.PI * (t - 14) / 48)) + (2_500 * Math.Sin(2 * Math.PI * t / 336)) + (900 * rng.NextNormal()) + (t is > 1_550 and < 1_560 ? 14_000 : 0))];
    }

    private static TimeAxis HalfHours(int count) => TimeAxis.Regular(Start, TimeSpan.FromMinutes(30), count);

    private static LabelSet Labels(params (int From, int To)[] ranges) => new(ranges.Select(r => new SampleRange(r.From, r.To)));

    private static Figure Loss()
    {
        var rng = new Rng(3);
        double[] training = [.. Enumerable.Range(1, 100).Select(e => 0.09 + (0.36 * Math.Exp(-e / 4.0)) + (0.002 * rng.NextNormal()))];
        double[] held = [.. Enumerable.Range(1, 100).Select(e => 0.095 + (0.25 * Math.Exp(-e / 4.0)) + (0.004 * rng.NextNormal()))];
        return LossByEpoch.Of(training, held, 1 + Array.IndexOf(held, held.Min()), "mean absolute error", "Ended after 100 epochs; the best held-out epoch was kept.");
    }

    private static Figure Errors()
    {
        var rng = new Rng(5);
        double[] errors = [.. Enumerable.Range(0, 445).Select(_ => 0.06 + (0.05 * Math.Abs(rng.NextNormal())))];
        return ErrorHistogram.Of(errors, new() { Bins = 20, Range = (0, 0.5), Limit = 0.275, Normal = (0.1, 0.03), Label = "mean absolute error" }, "Training rows.");
    }

    private static (TimeAxis Time, double[] Scores) Bearings()
    {
        var rng = new Rng(7);
        var time = TimeAxis.Regular(new DateTime(2004, 2, 12, 10, 52, 39, DateTimeKind.Utc), TimeSpan.FromMinutes(10), 982);
        double[] scores = [.. Enumerable.Range(0, 982).Select(t => (0.09 * Math.Exp(0.2 * rng.NextNormal())) + (t > 530 ? 0.3 * Math.Exp((t - 530) / 100.0) : 0) - (t is 20 or 21 ? 0.2 : 0))];
        scores[300] = double.NaN;
        return (time, scores);
    }

    private static Figure Scores(bool logarithmic)
    {
        var (time, scores) = Bearings();
        return ScoreOverTime.Of(time, scores, 0.275, logarithmic, Labels((700, 982)), caption: "The limit was read from the training rows.");
    }

    private static Figure ByLimit()
    {
        double[] limits = [.. Enumerable.Range(0, 60).Select(k => 0.05 * Math.Pow(1.12, k))];
        return PrecisionRecallByLimit.Of(limits, [.. limits.Select(t => t / (t + 0.6)), 1], [.. limits.Select(t => Math.Exp(-t / 1.2)), 0], 1, 0.62, true, "Validation rows.");
    }

    private static Figure ByClass()
    {
        var rng = new Rng(9);
        bool[] labels = [.. Enumerable.Range(0, 3_654).Select(i => i % 75 == 13)];
        double[] scores = [.. labels.Select(l => 0.15 * Math.Exp((0.55 * rng.NextNormal()) + (l ? 0.7 : 0)))];
        return ScoresByClass.Of(scores, labels, 0.3, true, "Test rows.");
    }

    private static Figure Boxes()
    {
        var rng = new Rng(13);
        double[] Draw(int count, double middle) => [.. Enumerable.Range(0, count).Select(_ => middle * Math.Exp(0.5 * rng.NextNormal()))];
        string[] epochs = ["1", "10", "25", "50", "75", "100"];
        return BoxPlots.Of(epochs, [("normal", MarkColour.Expected, [.. epochs.Select((_, k) => Draw(400, 0.01 / (k + 1)))]), ("labelled", MarkColour.Label, [.. epochs.Select((_, k) => Draw(40, 0.014 / (1 + (0.4 * k))))])], logarithmic: true);
    }

    private static Figure Heat()
    {
        var rng = new Rng(17);
        double[] residuals = [.. Enumerable.Range(0, 24 * 256).Select(k => (0.12 * Math.Abs(rng.NextNormal())) + (k / 256 > 15 && Math.Abs((k % 256) - (10 * (k / 256 % 9)) - 60) < 6 ? 0.7 : 0))];
        return ResidualHeatMap.Of(residuals, [.. Enumerable.Range(1, 24).Select(r => $"curve {r}")], 1, null, "curve", "Each row is a curve. The stronger the colour, the less the autoencoder could rebuild this place.");
    }

    private static Figure Residuals()
        => ResidualHistograms.Of(
            [.. Enumerable.Range(0, 11).Select(k => -0.3 + (0.06 * k))],
            [("normal curve", MarkColour.Expected, [0, 2, 8, 30, 88, 94, 26, 6, 2, 0]), ("anomalous curve", MarkColour.Event, [9, 18, 22, 31, 50, 48, 33, 20, 15, 8])], caption: "256 residuals a curve.");

    private static Figure Bands()
    {
        var seen = Demand(2_000);
        var smooth = seen.Select((_, t) => 15_000 + (7_000 * Math.Sin(2 * Math.PI * (t - 14) / 48)) + (2_500 * Math.Sin(2 * Math.PI * t / 336))).ToArray();
        double[] low = [.. smooth.Select((v, t) => v - 1_500 - (t is > 1_540 and < 1_590 ? 6_000 : 0) + (t % 400 < 3 ? 2_400 : 0))];
        double[] high = [.. smooth.Select((v, t) => v + 1_700 + (t is > 1_540 and < 1_590 ? 9_000 : 0))];
        return QuantileBands.Of(HalfHours(2_000), low, smooth, high, seen, "passengers", "a half-hour", Labels((1_420, 1_580)), "Quantiles 0.1, 0.5 and 0.9.");
    }

    private static Figure Rebuilt()
    {
        double Peak(double x, double m, double s) => Math.Exp(-(x - m) * (x - m) / (2 * s * s));
        (string, double[], double[]) Curve(string title, double m, double second)
        {
            var x = Enumerable.Range(0, 256).Select(i => i / 255.0).ToArray();
            return (title, [.. x.Select(v => Peak(v, m, 0.2) + (second * Peak(v, 0.7, 0.02)))], [.. x.Select(v => 0.98 * Peak(v, m + 0.004, 0.2))]);
        }

        return RealAgainstRebuilt.Of([Curve("normal", 0.4, 0), Curve("found", 0.35, 0.12), Curve("missed", 0.6, 0.05)], across: "place on the curve");
    }

    private static Figure Scatter()
    {
        var rng = new Rng(19);
        double[] x = [.. Enumerable.Range(0, 307).Select(i => i > 300 ? 9 + (i % 7 * 2) : 14.1 + (1.36 * rng.NextNormal()))];
        double[] y = [.. Enumerable.Range(0, 307).Select(i => i > 300 ? 22 - (i % 5 * 3) : 15 + (1.31 * rng.NextNormal()))];
        double Density(double a, double b) => -3.1 - (0.5 * ((((a - 14.1) / 1.36) * ((a - 14.1) / 1.36)) + (((b - 15) / 1.31) * ((b - 15) / 1.31))));
        return FlaggedScatter.Of(x, y, [.. x.Zip(y, (a, b) => Density(a, b) < -9.3)], "latency, ms", "throughput, MB/s", Density, limit: -9.3, caption: "Contours: each a tenth of the density inside it. The limit was chosen by F1 on the labelled set.");
    }

    private static Figure Forecast()
    {
        var seen = Demand(700);
        double[] Expected(int horizon) => [.. Enumerable.Range(0, 700).Select(t => t < horizon ? double.NaN : seen[t - horizon] + (600 * Math.Cos(t / 8.0)))];
        return ForecastByHorizon.Of(HalfHours(700), seen, [(1, Expected(1)), (3, Expected(3)), (6, Expected(6))], "passengers", "a half-hour", Labels((300, 340)));
    }

    private static Figure Codes()
    {
        var rng = new Rng(23);
        var time = TimeAxis.Regular(Start, TimeSpan.FromMinutes(1), 1_000);
        double[] distances = [.. Enumerable.Range(0, 1_000).Select(t => (0.1 * Math.Abs(rng.NextNormal())) + (t is 250 or 610 ? 1.1 : 0))];
        double[] Step(double a, double b, double c) => [.. Enumerable.Range(0, 1_000).Select(t => (t < 250 ? a : t < 610 ? b : c) + (0.2 * rng.NextNormal()))];
        return CodeDistances.Of(time, distances, 0.9, [250, 610], [("flow", "L/min", Step(4, 6, 2), [250, 610]), ("pressure", "bar", Step(1, 1, 3), [610]), ("temperature", "°C", Step(20, 20, 20), [])]);
    }

    private static Figure Shades()
    {
        var seen = Demand(1_200);
        bool[] flags = [.. seen.Select((_, t) => t is > 604 and < 612)];
        seen[900] = double.NaN;
        return SeriesWithShades.Of(HalfHours(1_200), [("passengers", "a half-hour", seen, flags), ("hour of the day", null, [.. seen.Select((_, t) => t % 48 / 2.0)], null)], [new SampleRange(600, 640)], Labels((590, 660)));
    }

    private static Figure Seen()
    {
        var seen = Demand(1_000);
        double[] expected = [.. seen.Select((_, t) => t == 0 ? double.NaN : seen[t - 1])];
        return SeenAgainstExpected.Of(HalfHours(1_000), seen, expected, 3_900, null, "passengers", "a half-hour", null, 700, "Flagged: the largest 1 % of the differences.");
    }

    private static Figure Stacked()
    {
        var (time, scores) = Bearings();
        return StackedPanels.Of("log-density", "Log density under the values", [
            new() { X = Axis.Of(time), Y = Axis.Linear("vibration", "g"), Marks = [Series.Line(time, [.. scores.Select(Math.Sqrt)]), Series.Wash(time, [new SampleRange(530, 540), new SampleRange(600, 982)], "flagged")], Height = 120 },
            ScoreOverTime.Panel(time, [.. scores.Select(s => -Math.Log(Math.Abs(s) + 0.01))], double.NaN, label: "log density") with { Height = 120 },
        ]);
    }
}
