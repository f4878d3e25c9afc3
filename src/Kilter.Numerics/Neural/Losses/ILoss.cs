namespace Kilter.Numerics.Neural.Losses;

/// <summary>What training makes small: one number a sample, averaged over the samples of a batch.</summary>
public interface ILoss
{
    /// <summary>The name in histories and files.</summary>
    string Name { get; }

    /// <summary>Values of the target that one sample needs.</summary>
    /// <exception cref="ArgumentException">The output of the network does not fit this loss.</exception>
    int TargetLength(SampleShape output);

    /// <summary>The sum of the losses of the panel's real samples; writes dL/dy, where L is the mean over the batch, if a gradient is wanted.</summary>
    internal double Evaluate(in LossPanel panel);
}

/// <summary>One panel of outputs and targets.</summary>
internal readonly ref struct LossPanel
{
    /// <summary>Samples side by side.</summary>
    public required int Lanes { get; init; }

    /// <summary>Samples that are real.</summary>
    public required int Valid { get; init; }

    /// <summary>1 / samples of the batch.</summary>
    public required float SampleWeight { get; init; }

    /// <summary>The shape of one output.</summary>
    public required SampleShape Shape { get; init; }

    /// <summary>(Shape.Steps, Shape.Width, lanes).</summary>
    public required ReadOnlySpan<float> Output { get; init; }

    /// <summary>(target length, lanes).</summary>
    public required ReadOnlySpan<float> Target { get; init; }

    /// <summary>Like the output; empty where no gradient is wanted. Places without a sample must become zero.</summary>
    public Span<float> Gradient { get; init; }
}
