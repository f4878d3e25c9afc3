namespace Kilter.Numerics.Neural.Losses;

/// <summary>How the losses of a sample's values become the loss of the sample. Over the samples of a batch it is always the mean.</summary>
public enum Reduction
{
    /// <summary>Their mean: does not grow with the window. The mean over all values of a batch, since its samples are alike.</summary>
    Mean,

    /// <summary>Their sum: a log-likelihood, to which a <see cref="Layers.GaussianLatent"/> adds its divergence.</summary>
    Sum,
}

/// <summary>The step from settings of point-wise losses to their kernel.</summary>
internal static class PointLoss
{
    public static double Evaluate<TLoss>(in LossPanel panel, Reduction reduction, double alpha = 0, double factor = 1)
        where TLoss : struct, Kernels.IPointLoss
    {
        var weight = reduction == Reduction.Mean ? factor / panel.Shape.Length : factor;
        return weight * Kernels.PointLossKernel.Evaluate<TLoss>(
            panel.Lanes, panel.Valid, panel.Output, panel.Target, panel.Gradient, (float)(panel.SampleWeight * weight), (float)alpha);
    }

    public static double InRange(double value, double low, double high, string loss, string setting)
        => value >= low && value <= high ? value : throw new ArgumentOutOfRangeException(setting, value, FormattableString.Invariant($"Loss '{loss}': {setting} is {value}; it must lie in [{low}, {high}]."));
}
