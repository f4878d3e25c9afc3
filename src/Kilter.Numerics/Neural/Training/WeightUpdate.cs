using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Optimizers;

namespace Kilter.Numerics.Neural.Training;

/// <summary>Takes the gradients that the shards of a batch left and moves the weights: sum, clip, step, pack.</summary>
/// <remarks>Each piece of work owns its weights, and sums run in shard order, so threads change no bit. A step allocates nothing.</remarks>
internal sealed class WeightUpdate
{
    private readonly Network _network;
    private readonly IOptimizer _optimizer;
    private readonly GradientClip? _clip;
    private readonly WorkerPool _pool;
    private readonly UpdateShard[] _pieces;
    private readonly (int First, int Count)[] _groups;
    private readonly AlignedBuffer[] _moments;
    private readonly double[] _squares;
    private readonly float[] _factors;
    private readonly Action<int, int> _sum;
    private readonly Action<int, int> _move;
    private UpdateStep _step;
    private int _shards;
    private bool _summed;

    public WeightUpdate(Network network, IOptimizer optimizer, GradientClip? clip, int shards, WorkerPool pool)
    {
        (_network, _optimizer, _clip, _pool) = (network, optimizer, clip, pool);
        _pieces = UpdateShard.Cut(network.Matrices);
        _groups = Group(_pieces);
        _moments = [.. Enumerable.Range(0, optimizer.Moments).Select(_ => new AlignedBuffer(network.Weights.Length))];
        _squares = new double[_pieces.Length];
        _factors = new float[_pieces.Length];
        Gradients = new AlignedBuffer(network.Weights.Length * shards);
        (_sum, _move) = (SumGroup, MoveGroup);
    }

    /// <summary>The gradients of all shards, one behind the other, each laid out like the weights.</summary>
    public AlignedBuffer Gradients { get; }

    /// <summary>What the optimiser keeps, one vector a moment.</summary>
    public IReadOnlyList<AlignedBuffer> Moments => _moments;

    /// <summary>The gradient of one shard.</summary>
    public Span<float> Gradient(int shard) => Gradients.Span.Slice(shard * _network.Weights.Length, _network.Weights.Length);

    /// <summary>One step along the sum of the first <paramref name="shards"/> gradients.</summary>
    public void Run(int shards, in UpdateStep step)
    {
        (_shards, _step) = (shards, step);
        _summed = _clip is { Kind: not GradientClipKind.Value };
        if (_summed)
        {
            _pool.Run(_groups.Length, _sum);
            SetFactors();
        }

        _pool.Run(_groups.Length, _move);
    }

    // Small matrices go together, so that a piece of work is worth its hand-over.
    private static (int First, int Count)[] Group(UpdateShard[] pieces)
    {
        const int Enough = 6144;
        var groups = new List<(int First, int Count)>();
        for (var n = 0; n < pieces.Length;)
        {
            var (first, floats) = (n, 0);
            while (n < pieces.Length && (floats == 0 || floats + pieces[n].Length <= Enough))
            {
                floats += pieces[n++].Length;
            }

            groups.Add((first, n - first));
        }

        return [.. groups];
    }

    private void SumGroup(int thread, int group)
    {
        for (var n = _groups[group].First; n < _groups[group].First + _groups[group].Count; n++)
        {
            _squares[n] = 0;
            foreach (var g in SumPiece(_pieces[n]))
            {
                _squares[n] += (double)g * g;
            }
        }
    }

    private Span<float> SumPiece(in UpdateShard piece)
    {
        var total = Gradients.Span.Slice(piece.Offset, piece.Length);
        if (_shards > 1)
        {
            UpdateKernel.Sum(Gradients.Span[piece.Offset..], _network.Weights.Length, _shards, total);
        }

        return total;
    }

    private void SetFactors()
    {
        var whole = _clip!.Kind is GradientClipKind.Norm or GradientClipKind.GlobalNorm;
        for (var n = 0; n < _pieces.Length;)
        {
            var (first, squares) = (n, 0.0);
            while (n < _pieces.Length && (whole || _pieces[n].Matrix == _pieces[first].Matrix))
            {
                squares += _squares[n++];
            }

            // PyTorch's norm has 1e-6 added; Keras's has not.
            var length = Math.Sqrt(squares);
            var factor = _clip.Kind == GradientClipKind.Norm ? Math.Min(1, _clip.Limit / (length + 1e-6)) : _clip.Limit / Math.Max(length, _clip.Limit);
            _factors.AsSpan(first, n - first).Fill((float)factor);
        }
    }

    private void MoveGroup(int thread, int group)
    {
        for (var n = _groups[group].First; n < _groups[group].First + _groups[group].Count; n++)
        {
            var piece = _pieces[n];
            var gradient = _summed ? Gradients.Span.Slice(piece.Offset, piece.Length) : SumPiece(piece);
            if (_summed && _factors[n] < 1)
            {
                UpdateKernel.Scale(gradient, _factors[n]);
            }
            else if (_clip is { Kind: GradientClipKind.Value })
            {
                UpdateKernel.Hold(gradient, (float)_clip.Limit);
            }

            _optimizer.Update(
                new WeightSlice
                {
                    Weights = _network.Weights.Slice(piece.Offset, piece.Length),
                    Gradient = gradient,
                    First = Moment(0, piece),
                    Second = Moment(1, piece),
                    Third = Moment(2, piece),
                },
                _step);
            piece.Matrix.Pack(piece.From, piece.To, _network.Weights, _network.Packed);
        }
    }

    private Span<float> Moment(int number, in UpdateShard piece)
        => number < _moments.Length ? _moments[number].Span.Slice(piece.Offset, piece.Length) : default;
}
