using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Training;

/// <summary>The memory in which one panel goes through the stages of a network in training.</summary>
internal sealed class StageWorkspace
{
    private readonly PanelWorkspace[] _stages;
    private readonly AlignedBuffer[] _inputGradients;
    private readonly (int Start, int Length)[] _states;
    private readonly AlignedBuffer _stateBefore;
    private readonly int _lanes;

    public StageWorkspace(Network network, int lanes, int targetLength)
    {
        var stages = network.Stages;
        _lanes = lanes;
        _stages = [.. stages.Select((s, k) => new PanelWorkspace(s, lanes, training: true, Math.Max(targetLength, network.Input.Length)))];
        _inputGradients = [.. stages.Select((s, k) => new AlignedBuffer(k == 0 ? 0 : StackPlan.PanelLength(s.Input, lanes)))];
        _states = new (int, int)[stages.Count];
        for (var (k, at) = (0, 0); k < stages.Count; k++)
        {
            _states[k] = (at, stages[k].StateLength(lanes));
            at += _states[k].Length;
        }

        _stateBefore = new AlignedBuffer(network.Stack.StateLength(lanes));
        var wide = network.BatchWide.Select(w => w.ScratchLength(lanes)).DefaultIfEmpty().Max();
        Scratch = new AlignedBuffer(Math.Max(wide, stages.Max(s => s.ScratchLength(lanes))));
    }

    public AlignedBuffer Scratch { get; }

    public AlignedBuffer Target => _stages[0].Target;

    /// <summary>Keeps the state that the window starts from: backward needs it, and forward will have overwritten it.</summary>
    /// <param name="state">The state as it is now.</param>
    /// <param name="renew">True before the first layer runs; false in the later phases of a batch, when part of it is overwritten already.</param>
    public ReadOnlySpan<float> KeepState(ReadOnlySpan<float> state, bool renew)
    {
        if (state.IsEmpty)
        {
            return default;
        }

        if (renew)
        {
            state.CopyTo(_stateBefore.Span);
        }

        return _stateBefore.Span;
    }

    public Span<float> Input(int stage) => _stages[stage].Input.Span;

    public Span<float> Output(int stage) => _stages[stage].Output.Span;

    public Span<float> OutputGradient(int stage) => _stages[stage].Gradient.Span;

    public Span<float> InputGradient(int stage) => _inputGradients[stage].Span;

    public Span<float> Cache(int stage) => _stages[stage].Cache.Span;

    public void Gather(IWindowSource windows, ReadOnlySpan<int> order, Span<float> panel) => _stages[0].Gather(windows, order, panel);

    /// <summary>The pass with the part of the state that is this stage's.</summary>
    public PanelPass For(in PanelPass pass, int stage) => pass.For(Scratch.Span, _states[stage].Start, _states[stage].Length);
}
