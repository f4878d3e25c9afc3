using Kilter.Artifacts;
using Kilter.Detectors.Distribution;
using Kilter.Numerics.Kernels;
using Kilter.Numerics.LinearAlgebra;
using Kilter.Windows;

namespace Kilter.Detectors.Forecasting;

/// <summary>Which earlier values a linear forecast of a channel rests on.</summary>
public enum ForecastFrom
{
    /// <summary>The channel's own: one wrong channel does not spoil the forecasts of the others.</summary>
    Own,

    /// <summary>Those of all channels.</summary>
    All,
}

/// <summary>Settings of <see cref="LinearForecastDetector"/>.</summary>
public sealed record LinearForecastOptions
{
    /// <summary>W, the samples in a window: W − 1 to forecast from and one to forecast. Range [2, 4096]. Default 17.</summary>
    public int Window { get; init => field = Guard.InRange(value, 2, 4096); } = 17;

    /// <summary>Added to the diagonal of the covariance, as a share of its mean variance. Range [1e-9, 1]. Default 1e-4.</summary>
    public double Ridge { get; init => field = Guard.InRange(value, 1e-9, 1.0); } = 1e-4;

    /// <summary>What a channel is forecast from. Default: its own values.</summary>
    public ForecastFrom From { get; init; }

    /// <summary>How one score is made of the channels. Default: the largest.</summary>
    public Combine Combine { get; init; }
}

