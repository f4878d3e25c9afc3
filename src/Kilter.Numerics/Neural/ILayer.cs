namespace Kilter.Numerics.Neural;

/// <summary>The settings of one layer. Checked where they are set; a <see cref="Network"/> binds them to the shape of what comes in.</summary>
/// <remarks>Immutable. The same settings may stand in a network several times: each place gets weights of its own.</remarks>
public interface ILayer
{
    /// <summary>The word for this kind of layer in names, messages and summaries: "lstm".</summary>
    string Kind { get; }

    /// <summary>True where each step's output follows from that step's input alone, so that T windows of one step and one of T steps are the same.</summary>
    internal bool StepByStep => false;

    /// <summary>Fixes the output shape and claims the weights.</summary>
    /// <exception cref="ArgumentException">The input does not fit; the message names the layer and what to change.</exception>
    internal IBoundLayer Bind(BindContext context);
}
