using Kilter.Numerics.Signal;
using Kilter.Reports.Figures;
using Kilter.Reports.Words;

namespace Kilter.Reports.FigureKinds;

/// <summary>How like itself a series is some time later: is there a season?</summary>
public static class AutocorrelationByLag
{
    /// <summary>The figure. The band holds 95 % of the correlations that a series without memory of this length would show.</summary>
    /// <param name="values">Finite values, evenly spaced.</param>
    /// <param name="most">The largest lag, in samples.</param>
    /// <param name="step">Time between samples; null to count lags in samples.</param>
    /// <param name="season">A season to mark, in samples; null for none.</param>
    /// <param name="caption">Of which rows, and the like.</param>
    public static Figure Of(double[] values, int most, TimeSpan? step = null, int? season = null, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(values);
        var correlations = Autocorrelation.Of(values, most);
        var unit = step?.TotalSeconds ?? 1;
        var lags = Enumerable.Range(1, most).Select(k => k * unit).ToArray();
        var chance = 1.96 / Math.Sqrt(values.Length);
        List<IMark> marks =
        [
            new Band([unit, most * unit], [-chance, -chance], [chance, chance]) { Name = "95 % of chance", Colour = MarkColour.Quiet, Opacity = 0.2 },
            new Stems(lags, correlations[1..]) { Name = "autocorrelation", Colour = MarkColour.Seen },
        ];
        if (season is { } at)
        {
            var words = step is { } length ? NumberWords(at * length.TotalSeconds) : Numbers.Count(at, "sample");
            marks.Add(new Rule(at * unit, words) { Upright = true });
        }

        return new()
        {
            Name = "autocorrelation",
            Title = "Likeness to itself some time later",
            Caption = caption,
            Wide = true,
            Panels = [new() { X = step is null ? Axis.Linear("lag", "samples") : Axis.Duration("lag"), Y = new Axis { Label = "autocorrelation", High = 1 }, Marks = marks, Height = 200 }],
        };
    }

    private static string NumberWords(double seconds) => Svg.NumberTicks.SayDuration(seconds, seconds);
}
