using Kilter.Numerics.Neural.Onnx;
using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Neural;

/// <summary>A layer in its place in a network: shapes are fixed, weights have addresses.</summary>
/// <remarks>
/// <para>No hidden state and no tape: what backward needs, forward wrote to <c>cache</c>. Safe for any number of threads, each with its own spans.</para>
/// <para>Spans hold one panel, [step][row][sample], rows of <see cref="PanelPass.Lanes"/> samples. Parameter gradients are added to, activation
/// gradients are overwritten: no exceptions. Nothing is allocated.</para>
/// </remarks>
internal interface IBoundLayer
{
    /// <summary>The name in messages and saved weights: kind and place, "lstm_2".</summary>
    string Name { get; }

    /// <summary>The shape of what comes in.</summary>
    SampleShape Input { get; }

    /// <summary>The shape of what goes out.</summary>
    SampleShape Output { get; }

    /// <summary>Floats that forward leaves for backward, or uses for itself when not training, for a panel.</summary>
    int CacheLength(int lanes, bool training);

    /// <summary>Floats of <see cref="PanelPass.Scratch"/> that one call may use; their content is lost after it.</summary>
    int ScratchLength(int lanes);

    /// <summary>Floats of state that a panel carries from one window to the next; 0 for layers without memory.</summary>
    int StateLength(int lanes) => 0;

    /// <summary>y = f(x).</summary>
    /// <param name="pass">Weights, scratch, randomness and state of this pass.</param>
    /// <param name="x">(Input.Steps, Input.Width, lanes).</param>
    /// <param name="y">(Output.Steps, Output.Width, lanes). Overwritten.</param>
    /// <param name="cache"><see cref="CacheLength"/> floats. Overwritten.</param>
    void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache);

    /// <summary>From dL/dy to dL/dx and, in <see cref="PanelPass.Gradient"/>, dL/dw.</summary>
    /// <param name="pass">The same as in forward.</param>
    /// <param name="x">What forward was given.</param>
    /// <param name="y">What forward gave.</param>
    /// <param name="dy">dL/dy.</param>
    /// <param name="dx">dL/dx, overwritten; empty where nobody wants it.</param>
    /// <param name="cache">What forward left.</param>
    void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache);

    /// <summary>What other libraries would keep of this layer: one module for each layer of theirs, with every weight of ours in one of its parts.</summary>
    IReadOnlyList<ForeignModule> Modules(WeightLayout layout) => [];

    /// <summary>Adds the nodes that compute this layer in scoring, and returns the name of their output; null where ONNX has no form for it.</summary>
    /// <param name="graph">Where nodes and weights go.</param>
    /// <param name="input">The name of what comes in: (batch, Input.Steps, Input.Width); so goes out (batch, Output.Steps, Output.Width).</param>
    string? AddTo(OnnxGraph graph, string input) => null;
}
