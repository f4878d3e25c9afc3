using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Losses;

namespace Kilter.Numerics.Neural;

/// <summary>Runs windows through a network forward only: for outputs, or for a loss. Used again and again; one call at a time.</summary>
internal sealed class Scoring
{
    private const int MostPieces = 1024;

    private readonly Network _network;
    private readonly WorkerPool _pool;
    private readonly PanelWorkspace[] _workspaces;
    private readonly AlignedBuffer[] _targetPanels;
    private readonly ILoss? _loss;
    private readonly Action<int, int> _work;
    private readonly double[] _sums;

    private IWindowSource _inputs = new WindowArray(default, 1);
    private IWindowSource _targets = new WindowArray(default, 1);
    private Memory<float> _outputs;
    private int[] _order = [];
    private int _first;
    private int _count;
    private int _panelsPerPiece;
    private ulong _key;
    private bool _random;

    public Scoring(Network network, WorkerPool pool, ILoss? loss = null)
    {
        (_network, _pool, _loss) = (network, pool, loss);
        var target = loss?.TargetLength(network.Output) ?? 0;
        _workspaces = [.. Enumerable.Range(0, pool.Threads).Select(_ => new PanelWorkspace(network.Stack, Panel.Wide, training: false, target))];
        _targetPanels = [.. Enumerable.Range(0, pool.Threads).Select(_ => new AlignedBuffer(Panel.Round16(target) * Panel.Wide))];
        _sums = new double[MostPieces];
        _work = Piece;
    }

    /// <summary>Threads that share the work.</summary>
    public int Threads => _pool.Threads;

    /// <summary>Writes the output of every window, one behind the other.</summary>
    public void Outputs(IWindowSource inputs, Memory<float> outputs, ulong? randomKey = null)
    {
        (_inputs, _targets, _outputs, _order, _first, _count) = (inputs, inputs, outputs, [], 0, inputs.Count);
        (_random, _key) = (randomKey is not null, randomKey ?? 0);
        _pool.Run(Pieces(), _work);
        _outputs = default;
    }

    /// <summary>The mean loss over windows [first, first + count) of an order.</summary>
    public double MeanLoss(IWindowSource inputs, IWindowSource targets, int[] order, int first, int count)
    {
        (_inputs, _targets, _outputs, _order, _first, _count, _random) = (inputs, targets, default, order, first, count, false);
        var pieces = Pieces();
        _pool.Run(pieces, _work);
        var sum = 0.0;
        for (var n = 0; n < pieces; n++)
        {
            sum += _sums[n];
        }

        return sum / count;
    }

    // At most 1,024 pieces of whole panels; 8 panels at least, so that a piece of a small network is worth its hand-over.
    private int Pieces()
    {
        var panels = (_count + Panel.Wide - 1) / Panel.Wide;
        _panelsPerPiece = Math.Max(Math.Min(8, (panels + _pool.Threads - 1) / _pool.Threads), (panels + MostPieces - 1) / MostPieces);
        return _panelsPerPiece == 0 ? 0 : (panels + _panelsPerPiece - 1) / _panelsPerPiece;
    }

    private void Piece(int thread, int piece)
    {
        var space = _workspaces[thread];
        Span<int> numbers = stackalloc int[Panel.Wide];
        var sum = 0.0;
        for (var panel = piece * _panelsPerPiece; panel < (piece + 1) * _panelsPerPiece && panel * Panel.Wide < _count; panel++)
        {
            var at = panel * Panel.Wide;
            var valid = Math.Min(Panel.Wide, _count - at);
            for (var i = 0; i < valid; i++)
            {
                numbers[i] = _order.Length > 0 ? _order[_first + at + i] : at + i;
            }

            sum += OnePanel(space, _targetPanels[thread].Span, at, numbers[..valid]);
        }

        _sums[piece] = sum;
    }

    private double OnePanel(PanelWorkspace space, Span<float> targets, int at, ReadOnlySpan<int> numbers)
    {
        var pass = new PanelPass
        {
            Lanes = Panel.Wide,
            Training = false,
            Random = _random,
            Weights = _network.Weights,
            Packed = _network.Packed,
            Scratch = space.Scratch.Span,
            Key = _key,
            FirstSample = (uint)at,
            Valid = numbers.Length,
        };
        space.Gather(_inputs, numbers, space.Input.Span);
        _network.Stack.Forward(pass, space.Input.Span, space.Output.Span, space.Cache.Span);
        var (shape, length) = (_network.Output, _network.Output.Length);
        if (_loss is null || !_outputs.IsEmpty)
        {
            space.Scatter(space.Output.Span, length, numbers.Length, _outputs.Span[(at * length)..]);
            return 0;
        }

        ReadOnlySpan<float> target = space.Input.Span;
        if (!ReferenceEquals(_targets, _inputs))
        {
            space.Gather(_targets, numbers, targets);
            target = targets;
        }

        return _loss.Evaluate(new LossPanel
        {
            Lanes = Panel.Wide,
            Valid = numbers.Length,
            SampleWeight = 1,
            Shape = shape,
            Output = space.Output.Span[..(length * Panel.Wide)],
            Target = target[..(_loss.TargetLength(shape) * Panel.Wide)],
        });
    }
}
