namespace Kilter.Numerics.Neural;

/// <summary>A layer that in training looks at the whole batch at once, and so must wait for all its panels: batch normalisation.</summary>
/// <remarks>
/// Each panel is measured by itself, then the sums are settled in panel order, then each panel goes on: once forward, once backward.
/// Such layers stand in the network itself, not inside another layer. Outside training they are layers like all others.
/// </remarks>
internal interface IBatchWideLayer : IBoundLayer
{
    /// <summary>Numbers that one panel contributes, forward and backward alike.</summary>
    int SumsLength { get; }

    /// <summary>Numbers that all panels are told: first those of forward, then those of backward.</summary>
    int SettledLength { get; }

    /// <summary>What one panel contributes forward.</summary>
    void Measure(in PanelPass pass, ReadOnlySpan<float> x, Span<double> sums);

    /// <summary>Adds up the panels and updates what is kept for scoring.</summary>
    /// <param name="sums">Those of all panels, one behind the other.</param>
    /// <param name="samples">Samples of the batch.</param>
    /// <param name="settled"><see cref="SettledLength"/> numbers.</param>
    /// <param name="weights">The flat vector of all weights, for running means.</param>
    void Settle(ReadOnlySpan<double> sums, int samples, Span<double> settled, Span<float> weights);

    /// <summary>y from x, given what was settled.</summary>
    void ForwardSettled(in PanelPass pass, ReadOnlySpan<double> settled, ReadOnlySpan<float> x, Span<float> y);

    /// <summary>What one panel contributes backward; adds the gradients of the weights.</summary>
    void MeasureBackward(in PanelPass pass, ReadOnlySpan<double> settled, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<double> sums);

    /// <summary>Adds up the panels.</summary>
    void SettleBackward(ReadOnlySpan<double> sums, int samples, Span<double> settled);

    /// <summary>dx from dy, given what was settled.</summary>
    void BackwardSettled(in PanelPass pass, ReadOnlySpan<double> settled, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx);
}
