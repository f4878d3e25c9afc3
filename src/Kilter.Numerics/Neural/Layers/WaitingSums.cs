using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>
/// Gradients of the sums of a few steps, turned, waiting for one sum of outer products: with the sums in registers over several steps it runs at
/// the speed of a product, and few enough steps wait to stay in cache.
/// </summary>
/// <remarks>Steps come last first. Sums that feed other matrices (those of a gate, those of a candidate) wait in blocks of their own.</remarks>
internal readonly ref struct WaitingSums
{
    private const int Most = 8;
    private readonly Span<float> _sums;
    private readonly Span<float> _turned;
    private readonly int _outputs;
    private readonly int _lanes;
    private readonly int _chunk;
    private readonly int _steps;

    /// <param name="outputs">Sums of one step.</param>
    /// <param name="lanes">Samples of the panel.</param>
    /// <param name="steps">Steps of the window.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    public WaitingSums(int outputs, int lanes, int steps, Span<float> scratch)
    {
        (_outputs, _lanes, _chunk, _steps) = (outputs, lanes, ChunkFor(steps), steps);
        _sums = scratch[..(Panel.Round16(outputs) * lanes)];
        _sums[(outputs * lanes)..].Clear();
        _turned = scratch.Slice(_sums.Length, _chunk * TurnedLength);
    }

    /// <summary>Where to put the gradients of one step's sums: (outputs, lanes).</summary>
    public Span<float> Sums => _sums[..(_outputs * _lanes)];

    private int Columns => Panel.Round16(_outputs);

    private int TurnedLength => Panel.BlockedLength(Columns, _lanes);

    /// <summary>Floats of scratch.</summary>
    public static int ScratchLength(int outputs, int lanes, int steps)
        => (Panel.Round16(outputs) * lanes) + (ChunkFor(steps) * Panel.BlockedLength(Panel.Round16(outputs), lanes));

    /// <summary>Puts away the sums of step <paramref name="t"/>; true where a chunk is full and wants adding: t is its first step.</summary>
    public bool Turn(int t)
    {
        var slot = t % _chunk;
        TransposeKernel.Blocked(Columns, _lanes, _sums, _turned[(slot * TurnedLength)..]);
        return slot == 0;
    }

    /// <summary>Adds the full chunk to the gradient of a matrix that multiplied <paramref name="inputs"/>.</summary>
    /// <param name="gradient">Of all weights.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="t">The first step of the chunk.</param>
    /// <param name="inputs">(T, inputs, lanes), from step 0.</param>
    public void Add(Span<float> gradient, WeightMatrix matrix, int t, ReadOnlySpan<float> inputs) => Add(gradient, matrix, inputs, t, 0, Waiting(t));

    /// <summary>Adds the full chunk to the gradient of a matrix that at each step multiplied what the step before left.</summary>
    /// <param name="gradient">Of all weights.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="t">The first step of the chunk.</param>
    /// <param name="seen">What it multiplied.</param>
    public void AddRecurrent(Span<float> gradient, WeightMatrix matrix, int t, in SeenOutputs seen)
    {
        var waiting = Waiting(t);
        if (t > 0)
        {
            Add(gradient, matrix, seen.Earlier, t - 1, 0, waiting);
            return;
        }

        if (!seen.Before.IsEmpty)
        {
            Add(gradient, matrix, seen.Before, 0, 0, 1);
        }

        Add(gradient, matrix, seen.Earlier, 0, 1, waiting - 1);
    }

    /// <summary>Adds the full chunk to the gradient of a bias, where there is one.</summary>
    public void AddBias(Span<float> gradient, WeightMatrix? bias, int t)
    {
        if (bias is not null)
        {
            OuterKernel.AddSum(_lanes, Columns, Waiting(t), _turned, TurnedLength, bias.In(gradient));
        }
    }

    // Steps that wait together: at most 8, in equal parts. Depends on the shape alone, since it is part of the result.
    public static int ChunkFor(int steps)
    {
        var chunks = (steps + Most - 1) / Most;
        return (steps + chunks - 1) / chunks;
    }

    private int Waiting(int t) => Math.Min(_chunk, _steps - t);

    private void Add(Span<float> gradient, WeightMatrix matrix, ReadOnlySpan<float> inputs, int first, int slot, int count)
    {
        if (count > 0)
        {
            var rows = matrix.Inputs * _lanes;
            OuterKernel.Add(_lanes, matrix.Inputs, Columns, count, inputs[(first * rows)..], rows, _turned[(slot * TurnedLength)..], TurnedLength, matrix.In(gradient));
        }
    }
}
