using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Losses;

namespace Kilter.Numerics.Neural.Training;

/// <summary>Takes one batch forward and backward: the gradient of the loss in every weight.</summary>
/// <remarks>
/// <para>
/// A batch is cut into panels, panels into at most 16 shards with a gradient of their own; threads claim shards. All of it depends on the size of the
/// batch alone, so the bits do not depend on the threads.
/// </para>
/// <para>
/// Without batch-wide layers a panel goes forward and backward at once, in memory that its thread uses for all panels. With them the batch goes on
/// in phases, and every panel keeps memory of its own.
/// </para>
/// </remarks>
internal sealed class BatchPass
{
    /// <summary>Gradients of a batch at most.</summary>
    public const int MostShards = 16;

    private readonly Network _network;
    private readonly ILoss _loss;
    private readonly WorkerPool _pool;
    private readonly WeightUpdate _update;
    private readonly StageWorkspace[] _workspaces;
    private readonly IReadOnlyList<LayerStack> _stages;
    private readonly IReadOnlyList<IBatchWideLayer> _wide;
    private readonly double[] _losses;
    private readonly double[] _penalties;
    private readonly double[][] _sums;
    private readonly double[][] _settled;
    private readonly AlignedBuffer _states;
    private readonly int _lanes;
    private readonly int _panelsPerShard;
    private readonly Action<int, int> _work;

    private IWindowSource _inputs = new WindowArray(default, 1);
    private IWindowSource _targets = new WindowArray(default, 1);
    private int[] _order = [];
    private int _start;
    private int _count;
    private int _phase;
    private ulong _key;
    private bool _carries;

    public BatchPass(Network network, ILoss loss, int batch, WeightUpdate update, WorkerPool pool)
    {
        (_network, _loss, _update, _pool) = (network, loss, update, pool);
        (_stages, _wide) = (network.Stages, network.BatchWide);
        _lanes = Panel.LanesFor(batch);
        var panels = PanelsOf(batch);
        _panelsPerShard = (panels + MostShards - 1) / MostShards;
        var spaces = _wide.Count == 0 ? pool.Threads : panels;
        var target = loss.TargetLength(network.Output);
        _workspaces = [.. Enumerable.Range(0, spaces).Select(_ => new StageWorkspace(network, _lanes, target))];
        (_losses, _penalties) = (new double[panels], new double[panels]);
        _sums = [.. _wide.Select(w => new double[w.SumsLength * panels])];
        _settled = [.. _wide.Select(w => new double[w.SettledLength])];
        _states = new AlignedBuffer(network.Stack.StateLength(_lanes) * panels);
        _work = Shard;
    }

    /// <summary>The state that each place of the batch carries on, where training is stateful.</summary>
    public AlignedBuffer States => _states;

    /// <summary>Samples of its panels.</summary>
    public int Lanes => _lanes;

    /// <summary>Gradients that a batch of that size leaves.</summary>
    public static int ShardsFor(int batch)
    {
        var panels = (batch + Panel.LanesFor(batch) - 1) / Panel.LanesFor(batch);
        var each = (panels + MostShards - 1) / MostShards;
        return (panels + each - 1) / each;
    }

    /// <summary>Computes the gradient of one batch and returns the sum of the losses of its samples, penalties included.</summary>
    /// <param name="inputs">Where samples come from.</param>
    /// <param name="targets">Where their targets come from; may be the inputs.</param>
    /// <param name="order">Numbers of the samples, in the order of this epoch.</param>
    /// <param name="start">The place in the order of the first sample of this batch.</param>
    /// <param name="count">Samples of this batch.</param>
    /// <param name="key">Of this step's random masks and noise.</param>
    /// <param name="carries">Whether state is carried from the batch before and to the batch after.</param>
    /// <param name="shards">Gradients it left.</param>
    public double Run(IWindowSource inputs, IWindowSource targets, int[] order, int start, int count, ulong key, bool carries, out int shards)
    {
        (_inputs, _targets, _order, _start, _count, _key, _carries) = (inputs, targets, order, start, count, key, carries);
        var panels = PanelsOf(count);
        shards = (panels + _panelsPerShard - 1) / _panelsPerShard;
        for (_phase = 0; _phase <= 2 * _wide.Count; _phase++)
        {
            _pool.Run(shards, _work);
            Settle(panels);
        }

        var sum = 0.0;
        for (var p = 0; p < panels; p++)
        {
            sum += _losses[p] + _penalties[p];
        }

        return sum;
    }

    private int PanelsOf(int samples) => (samples + _lanes - 1) / _lanes;

