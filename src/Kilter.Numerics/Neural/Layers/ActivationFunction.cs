using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>A function applied to every value. NaN passes through all of them, and ±∞ gives the limit or its neighbour, never NaN.</summary>
/// <remarks>Values are within 1e-6 absolute + 2e-6 relative of the exact ones, slopes too; the same bits on every machine.</remarks>
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

    /// <summary>max(0, x) held to 6; the slope at 0 and at 6 is 0.</summary>
    public static ActivationFunction Relu6 { get; } = new("relu6", FunctionKind.Relu6);

    /// <summary>1.0507·x above 0, 1.7581·(eˣ − 1) below: keeps mean 0 and variance 1 from layer to layer.</summary>
    /// <remarks>Source: G. Klambauer, T. Unterthiner, A. Mayr, S. Hochreiter, "Self-normalizing neural networks", NIPS, 2017.</remarks>
    public static ActivationFunction Selu { get; } = new("selu", FunctionKind.Selu);

    /// <summary>eˣ; 0 below −87.34, ∞ above 88.72.</summary>
    public static ActivationFunction Exponential { get; } = new("exponential", FunctionKind.Exponential);

    /// <summary>x·Φ(x), with Φ the distribution function of the standard normal. Far below 0 the error is 6e-8·|x|.</summary>
    /// <remarks>Source: D. Hendrycks, K. Gimpel, "Gaussian error linear units", arXiv:1606.08415, 2016.</remarks>
    public static ActivationFunction Gelu { get; } = new("gelu", FunctionKind.Gelu);

    /// <summary>x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))), the approximation of <see cref="Gelu"/> in its source.</summary>
    public static ActivationFunction GeluTanh { get; } = new("gelu-tanh", FunctionKind.GeluTanh);

    /// <summary>x·σ(x), also called swish.</summary>
    /// <remarks>Source: S. Elfwing, E. Uchibe, K. Doya, "Sigmoid-weighted linear units", Neural Networks, 2018.</remarks>
    public static ActivationFunction Silu { get; } = new("silu", FunctionKind.Silu);

    /// <summary>x / (1 + |x|).</summary>
    public static ActivationFunction Softsign { get; } = new("softsign", FunctionKind.Softsign);

    /// <summary>x·tanh(ln(1 + eˣ)).</summary>
    /// <remarks>Source: D. Misra, "Mish: a self regularized non-monotonic activation function", BMVC, 2020.</remarks>
    public static ActivationFunction Mish { get; } = new("mish", FunctionKind.Mish);

    /// <summary>The names that <see cref="ByName"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "elu", "exponential", "gelu", "gelu-tanh", "hard-sigmoid", "leaky-relu", "linear", "mish", "relu", "relu6", "selu", "sigmoid", "silu", "softplus", "softsign", "tanh",
    ];

    /// <summary>The name in summaries and files.</summary>
    public string Name { get; }

    /// <summary>The setting of a leaky relu, an elu or a softplus; otherwise 0.</summary>
    public double Alpha => _alpha;

    /// <summary>True where the backward pass needs x, false where f(x) is enough.</summary>
    internal bool SlopeNeedsInput => ActivationKernel.SlopeNeedsInput(_kind);

    internal FunctionKind Function => _kind;

    /// <summary>x above 0, alpha·x below.</summary>
    /// <param name="alpha">The slope below 0, in (0, 1]. Keras's default 0.3, PyTorch's 0.01.</param>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is not in (0, 1].</exception>
    public static ActivationFunction LeakyRelu(double alpha)
        => new("leaky-relu", FunctionKind.LeakyRelu, LayerGuard.InRange(alpha, float.Epsilon, 1, "leaky-relu", nameof(alpha)));

    /// <summary>x above 0, alpha·(eˣ − 1) below; the slope at 0 is alpha.</summary>
    /// <param name="alpha">What it tends to far below 0, with its sign turned; in [0, 1000]. Default 1.</param>
    /// <remarks>Source: D.-A. Clevert, T. Unterthiner, S. Hochreiter, "Fast and accurate deep network learning by exponential linear units", ICLR, 2016.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is not in [0, 1000].</exception>
    public static ActivationFunction Elu(double alpha = 1)
        => new("elu", FunctionKind.Elu, LayerGuard.InRange(alpha, 0, 1000, "elu", nameof(alpha)));

    /// <summary>ln(1 + e^(beta·x)) / beta, without cancellation: a smooth relu, above 0 everywhere.</summary>
    /// <param name="beta">How sharply it bends, in [0.001, 1000]. Default 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Beta is not in [0.001, 1000].</exception>
    public static ActivationFunction Softplus(double beta = 1)
        => new("softplus", FunctionKind.Softplus, LayerGuard.InRange(beta, 0.001, 1000, "softplus", nameof(beta)));

    /// <summary>The function of that name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="setting">Alpha of a leaky relu (default 0.3, as in Keras) or an elu (default 1), beta of a softplus (default 1); others have none.</param>
    /// <exception cref="ArgumentException">There is no such function, or it has no setting; the message lists the names.</exception>
    public static ActivationFunction ByName(string name, double? setting = null)
    {
        ActivationFunction? found = name switch
        {
            "elu" => Elu(setting ?? 1),
            "leaky-relu" => LeakyRelu(setting ?? 0.3),
            "softplus" => Softplus(setting ?? 1),
            _ => null,
        };
        if (found is not null)
        {
            return found;
        }

        found = name switch
        {
            "exponential" => Exponential,
            "gelu" => Gelu,
            "gelu-tanh" => GeluTanh,
            "hard-sigmoid" => HardSigmoid,
            "linear" => Linear,
            "mish" => Mish,
            "relu" => Relu,
            "relu6" => Relu6,
            "selu" => Selu,
            "sigmoid" => Sigmoid,
            "silu" => Silu,
            "softsign" => Softsign,
            "tanh" => Tanh,
            _ => throw new ArgumentException($"There is no activation function '{name}'. There are: {string.Join(", ", Names)}.", nameof(name)),
        };
        return setting is null ? found : throw new ArgumentException($"The activation function '{name}' has no setting. Leave it out.", nameof(setting));
    }

    internal void Forward(ReadOnlySpan<float> x, Span<float> y) => ActivationKernel.Forward(_kind, _alpha, x, y);

    internal void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
        => ActivationKernel.Backward(_kind, _alpha, x, y, dy, dx);
}
