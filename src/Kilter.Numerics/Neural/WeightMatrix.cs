using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural;

/// <summary>Where one matrix of weights lies: in the flat vector of all weights, and packed in the order in which products read it.</summary>
/// <remarks>
/// Element (i, o) is weights[Offset + i·Stride + o]: a row an input, a column an output, rows padded with zeros to whole multiples of 16.
/// A bias is a matrix of one row. That is Keras's layout without its padding; PyTorch's is the transpose.
/// </remarks>
/// <param name="Name">Layer and part: "lstm_2/recurrent".</param>
/// <param name="Inputs">Rows.</param>
/// <param name="Outputs">Columns.</param>
/// <param name="Offset">Of the first weight in the flat vector.</param>
/// <param name="PackedOffset">Of the packed copies, or −1 for one that no product reads.</param>
/// <param name="Trainable">False for numbers that are kept but not trained, as running means are.</param>
internal sealed record WeightMatrix(string Name, int Inputs, int Outputs, int Offset, int PackedOffset, bool Trainable = true)
{
    /// <summary>Floats from one row to the next.</summary>
    public int Stride { get; } = Panel.Round16(Outputs);

    /// <summary>Floats in the flat vector.</summary>
    public int Length => Inputs * Stride;

    /// <summary>Weights, without padding.</summary>
    public int Count => Inputs * Outputs;

    /// <summary>True for a row that no product reads: a bias, a scale, a running mean.</summary>
    public bool IsRow => PackedOffset < 0;

    private int ForwardLength => PackKernel.ForwardLength(Inputs, Outputs);

    private int BackwardLength => PackKernel.BackwardLength(Inputs, Outputs);

    /// <summary>Floats of both packed copies.</summary>
    public int PackedLength => PackedOffset < 0 ? 0 : Panel.Round16(ForwardLength) + Panel.Round16(BackwardLength);

    /// <summary>This matrix in a vector laid out like the weights: the weights themselves, or their gradient.</summary>
    public ReadOnlySpan<float> In(ReadOnlySpan<float> flat) => flat.Slice(Offset, Length);

    /// <inheritdoc cref="In(ReadOnlySpan{float})"/>
    public Span<float> In(Span<float> flat) => flat.Slice(Offset, Length);

    /// <summary>Copies this matrix out of a flat vector, (inputs, outputs) without padding.</summary>
    public void Read(ReadOnlySpan<float> flat, Span<float> values)
    {
        for (var i = 0; i < Inputs; i++)
        {
            flat.Slice(Offset + (i * Stride), Outputs).CopyTo(values[(i * Outputs)..]);
        }
    }

    /// <summary>Copies values, (inputs, outputs) without padding, into a flat vector.</summary>
    public void Write(ReadOnlySpan<float> values, Span<float> flat)
    {
        for (var i = 0; i < Inputs; i++)
        {
            values.Slice(i * Outputs, Outputs).CopyTo(flat[(Offset + (i * Stride))..]);
        }
    }

    /// <summary>The factor Wᵀ·x of a forward product.</summary>
    public Factor Times(ReadOnlySpan<float> packed, ReadOnlySpan<float> x) => new(packed.Slice(PackedOffset, ForwardLength), x);

    /// <summary>The factor W·dy of a backward product.</summary>
    public Factor Transposed(ReadOnlySpan<float> packed, ReadOnlySpan<float> dy)
        => new(packed.Slice(PackedOffset + Panel.Round16(ForwardLength), BackwardLength), dy);

    /// <summary>The factor of a forward product over some inputs alone, from <paramref name="first"/> on: as many as x has rows.</summary>
    public Factor TimesFrom(int first, int inputs, ReadOnlySpan<float> packed, ReadOnlySpan<float> x)
        => inputs == Inputs ? Times(packed, x) : new(packed.Slice(PackedOffset + (8 * first), ForwardLength - (8 * first)), x, stride: 8 * Inputs);

    /// <summary>The factor W·dy of a backward product whose result are inputs from <paramref name="first"/> on.</summary>
    public Factor TransposedFrom(int first, ReadOnlySpan<float> packed, ReadOnlySpan<float> dy)
    {
        var skipped = first / 8 * 8 * Outputs;
        return new(packed.Slice(PackedOffset + Panel.Round16(ForwardLength) + skipped, BackwardLength - skipped), dy, skip: first % 8);
    }

    /// <summary>Renews the packed copies of rows [from, to): from is a multiple of 8, to one too or the last row.</summary>
    public void Pack(int from, int to, ReadOnlySpan<float> weights, Span<float> packed)
    {
        if (PackedOffset < 0)
        {
            return;
        }

        PackKernel.Forward(Inputs, Outputs, from, to, In(weights), packed.Slice(PackedOffset, ForwardLength));
        PackKernel.Backward(Inputs, Outputs, from, to, In(weights), packed.Slice(PackedOffset + Panel.Round16(ForwardLength), BackwardLength));
    }
}
