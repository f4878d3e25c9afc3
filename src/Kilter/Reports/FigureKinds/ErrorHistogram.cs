using Kilter.Numerics.Randomness;
using Kilter.Numerics.Statistics;
using Kilter.Reports.Figures;

namespace Kilter.Reports.FigureKinds;

/// <summary>What <see cref="ErrorHistogram"/> draws over the bars.</summary>
public sealed record ErrorHistogramOptions
{
    /// <summary>Bins. In [1, 500]. Default 40.</summary>
    public int Bins { get; init => field = Guard.InRange(value, 1, 500); } = 40;

    /// <summary>The values from the first to the last bin; null for the lowest and highest there are.</summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>Draws a Gaussian kernel density, scaled to the counts. Default true.</summary>
    public bool KernelDensity { get; init; } = true;

    /// <summary>Draws the density of a normal distribution with this mean and deviation, scaled to the counts; null for none.</summary>
    public (double Mean, double Deviation)? Normal { get; init; }

    /// <summary>The limit, marked by a dashed line; null for none.</summary>
    public double? Limit { get; init; }

    /// <summary>Counts on a logarithmic axis, so that rare values can be seen beside common ones.</summary>
    public bool LogCounts { get; init; }

    /// <summary>What is counted: "error", "score". Default "error".</summary>
    public string Label { get; init; } = "error";

    /// <summary>Its unit; null for none.</summary>
    public string? Unit { get; init; }
}

/// <summary>How often errors of each size came: bars, a smooth density, a fitted one, and the limit. Where should the limit lie?</summary>
public static class ErrorHistogram
{
    private const int Places = 240;

    /// <summary>The figure for one group.</summary>
    /// <param name="errors">The errors or scores; values that are not finite are left out.</param>
    /// <param name="options">What is drawn; null for the defaults.</param>
    /// <param name="caption">Whose errors these are.</param>
    public static Figure Of(double[] errors, ErrorHistogramOptions? options = null, string caption = "")
        => Of([("errors", MarkColour.Expected, errors)], options, caption);

    /// <summary>The figure for several groups over each other, such as training and test, or two classes.</summary>
    /// <param name="groups">Name, colour and values of each; the same bins for all.</param>
    /// <param name="options">What is drawn; null for the defaults.</param>
    /// <param name="caption">Whose errors these are.</param>
    public static Figure Of(IReadOnlyList<(string Name, MarkColour Colour, double[] Values)> groups, ErrorHistogramOptions? options = null, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(groups);
        var chosen = options ?? new();
        var all = groups.SelectMany(g => g.Values).ToArray();
        var whole = chosen.Range is { } range ? Histogram.Of(all, chosen.Bins, range.Low, range.High) : Histogram.Of(all, chosen.Bins);
        var (low, high) = (whole.Edges[0], whole.Edges[^1]);
        var width = (high - low) / chosen.Bins;
        var marks = new List<IMark>();
        foreach (var (name, colour, values) in groups)
        {
            var counts = Histogram.Of(values, chosen.Bins, low, high).Counts;
            marks.Add(new Bars(whole.Edges, [.. counts.Select(c => (double)c)]) { Name = groups.Count > 1 ? name : null, Colour = colour, Opacity = groups.Count > 1 ? 0.55 : 0.75 });
        }

        foreach (var (_, colour, values) in groups.Where(g => chosen.KernelDensity && g.Values.Any(double.IsFinite)))
        {
            var (x, density) = new KernelDensity(values).On(low, high, Places);
            var scale = values.Count(double.IsFinite) * width;
            marks.Add(new Line(x, [.. density.Select(d => Shown(d * scale, chosen))]) { Name = groups.Count > 1 ? null : "kernel density", Colour = groups.Count > 1 ? colour : MarkColour.Seen, Width = 2 });
        }

        if (chosen.Normal is { Deviation: > 0 } normal)
        {
            marks.Add(Bell(normal, low, high, all.Count(double.IsFinite) * width, chosen));
        }

        if (chosen.Limit is { } limit)
        {
            marks.Add(new Rule(limit, "limit") { Upright = true });
        }

        return new()
        {
            Name = "error-histogram",
            Title = "How often errors of each size came",
            Caption = caption + (whole.Outside > 0 ? (caption.Length > 0 ? " " : "") + Words.Numbers.Count(whole.Outside, "value") + " outside the range." : ""),
            Panels =
            [
                new()
                {
                    X = new Axis { Label = chosen.Label, Unit = chosen.Unit, Low = chosen.Range?.Low, High = chosen.Range?.High },
                    Y = chosen.LogCounts ? new Axis { Label = "count", Kind = AxisKind.Logarithmic, Low = 0.7 } : Axis.FromNought("count"),
                    Marks = marks,
                },
            ],
        };
    }

    private static Line Bell((double Mean, double Deviation) normal, double low, double high, double scale, ErrorHistogramOptions options)
    {
        var (x, y) = (new double[Places], new double[Places]);
        for (var i = 0; i < Places; i++)
        {
            x[i] = low + ((high - low) * i / (Places - 1));
            var z = (x[i] - normal.Mean) / normal.Deviation;
            y[i] = Shown(scale * PortableMath.Exp(-0.5 * z * z) / (normal.Deviation * Math.Sqrt(2 * Math.PI)), options);
        }

        return new Line(x, y) { Name = "fitted normal distribution", Colour = MarkColour.Limit, Width = 1.6 };
    }

    // On a logarithmic axis a density far below one count is no line along the edge but none.
    private static double Shown(double count, ErrorHistogramOptions options) => options.LogCounts && count < 0.7 ? double.NaN : count;
}
