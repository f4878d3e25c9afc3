using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Losses;
using Kilter.Windows;

namespace Kilter.Detectors.Forecasting;

/// <summary>Makes the layers of a forecaster.</summary>
internal delegate IReadOnlyList<ILayer> ForecasterLayers(ForecasterPlan plan);

/// <summary>Trains a forecaster on a detector's windows, and learns what its residuals look like on windows that it never saw.</summary>
internal static class ForecasterFit
{
    /// <summary>Fits what the options ask for.</summary>
    /// <param name="train">The training windows.</param>
    /// <param name="options">Settings.</param>
    /// <param name="units">Widths of the layers where the options name none.</param>
    /// <param name="layers">Makes the layers.</param>
    /// <param name="context">Seed, threads, progress, cancellation.</param>
    public static FittedForecaster Of(WindowSet train, ForecasterOptions options, IReadOnlyList<int> units, ForecasterLayers layers, FitContext context)
    {
        DetectorGuard.Fit(train, options.Window, least: 2, context);
        var plan = ForecasterPlan.Of(options, train.Channels, units);
        var input = ForecastInput.Of(train, plan, options.Training.Farthest);
        var stride = TrainedNetwork.StrideOf(train.Count, options.Training);
        var prepared = input.Prepare(train);

        // Large changes pull with a constant force: anomalies in training must not bend the forecast of everything else.
        var trained = TrainedNetwork.Fit(plan.Input, layers(plan), input.Inputs(prepared, stride), input.Targets(prepared, stride), new Huber(), options.Training, context);
        var first = trained.HeldOutFrom(train.Count, options.Window, stride);
        var residuals = ResidualsOf(train, first, input, trained.Network, plan, context.Cancellation);
        var errors = ForecastErrors.Of(residuals, options.Score, options.Combine, TrainedNetwork.LeastSpread(input.Safe), plan.Outputs);
        var fitted = new FittedForecaster(plan, input, trained.Network, errors, []) { History = trained.History };
        return first == 0 ? fitted : fitted.Calibrated(train.Slice(first, train.Count));
    }

    /// <summary>Residual vectors of the windows from <paramref name="first"/> on, evenly spaced, (rows, A·C).</summary>
    private static double[] ResidualsOf(WindowSet train, int first, ForecastInput input, Network network, ForecasterPlan plan, CancellationToken cancellation)
    {
        var stride = RobustSpread.StrideOf((int)Math.Min(int.MaxValue, (long)(train.Count - first) * plan.Ahead));
        var residuals = new double[(train.Count - first + stride - 1) / stride * plan.Outputs];
        var row = 0;
        input.Each(network, train, (_, values, forecast) => FittedForecaster.Residuals(values, forecast, residuals.AsSpan(plan.Outputs * row++, plan.Outputs)), first, stride, cancellation);
        return residuals;
    }
}