    private void Settle(int panels)
    {
        var last = _wide.Count;
        if (_phase < last)
        {
            var wide = _wide[_phase];
            wide.Settle(_sums[_phase].AsSpan(0, wide.SumsLength * panels), _count, _settled[_phase], _network.Weights);
        }
        else if (_phase < 2 * last)
        {
            var number = (2 * last) - _phase - 1;
            var wide = _wide[number];
            wide.SettleBackward(_sums[number].AsSpan(0, wide.SumsLength * panels), _count, _settled[number]);
        }
    }

    private void Shard(int thread, int shard)
    {
        var gradient = _update.Gradient(shard);
        if (_phase == _wide.Count)
        {
            gradient.Clear();
        }

        var last = Math.Min(PanelsOf(_count), (shard + 1) * _panelsPerShard);
        for (var panel = shard * _panelsPerShard; panel < last; panel++)
        {
            OnePanel(_workspaces[_wide.Count == 0 ? thread : panel], panel, gradient);
        }
    }

    private void OnePanel(StageWorkspace space, int panel, Span<float> gradient)
    {
        var at = panel * _lanes;
        var valid = Math.Min(_lanes, _count - at);
        var order = _order.AsSpan(_start + at, valid);
        var state = _carries ? _states.Span.Slice(panel * (_states.Length / _losses.Length), _states.Length / _losses.Length) : default;
        var pass = new PanelPass
        {
            Lanes = _lanes,
            Training = true,
            Random = true,
            Weights = _network.Weights,
            Packed = _network.Packed,
            Gradient = gradient,
            Scratch = space.Scratch.Span,
            Key = _key,
            FirstSample = (uint)(_start + at),
            Valid = valid,
            SampleWeight = 1f / _count,
            Penalty = _penalties.AsSpan(panel, 1),
            StateBefore = space.KeepState(state, renew: _phase == 0),
            StateAfter = state,
        };

        var last = _wide.Count;
        if (_phase == 0)
        {
            space.Gather(_inputs, order, space.Input(0));
            _penalties[panel] = 0;
        }

        if (_phase <= last)
        {
            Forward(pass, space, panel);
        }

        if (_phase == last)
        {
            Lose(space, panel, valid, order);
        }

        if (_phase >= last)
        {
            Backward(pass, space, panel);
        }
    }

    private void Forward(in PanelPass pass, StageWorkspace space, int panel)
    {
        var (stage, k) = (_stages[_phase], _phase);
        if (k > 0)
        {
            _wide[k - 1].ForwardSettled(pass, _settled[k - 1], space.Output(k - 1), space.Input(k));
        }

        stage.Forward(space.For(pass, k), space.Input(k), space.Output(k), space.Cache(k));
        if (k < _wide.Count)
        {
            _wide[k].Measure(pass, space.Output(k), _sums[k].AsSpan(panel * _wide[k].SumsLength, _wide[k].SumsLength));
        }
    }

    private void Lose(StageWorkspace space, int panel, int valid, ReadOnlySpan<int> order)
    {
        var k = _wide.Count;
        ReadOnlySpan<float> target = space.Input(0);
        if (!ReferenceEquals(_targets, _inputs))
        {
            space.Gather(_targets, order, space.Target.Span);
            target = space.Target.Span;
        }

        var shape = _network.Output;
        _losses[panel] = _loss.Evaluate(new LossPanel
        {
            Lanes = _lanes,
            Valid = valid,
            SampleWeight = 1f / _count,
            Shape = shape,
            Output = space.Output(k)[..(shape.Length * _lanes)],
            Target = target[..(_loss.TargetLength(shape) * _lanes)],
            Gradient = space.OutputGradient(k)[..(shape.Length * _lanes)],
        });
    }

    private void Backward(in PanelPass pass, StageWorkspace space, int panel)
    {
        var k = (2 * _wide.Count) - _phase;
        if (k < _wide.Count)
        {
            _wide[k].BackwardSettled(pass, _settled[k], space.Output(k), space.InputGradient(k + 1), space.OutputGradient(k));
        }

        var stage = _stages[k];
        var below = k == 0 ? default : space.InputGradient(k);
        stage.Backward(space.For(pass, k), space.Input(k), space.Output(k), space.OutputGradient(k)[..(stage.Output.Length * _lanes)], below, space.Cache(k));
        if (k > 0)
        {
            var wide = _wide[k - 1];
            wide.MeasureBackward(pass, _settled[k - 1], space.Output(k - 1), below, _sums[k - 1].AsSpan(panel * wide.SumsLength, wide.SumsLength));
        }
    }
}
