using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Losses;

/// <summary>The cross-entropy of a class: −ln of the probability that a softmax over a step's outputs gives the right one.</summary>
/// <remarks>
/// Outputs are logits, so the last layer is linear and no softmax stands behind it. Target: one value a step, the number of the right class, 0 … width − 1.
/// Stable for logits of any size. The mean is over steps. The slope is softmax(y) minus one at the right class.
/// </remarks>
public sealed record CrossEntropy : ILoss
{
    /// <inheritdoc/>
    public string Name => "cross-entropy";

    /// <summary>Mean (default) or sum over a sample's steps.</summary>
    public Reduction Reduction { get; init; }

    /// <inheritdoc/>
    public int TargetLength(SampleShape output) => output.Width >= 2
        ? output.Steps
        : throw new ArgumentException("Loss 'cross-entropy': a step has one value, so there is one class. Give a logit for each class, or take BinaryCrossEntropyFromLogits.", nameof(output));

    double ILoss.Evaluate(in LossPanel panel)
    {
        var (lanes, rows) = (panel.Lanes, panel.Shape.Width * panel.Lanes);
        var weight = Reduction == Reduction.Mean ? 1.0 / panel.Shape.Steps : 1;
        var sum = 0.0;
        for (var t = 0; t < panel.Shape.Steps; t++)
        {
            var classes = panel.Target.Slice(t * lanes, lanes);
            Check(classes[..panel.Valid], panel.Shape.Width);
            sum += SoftmaxKernel.CrossEntropy(
                lanes, panel.Valid, panel.Output.Slice(t * rows, rows), classes, panel.Gradient.IsEmpty ? default : panel.Gradient.Slice(t * rows, rows),
                (float)(panel.SampleWeight * weight));
        }

        return weight * sum;
    }

    private static void Check(ReadOnlySpan<float> classes, int width)
    {
        foreach (var number in classes)
        {
            if (!(number >= 0 && number < width && number == MathF.Floor(number)))
            {
                throw new ArgumentException(FormattableString.Invariant($"Loss 'cross-entropy': a target is {number}; it must be the number of a class, 0 to {width - 1}."), nameof(classes));
            }
        }
    }
}
