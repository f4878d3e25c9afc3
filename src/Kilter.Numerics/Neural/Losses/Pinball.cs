using System.Globalization;
using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Losses;

/// <summary>max(q·(t − y), (q − 1)·(t − y)) for each quantile q: its least mean is the q-quantile of t.</summary>
/// <remarks>
/// <para>
/// With K quantiles the last layer gives K·C values a step, first C for the first quantile, then C for the second, and so on; the target has C a step and
/// serves them all. The slope at y = t is 0. The mean is over all K·C values.
/// </para>
/// <para>Source: R. Koenker, G. Bassett, "Regression quantiles", Econometrica, 1978.</para>
/// </remarks>
public sealed record Pinball : ILoss
{
    private readonly double[] _quantiles = [0.5];

    /// <summary>With those quantiles.</summary>
    /// <param name="quantiles">At least one, each in (0, 1).</param>
    /// <exception cref="ArgumentException">There is none, or one is not in (0, 1).</exception>
    public Pinball(params IReadOnlyList<double> quantiles) => Quantiles = quantiles;

    /// <inheritdoc/>
    public string Name => "pinball";

    /// <summary>The quantiles, in the order of the outputs. Each in (0, 1).</summary>
    public IReadOnlyList<double> Quantiles
    {
        get => _quantiles;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Count == 0)
            {
                throw new ArgumentException("Loss 'pinball': there are no quantiles; give at least one, such as 0.5.", nameof(value));
            }

            foreach (var quantile in value)
            {
                if (!(quantile > 0 && quantile < 1))
                {
                    throw new ArgumentOutOfRangeException(nameof(value), quantile, FormattableString.Invariant($"Loss 'pinball': a quantile is {quantile}; it must lie between 0 and 1."));
                }
            }

            _quantiles = [.. value];
        }
    }

    /// <summary>Mean (default) or sum over a sample's values.</summary>
    public Reduction Reduction { get; init; }

    /// <inheritdoc/>
    public int TargetLength(SampleShape output) => output.Width % _quantiles.Length == 0
        ? output.Length / _quantiles.Length
        : throw new ArgumentException($"Loss 'pinball': {_quantiles.Length} quantiles do not divide the {output.Width} values of a step. Let the last layer give a value for each channel and quantile.", nameof(output));

    double ILoss.Evaluate(in LossPanel panel)
    {
        var rows = panel.Shape.Width / _quantiles.Length * panel.Lanes;
        var weight = Reduction == Reduction.Mean ? 1.0 / panel.Shape.Length : 1;
        var scale = (float)(panel.SampleWeight * weight);
        var sum = 0.0;
        for (var (t, at) = (0, 0); t < panel.Shape.Steps; t++)
        {
            var target = panel.Target.Slice(t * rows, rows);
            for (var k = 0; k < _quantiles.Length; k++, at += rows)
            {
                var gradient = panel.Gradient.IsEmpty ? default : panel.Gradient.Slice(at, rows);
                sum += PointLossKernel.Evaluate<QuantileLoss>(panel.Lanes, panel.Valid, panel.Output.Slice(at, rows), target, gradient, scale, (float)_quantiles[k]);
            }
        }

        return sum * weight;
    }

    /// <summary>The same quantiles in the same order, and the same reduction.</summary>
    public bool Equals(Pinball? other) => other is not null && Reduction == other.Reduction && _quantiles.AsSpan().SequenceEqual(other._quantiles);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Reduction, _quantiles.Length, _quantiles[0]);

    /// <summary>All settings: a checkpoint compares them.</summary>
    public override string ToString()
        => FormattableString.Invariant($"Pinball {{ Quantiles = [{string.Join(" ", _quantiles.Select(q => q.ToString(CultureInfo.InvariantCulture)))}], Reduction = {Reduction} }}");
}
