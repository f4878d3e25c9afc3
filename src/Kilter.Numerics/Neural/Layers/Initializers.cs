namespace Kilter.Numerics.Neural.Layers;

/// <summary>How the parts of one layer are first drawn.</summary>
/// <param name="Kernel">Weights of the inputs.</param>
/// <param name="Recurrent">Weights of a recurrent layer's own output.</param>
/// <param name="Bias">Biases.</param>
public sealed record Initializers(Initializer Kernel, Initializer Recurrent, Initializer Bias)
{
    /// <summary>Glorot's uniform kernels, recurrent kernels with orthonormal rows over all gates, zero biases.</summary>
    public static Initializers Keras { get; } = new(Initializer.GlorotUniform, Initializer.OrthogonalWhole, Initializer.Zeros);

    /// <summary>Everything uniform in ±1/√fan-in; in recurrent layers ±1/√units.</summary>
    public static Initializers PyTorch { get; } = new(Initializer.FanInUniform, Initializer.FanInUniform, Initializer.FanInUniform);
}
