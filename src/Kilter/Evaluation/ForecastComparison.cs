using Kilter.Evaluation.Metrics;

namespace Kilter.Evaluation;

/// <summary>Settings of <see cref="ForecastComparison"/>.</summary>
public sealed record ForecastComparisonOptions
{
    /// <summary>How many samples ahead the forecasts were made; persistence gets the same. Range [1, 1e9]. Default 1.</summary>
    public int Horizon { get; init => field = Guard.InRange(value, 1, 1_000_000_000); } = 1;

    /// <summary>The season in samples, for the seasonal naive forecast; 0 for none. Range [0, 1e9]. Default 0.</summary>
    public int Season { get; init => field = Guard.InRange(value, 0, 1_000_000_000); }

    /// <summary>The quantile that the pinball loss is of. Range [0, 1]. Default 0.5, half of the MAE.</summary>
    public double Quantile { get; init => field = Guard.InRange(value, 0.0, 1.0); } = 0.5;
}

/// <summary>The errors of one forecaster. NaN is undefined.</summary>
/// <param name="Name">"model", "persistence", "seasonal" or "constant".</param>
/// <param name="MeanAbsolute">MAE, in the unit of the values.</param>
/// <param name="RootMeanSquare">RMSE, in the unit of the values.</param>
/// <param name="MeanSquaredLog">MSLE; NaN where a value is −1 or less.</param>
/// <param name="Scaled">MASE.</param>
/// <param name="Pinball">Pinball loss, in the unit of the values.</param>
public sealed record ForecastRow(string Name, double MeanAbsolute, double RootMeanSquare, double MeanSquaredLog, double Scaled, double Pinball);

/// <summary>Forecasts beside the forecasts that need no learning, on the same samples. There is no form without them.</summary>
/// <param name="Samples">Samples compared: those with a value and a forecast of every row.</param>
/// <param name="Rows">The model first, then persistence, the seasonal one when there is a season, and the constant.</param>
public sealed record ForecastComparison(int Samples, IReadOnlyList<ForecastRow> Rows)
{
    /// <summary>The naive row with the lowest MAE; null when none is defined.</summary>
    public ForecastRow? BestNaive => Rows.Skip(1).Where(r => !double.IsNaN(r.MeanAbsolute)).MinBy(r => r.MeanAbsolute);

    /// <summary>Compares on samples [start, end) of a series.</summary>
    /// <param name="values">Measured values (T), NaN where missing.</param>
    /// <param name="forecasts">Forecasts (T), NaN where there is none.</param>
    /// <param name="training">Values the forecaster learned from; the constant and the scale of MASE come from them.</param>
    /// <param name="start">The first sample compared.</param>
    /// <param name="end">The first sample after.</param>
    /// <param name="options">Horizon, season, quantile.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the samples do not lie in the series.</exception>
    public static ForecastComparison Of(ReadOnlySpan<double> values, ReadOnlySpan<double> forecasts, ReadOnlySpan<double> training, int start, int end, ForecastComparisonOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Guard.Length(forecasts.Length, values.Length, nameof(forecasts));
        Guard.InRange(end, 0, values.Length, nameof(end));
        Guard.InRange(start, 0, end, nameof(start));
        List<(string Name, double[] Forecasts)> all =
        [
            ("model", forecasts.ToArray()),
            ("persistence", NaiveForecasts.Persistence(values, options.Horizon)),
        ];
        if (options.Season > 0)
        {
            all.Add(("seasonal", NaiveForecasts.Persistence(values, options.Season * ((options.Horizon + options.Season - 1) / options.Season))));
        }

        all.Add(("constant", NaiveForecasts.Constant(values.Length, training)));

        // A forecaster that knows nothing (a constant without training values) must not empty the comparison of the others.
        var common = Common(values, [.. all.Where(f => !Array.TrueForAll(f.Forecasts, double.IsNaN))], start, end);
        double[] truth = Pick(values, common), lessons = training.ToArray();
        return new ForecastComparison(common.Count, [.. all.Select(f => Row(f.Name, truth, Pick(f.Forecasts, common), lessons, options))]);
    }

    private static ForecastRow Row(string name, double[] values, double[] forecasts, double[] training, ForecastComparisonOptions options)
        => new(
            name,
            ForecastErrors.MeanAbsolute(values, forecasts),
            ForecastErrors.RootMeanSquare(values, forecasts),
            ForecastErrors.MeanSquaredLog(values, forecasts),
            ForecastErrors.Scaled(values, forecasts, training, Math.Max(1, options.Season)),
            ForecastErrors.Pinball(values, forecasts, options.Quantile));

    private static List<int> Common(ReadOnlySpan<double> values, List<(string Name, double[] Forecasts)> all, int start, int end)
    {
        var common = new List<int>();
        for (var t = start; t < end; t++)
        {
            if (!double.IsNaN(values[t]) && !all.Exists(f => double.IsNaN(f.Forecasts[t])))
            {
                common.Add(t);
            }
        }

        return common;
    }

    private static double[] Pick(ReadOnlySpan<double> values, List<int> samples)
    {
        var picked = new double[samples.Count];
        for (var i = 0; i < picked.Length; i++)
        {
            picked[i] = values[samples[i]];
        }

        return picked;
    }
}
