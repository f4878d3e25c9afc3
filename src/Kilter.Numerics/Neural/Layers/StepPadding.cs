namespace Kilter.Numerics.Neural.Layers;

/// <summary>How many steps a layer imagines before and after a series. Convolutions see zeros there, pools nothing.</summary>
/// <remarks>Span below is the number of steps a window reaches over: (size − 1)·dilation + 1.</remarks>
public sealed record StepPadding
{
    private readonly Func<int, int, int, (int Before, int After)> _resolve;

    private StepPadding(string name, Func<int, int, int, (int Before, int After)> resolve) => (Name, _resolve) = (name, resolve);

    /// <summary>None: windows lie inside the series.</summary>
    public static StepPadding Valid { get; } = new("valid", (_, _, _) => (0, 0));

    /// <summary>As many that ⌈T / stride⌉ steps come out. Half of them before, rounded down: the odd one comes after, as in Keras.</summary>
    public static StepPadding Same { get; } = new("same", (steps, span, stride) =>
    {
        var count = (steps + stride - 1) / stride;
        var total = Math.Max(((count - 1) * stride) + span - steps, 0);
        return (total / 2, total - (total / 2));
    });

    /// <summary>Span − 1 before: no step sees a later one.</summary>
    public static StepPadding Causal { get; } = new("causal", (_, span, _) => (span - 1, 0));

    /// <summary>The name in summaries: "same".</summary>
    public string Name { get; }

    /// <summary>The given numbers of steps.</summary>
    /// <param name="before">Steps before the series, at least 0.</param>
    /// <param name="after">Steps after the series, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 0.</exception>
    public static StepPadding Of(int before, int after)
    {
        LayerGuard.NotNegative(before, "padding", nameof(before));
        LayerGuard.NotNegative(after, "padding", nameof(after));
        return new(FormattableString.Invariant($"{before}+{after}"), (_, _, _) => (before, after));
    }

    /// <summary>The same number of steps before and after: PyTorch's padding.</summary>
    /// <param name="each">Steps on each side, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0.</exception>
    public static StepPadding Of(int each) => Of(each, each);

    internal (int Before, int After) For(int steps, int span, int stride) => _resolve(steps, span, stride);
}
