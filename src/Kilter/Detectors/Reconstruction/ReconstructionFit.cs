using Kilter.Detectors.Forecasting;
using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Losses;
using Kilter.Windows;

namespace Kilter.Detectors.Reconstruction;

/// <summary>Makes the layers of an autoencoder.</summary>
internal delegate IReadOnlyList<ILayer> AutoencoderLayers(AutoencoderPlan plan);

/// <summary>Trains an autoencoder on a detector's windows, and learns how large its residuals are on windows that it never saw.</summary>
internal static class ReconstructionFit
{
    /// <summary>Fits what the options ask for.</summary>
    /// <param name="train">The training windows.</param>
    /// <param name="options">Settings.</param>
    /// <param name="plan">The size of the layers.</param>
    /// <param name="layers">Makes them.</param>
    /// <param name="loss">What is made small.</param>
    /// <param name="context">Seed, threads, progress, cancellation.</param>
    /// <param name="condition">What the network is told beside the window, or null for nothing.</param>
    public static FittedAutoencoder Of(
        WindowSet train, AutoencoderOptions options, AutoencoderPlan plan, AutoencoderLayers layers, ILoss loss, FitContext context, WindowCondition? condition = null)
    {
        DetectorGuard.Fit(train, options.Window, least: 2, context);
        var guard = InputGuard.Of(train, options.Training.Farthest);
        var stride = TrainedNetwork.StrideOf(train.Count, options.Training);
        var safe = guard.Apply(train);
        var targets = new NetworkWindows(safe, stride);
        var inputs = condition?.Beside(train, safe, stride) ?? targets;
        var trained = TrainedNetwork.Fit(plan.Input, layers(plan), inputs, targets, loss, options.Training, context);

        var first = trained.HeldOutFrom(train.Count, options.Window, stride);
        var rebuilder = new Rebuilder(plan, guard, trained.Network, condition);
        var scale = ScaleOf(train, first, options, rebuilder, context.Cancellation);
        var fitted = new FittedAutoencoder(rebuilder, options.Score, scale, []) { History = trained.History };
        return first == 0 ? fitted : fitted.Calibrated(train.Slice(first, train.Count));
    }

    private static ResidualScale ScaleOf(WindowSet train, int first, AutoencoderOptions options, Rebuilder rebuilder, CancellationToken cancellation)
    {
        var (channels, from) = (train.Channels, options.Score == StepScore.Last ? options.Window - 1 : 0);
        var steps = options.Window - from;
        var stride = RobustSpread.StrideOf(Math.Max(1, (int)Math.Min(int.MaxValue, (long)(train.Count - first) * steps)));
        var rows = (train.Count - first + stride - 1) / stride * steps;
        var residuals = new double[rows * channels];
        var row = 0;
        rebuilder.Each(train, (_, values, output) =>
        {
            for (var s = from; s < options.Window; s++, row++)
            {
                for (var c = 0; c < channels; c++)
                {
                    residuals[(c * rows) + row] = values[(s * channels) + c] - rebuilder.Guard.Expected(c, output[(s * channels) + c]);
                }
            }
        }, first, stride, cancellation);
        return ResidualScale.FromResiduals(residuals, channels, options.Combine, TrainedNetwork.LeastSpread(rebuilder.Guard));
    }
}
