namespace Kilter.Numerics.Neural.Training;

/// <summary>Holds gradients within a bound before the optimiser sees them.</summary>
public sealed record GradientClip
{
    private GradientClip(GradientClipKind kind, double limit)
    {
        if (!(limit > 0) || !double.IsFinite(limit))
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, FormattableString.Invariant($"The limit of a gradient clip is {limit}; it must be above 0."));
        }

        (Kind, Limit) = (kind, limit);
    }

    /// <summary>The bound.</summary>
    public double Limit { get; }

    internal GradientClipKind Kind { get; }

    /// <summary>Scales the whole gradient so that its Euclidean norm is at most the limit: g·min(1, limit / (‖g‖ + 1e-6)), PyTorch's form.</summary>
    /// <remarks>Source: R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent neural networks", ICML, 2013.</remarks>
    public static GradientClip ByNorm(double limit) => new(GradientClipKind.Norm, limit);

    /// <summary>The same in Keras's form (global_clipnorm), without the 1e-6: g·limit / max(‖g‖, limit).</summary>
    public static GradientClip ByGlobalNorm(double limit) => new(GradientClipKind.GlobalNorm, limit);

    /// <summary>Scales each layer's matrices and biases by themselves to at most the limit, g·limit / max(‖g‖, limit), as Keras's clipnorm does.</summary>
    public static GradientClip ByMatrixNorm(double limit) => new(GradientClipKind.MatrixNorm, limit);

    /// <summary>Holds every value within ±limit.</summary>
    public static GradientClip ByValue(double limit) => new(GradientClipKind.Value, limit);
}

internal enum GradientClipKind
{
    Norm,
    GlobalNorm,
    MatrixNorm,
    Value,
}
