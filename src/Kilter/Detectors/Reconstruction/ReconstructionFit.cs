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
    // Trial trainings before the last one, when training windows may hold anomalies.
    private const int Trials = 2;

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
        for (var trial = 0; trial < Trials && options.Trim > 0; trial++)
        {
            var calm = Calmest(train, options, new Rebuilder(plan, guard, trained.Network, condition), stride, context.Cancellation);
            trained = TrainedNetwork.Fit(plan.Input, layers(plan), new PickedWindows(inputs, calm), new PickedWindows(targets, calm), loss, options.Training, context);
            trained = trained with { FirstHeldOut = trained.FirstHeldOut < calm.Length ? calm[trained.FirstHeldOut] : inputs.Count };
        }

        var first = trained.HeldOutFrom(train.Count, options.Window, stride);
        var rebuilder = new Rebuilder(plan, guard, trained.Network, condition);
        var scale = ScaleOf(train, first, options, rebuilder, context.Cancellation);
        var fitted = new FittedAutoencoder(rebuilder, options.Score, scale, []) { History = trained.History };
        return first == 0 ? fitted : fitted.Calibrated(train.Slice(first, train.Count));
    }

    // The windows that are rebuilt best, in time order: all but the share that is to be left out.
    private static int[] Calmest(WindowSet train, AutoencoderOptions options, Rebuilder rebuilder, int stride, CancellationToken cancellation)
    {
        var (errors, n) = (new double[(train.Count + stride - 1) / stride], 0);
        rebuilder.Each(train, (_, values, output) => errors[n++] = Error(options.Score, rebuilder.Guard, values, output), stride: stride, cancellation: cancellation);
        int[] order = [.. Enumerable.Range(0, errors.Length).OrderBy(i => errors[i]).ThenBy(i => i)];
        var kept = order[..Math.Max(1, order.Length - (int)(options.Trim * order.Length))];
        kept.AsSpan().Sort();
        return kept;
    }

    // A window's worst residual where the worst makes the score, else its mean square; in deviations of the channels.
    private static double Error(StepScore score, InputGuard guard, ReadOnlySpan<float> values, ReadOnlySpan<float> output)
    {
        var (sum, largest) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            var c = i % guard.Channels;
            var residual = Math.Abs(values[i] - guard.Expected(c, output[i])) / guard.Spread[c];
            sum += residual * residual;
            largest = Math.Max(largest, residual);
        }

        return score == StepScore.Max ? largest : sum;
    }

    private static ResidualScale ScaleOf(WindowSet train, int first, AutoencoderOptions options, Rebuilder rebuilder, CancellationToken cancellation)
    {
        var (channels, from) = (train.Channels, options.Score is StepScore.Last or StepScore.Rebuilt ? options.Window - 1 : 0);
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
