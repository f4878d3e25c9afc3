using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural;

/// <summary>The weights of one part of one layer: read and set as plain arrays.</summary>
/// <remarks>
/// Row-major in the shape (inputs, outputs), or (outputs) for a bias and everything like it; gates of recurrent layers lie side by side in the outputs. The
/// layer's documentation names its parts. Not to be set while the network is trained or run.
/// </remarks>
public sealed class Parameter
{
    private readonly Network _network;

    internal Parameter(Network network, WeightMatrix matrix)
    {
        (_network, Matrix) = (network, matrix);
        Shape = matrix.IsRow ? [matrix.Outputs] : [matrix.Inputs, matrix.Outputs];
    }

    /// <summary>Layer and part: "lstm_2/recurrent".</summary>
    public string Name => Matrix.Name;

    /// <summary>(inputs, outputs), or (outputs).</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Weights in all.</summary>
    public int Count => Matrix.Count;

    /// <summary>False for numbers that are kept but not trained, as the running means of batch normalisation are.</summary>
    public bool Trainable => Matrix.Trainable;

    internal WeightMatrix Matrix { get; }

    /// <summary>A copy of the weights.</summary>
    public float[] ToArray()
    {
        var values = new float[Count];
        Matrix.Read(_network.Weights, values);
        return values;
    }

    /// <summary>Sets the weights.</summary>
    /// <param name="values"><see cref="Count"/> finite numbers in the order of <see cref="ToArray"/>.</param>
    /// <exception cref="ArgumentException">Another count, or a number that is not finite; nothing is changed then.</exception>
    public void Set(ReadOnlySpan<float> values)
    {
        if (values.Length != Count)
        {
            throw new ArgumentException($"'{Name}' has the shape {Text} and needs {Count} values; {values.Length} were given.", nameof(values));
        }

        var bad = FiniteKernel.FirstNonFinite(values);
        if (bad >= 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"'{Name}': value {bad} is {values[bad]}; weights are finite numbers."), nameof(values));
        }

        Matrix.Write(values, _network.Weights);
        Matrix.Pack(0, Matrix.Inputs, _network.Weights, _network.Packed);
    }

    /// <summary>The shape as messages show it: "(4, 64)".</summary>
    internal string Text => "(" + string.Join(", ", Shape) + ")";
}
