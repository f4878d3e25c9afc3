using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Losses;

namespace Kilter.Numerics.Neural.Training;

/// <summary>The mean loss of windows that go on where others ended: validation in stateful training.</summary>
/// <remarks>Each panel of a batch has a state of its own and walks from batch to batch by itself; threads share the panels, the bits do not depend on them.</remarks>
internal sealed class StatefulScoring
{
    private readonly Network _network;
    private readonly ILoss _loss;
    private readonly WorkerPool _pool;
    private readonly PanelWorkspace[] _workspaces;
    private readonly AlignedBuffer[] _targetPanels;
    private readonly float[] _states;
    private readonly double[] _sums;
    private readonly Action<int, int> _work;
    private readonly int _batch;
    private readonly int _lanes;

    private IWindowSource _inputs = new WindowArray(default, 1);
    private IWindowSource _targets = new WindowArray(default, 1);
    private int _first;

    public StatefulScoring(Network network, ILoss loss, int batch, int lanes, WorkerPool pool)
    {
        (_network, _loss, _batch, _lanes, _pool) = (network, loss, batch, lanes, pool);
        var panels = (batch + lanes - 1) / lanes;
        var target = loss.TargetLength(network.Output);
        _workspaces = [.. Enumerable.Range(0, pool.Threads).Select(_ => new PanelWorkspace(network.Stack, lanes, training: false, target))];
        _targetPanels = [.. Enumerable.Range(0, pool.Threads).Select(_ => new AlignedBuffer(Panel.Round16(target) * lanes))];
        _states = new float[panels * network.Stack.StateLength(lanes)];
        _sums = new double[panels];
        _work = Place;
    }

    /// <summary>The mean loss over all windows from <paramref name="first"/> on, in batches of which the first starts from <paramref name="states"/>.</summary>
    public double MeanLoss(IWindowSource inputs, IWindowSource targets, int first, ReadOnlySpan<float> states)
    {
        _inputs = inputs;
        _targets = targets;
        _first = first;
        states.CopyTo(_states);
        _pool.Run(_sums.Length, _work);
        var sum = 0.0;
        foreach (var part in _sums)
        {
            sum += part;
        }

        return sum / (inputs.Count - first);
    }

    /// <summary>All windows of one panel's places, batch after batch.</summary>
    private void Place(int thread, int panel)
    {
        var length = _network.Stack.StateLength(_lanes);
        var state = _states.AsSpan(panel * length, length);
        Span<int> numbers = stackalloc int[_lanes];
        _sums[panel] = 0;
        for (var at = _first + (panel * _lanes); at < _inputs.Count; at += _batch)
        {
            var valid = Math.Min(Math.Min(_lanes, _batch - (panel * _lanes)), _inputs.Count - at);
            for (var i = 0; i < valid; i++)
            {
                numbers[i] = at + i;
            }

            _sums[panel] += OneWindow(thread, state, numbers[..valid]);
        }
    }

    private double OneWindow(int thread, Span<float> state, ReadOnlySpan<int> numbers)
    {
        var (space, shape) = (_workspaces[thread], _network.Output);
        space.Gather(_inputs, numbers, space.Input.Span);
        var pass = new PanelPass
        {
            Lanes = _lanes,
            Training = false,
            Random = false,
            Weights = _network.Weights,
            Packed = _network.Packed,
            Scratch = space.Scratch.Span,
            Valid = numbers.Length,
            StateBefore = state,
            StateAfter = state,
        };
        _network.Stack.Forward(pass, space.Input.Span, space.Output.Span, space.Cache.Span);
        ReadOnlySpan<float> target = space.Input.Span;
        if (!ReferenceEquals(_targets, _inputs))
        {
            space.Gather(_targets, numbers, _targetPanels[thread].Span);
            target = _targetPanels[thread].Span;
        }

        return _loss.Evaluate(new LossPanel
        {
            Lanes = _lanes,
            Valid = numbers.Length,
            SampleWeight = 1,
            Shape = shape,
            Output = space.Output.Span[..(shape.Length * _lanes)],
            Target = target[..(_loss.TargetLength(shape) * _lanes)],
        });
    }
}
