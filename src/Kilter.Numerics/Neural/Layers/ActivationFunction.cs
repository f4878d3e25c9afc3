using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>A function applied to every value. NaN passes through all of them.</summary>
/// <remarks>Errors of the polynomials are a few units in the last place; the same bits on every machine.</remarks>
public sealed record ActivationFunction
{
    private readonly FunctionKind _kind;
    private readonly float _alpha;

    private ActivationFunction(string name, FunctionKind kind, double alpha = 0)
    {
        (Name, _kind, _alpha) = (name, kind, (float)alpha);
    }

    /// <summary>f(x) = x.</summary>
    public static ActivationFunction Linear { get; } = new("linear", FunctionKind.Linear);

    /// <summary>f(x) = max(0, x); the slope at 0 is 0.</summary>
    public static ActivationFunction Relu { get; } = new("relu", FunctionKind.Relu);

    /// <summary>Hyperbolic tangent.</summary>
    public static ActivationFunction Tanh { get; } = new("tanh", FunctionKind.Tanh);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static ActivationFunction Sigmoid { get; } = new("sigmoid", FunctionKind.Sigmoid);

    /// <summary>0.2·x + 0.5 held to [0, 1], as in Keras 2.</summary>
    public static ActivationFunction HardSigmoid { get; } = new("hard-sigmoid", FunctionKind.HardSigmoid);

    /// <summary>The name in summaries and files.</summary>
    public string Name { get; }

    /// <summary>The slope below 0 of a leaky relu; otherwise unused.</summary>
    public double Alpha => _alpha;

    /// <summary>True where the backward pass needs x, false where f(x) is enough.</summary>
    internal bool SlopeNeedsInput => ActivationKernel.SlopeNeedsInput(_kind);

    internal FunctionKind Function => _kind;

    /// <summary>x above 0, alpha·x below.</summary>
    /// <param name="alpha">The slope below 0, in (0, 1]. Keras's default 0.3, PyTorch's 0.01.</param>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is not in (0, 1].</exception>
    public static ActivationFunction LeakyRelu(double alpha)
        => new("leaky-relu", FunctionKind.LeakyRelu, LayerGuard.InRange(alpha, float.Epsilon, 1, "leaky-relu", nameof(alpha)));

    internal void Forward(ReadOnlySpan<float> x, Span<float> y) => ActivationKernel.Forward(_kind, _alpha, x, y);

    internal void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
        => ActivationKernel.Backward(_kind, _alpha, x, y, dy, dx);
}