/// <summary>Scores the last sample of a window by its distance from a linear forecast made of the samples before it.</summary>
/// <remarks>
/// <para>
/// Forecast: mean + Σ bᵢ·(x[t − i] − mean), b by ridge regression on the training windows (an autoregression; over all channels a vector autoregression).
/// z = residual over the robust spread of the training residuals; the score is the largest z of the channels, or the root of the mean z². Unit: standard
/// deviations of normal numbers. Range [0, ∞).
/// </para>
/// <para>
/// Cost: with r = W − 1 (own) or (W − 1)·C (all) regressors, fit O(N·C·r²), all: O(N·r²), on at most 4·10⁹ / r² windows, plus O(r³); score O(C·r) a window.
/// Draws no random numbers.
/// </para>
/// <para>Source: G. E. P. Box, G. M. Jenkins, "Time Series Analysis", 1970, chapter 3; A. E. Hoerl, R. W. Kennard, "Ridge regression", Technometrics, 1970.</para>
/// </remarks>
public sealed class LinearForecastDetector(LinearForecastOptions options) : IDetector
{
    private const int MostRegressors = 2048;
    private const double MostWork = 4e9;

    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "linear-forecast",
        Family = "Forecasting",
        FindsBest = "spikes, jumps and changed rhythm",
        WeakAt = "slow changes; sees the end of an anomaly as another",
        Channels = "any",
        FitCost = "fast",
        Source = "G. E. P. Box, G. M. Jenkins, Time series analysis, 1970",
        Settings =
        [
            new("ridge", "1e-4", "1e-9 to 1", "added to the diagonal of the covariance, as a share of its mean variance"),
            new("from", "own", "own, all", "forecast a channel from its own earlier values, or from those of all channels"),
            CombineSetting.Spec,
        ],
        DefaultWindow = 17,
        Create = settings => new LinearForecastDetector(new()
        {
            Window = settings.WholeNumber("window", 17),
            Ridge = settings.Number("ridge", 1e-4),
            From = settings.Text("from", "own") switch
            {
                "own" => ForecastFrom.Own,
                "all" => ForecastFrom.All,
                var other => throw new ArgumentException($"'from' is \"{other}\"; it must be own or all."),
            },
            Combine = CombineSetting.Of(settings),
        }),
        Read = FittedLinearForecast.Read,
    };

    /// <inheritdoc/>
    public int WindowLength => options.Window;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        DetectorGuard.Fit(train, options.Window, least: 2, context);
        var (channels, lags) = (train.Channels, options.Window - 1);
        var regressors = options.From == ForecastFrom.Own ? lags : lags * channels;
        if (regressors > MostRegressors)
        {
            throw new ArgumentException($"A forecast would rest on {regressors} values ({lags} lags × {channels} channels); at most {MostRegressors} fit. Use a shorter window, or 'from' own.");
        }

        var stride = PrimeStride.For(train.Count, Math.Max(8 * regressors, MostWork / ((double)regressors * regressors)));
        var mean = ChannelMeans(Moments.Mean(train, stride, context.Cancellation), channels);
        var weights = options.From == ForecastFrom.Own ? Own(train, mean, stride, context) : All(train, mean, stride, context);
        var forecast = new LinearForecast(mean, weights, options.From);
        var scale = ResidualScale.Of(train, forecast.Write, options.Combine, context.Cancellation);
        return new FittedLinearForecast(options.Window, forecast, scale);
    }

    private static double[] ChannelMeans(double[] window, int channels)
    {
        var mean = new double[channels];
        for (var i = 0; i < window.Length; i++)
        {
            mean[i % channels] += window[i] * channels / window.Length;
        }

        return mean;
    }

    /// <summary>The weights of each channel's own lags, (W − 1, C): laid out as the window is.</summary>
    private double[] Own(WindowSet train, double[] mean, int stride, FitContext context)
    {
        var (channels, length) = (train.Channels, train.Length);
        var weights = new double[(length - 1) * channels];
        var rows = new double[64 * length];
        for (var c = 0; c < channels; c++)
        {
            var moments = new double[length * length];
            var filled = 0;
            for (var n = 0; n < train.Count; n += stride)
            {
                var window = train[n];
                for (var i = 0; i < length; i++)
                {
                    rows[(filled * length) + i] = window[(i * channels) + c] - mean[c];
                }

                if (++filled == 64)
                {
                    context.Cancellation.ThrowIfCancellationRequested();
                    DoubleKernel.AddOuter(moments, rows, length);
                    filled = 0;
                }
            }

            DoubleKernel.AddOuter(moments, rows.AsSpan(0, filled * length), length);
            var solved = Solve(moments, length, targets: 1);
            for (var i = 0; i < length - 1; i++)
            {
                weights[(i * channels) + c] = solved[i];
            }

            context.Progress?.Report((c + 1.0) / channels);
        }

        return weights;
    }

    /// <summary>The weights of all lags of all channels for each channel, (C, (W − 1)·C).</summary>
    private double[] All(WindowSet train, double[] mean, int stride, FitContext context)
    {
        var size = train.Length * train.Channels;
        var centre = new double[size];
        for (var i = 0; i < size; i++)
        {
            centre[i] = mean[i % train.Channels];
        }

        return Solve(Moments.Covariance(train, centre, stride, context.Cancellation), size, train.Channels);
    }

    /// <summary>Regresses the last <paramref name="targets"/> values on the ones before, from the upper triangle of their products; (targets, size − targets).</summary>
    private double[] Solve(double[] products, int size, int targets)
    {
        var regressors = size - targets;
        var (left, trace) = (new double[regressors * regressors], 0.0);
        for (var i = 0; i < regressors; i++)
        {
            trace += products[(i * size) + i];
            for (var j = i; j < regressors; j++)
            {
                left[(j * regressors) + i] = left[(i * regressors) + j] = products[(i * size) + j];
            }
        }

        // Constant channels have no variance: any positive ridge then gives weights of zero.
        var ridge = options.Ridge * trace / regressors;
        var factor = Cholesky.FactorWithRidge(left, regressors, ridge > 0 ? ridge : 1);
        var weights = new double[targets * regressors];
        for (var t = 0; t < targets; t++)
        {
            var row = weights.AsSpan(t * regressors, regressors);
            for (var i = 0; i < regressors; i++)
            {
                row[i] = products[(i * size) + regressors + t];
            }

            factor.Solve(row, row);
        }

        return weights;
    }
}

/// <summary>A fitted <see cref="LinearForecastDetector"/>: the forecast and the spreads of its training residuals.</summary>
internal sealed class FittedLinearForecast(int window, LinearForecast forecast, ResidualScale scale) : IFittedDetector
{
    public int WindowLength => window;

    public int Channels => scale.Channels;

    public static FittedLinearForecast Read(ArtifactReader artifact)
        => new((int)artifact.WholeNumber("window"), LinearForecast.Read(artifact), ResidualScale.Read(artifact));

    public void Score(WindowSet windows, Span<float> scores)
    {
        DetectorGuard.Score(this, windows, scores);
        scale.Score(windows, forecast.Write, scores);
    }

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Explain(this, windows, contributions, expected);
        scale.Explain(windows, forecast.Write, contributions, expected);
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("window", (long)window);
        forecast.Write(artifact);
        scale.Write(artifact);
    }
}
