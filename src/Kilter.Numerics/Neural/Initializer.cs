using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Neural;

/// <summary>How many values go into and come out of a weight's sum: what initialisers scale by.</summary>
/// <param name="In">Values that one output sums.</param>
/// <param name="Out">Outputs that one value feeds.</param>
/// <param name="Blocks">Matrices that lie side by side in one, as the gates of a recurrent layer do; each is drawn alone where shape matters.</param>
internal readonly record struct InitializerFan(int In, int Out, int Blocks = 1);

/// <summary>How weights are first drawn.</summary>
/// <remarks>Fan-in is the number of values one output sums, fan-out the number of outputs one value feeds.</remarks>
public sealed class Initializer
{
    private readonly Action<double[], int, int, InitializerFan, Rng> _draw;

    private Initializer(string name, Action<double[], int, int, InitializerFan, Rng> draw)
    {
        Name = name;
        _draw = draw;
    }

    /// <summary>All zeros.</summary>
    public static Initializer Zeros { get; } = Constant("zeros", 0);

    /// <summary>All ones.</summary>
    public static Initializer Ones { get; } = Constant("ones", 1);

    /// <summary>Uniform in ±√(6 / (fan-in + fan-out)): Keras's default for kernels.</summary>
    /// <remarks>Source: X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS, 2010.</remarks>
    public static Initializer GlorotUniform { get; } = Uniform("glorot-uniform", fan => Math.Sqrt(6.0 / (fan.In + fan.Out)));

    /// <summary>Uniform in ±1/√fan-in: PyTorch's default for linear and convolution layers; its recurrent layers use the number of units.</summary>
    public static Initializer FanInUniform { get; } = Uniform("fan-in-uniform", fan => 1 / Math.Sqrt(fan.In));

    /// <summary>Rows of the forget gate one, all else zero: Keras's bias of an LSTM.</summary>
    /// <remarks>Source: R. Jozefowicz, W. Zaremba, I. Sutskever, "An empirical exploration of recurrent network architectures", ICML, 2015.</remarks>
    public static Initializer ForgetOne { get; } = new("forget-one", (values, _, outputs, _, _) => values.AsSpan(outputs / 4, outputs / 4).Fill(1));

    /// <summary>The name under which it can be looked up.</summary>
    public string Name { get; }

    /// <summary>Draws a matrix.</summary>
    internal void Fill(WeightMatrix matrix, Span<float> weights, InitializerFan fan, Rng rng)
    {
        var values = new double[matrix.Count];
        _draw(values, matrix.Inputs, matrix.Outputs, fan, rng);
        for (var i = 0; i < matrix.Inputs; i++)
        {
            for (var o = 0; o < matrix.Outputs; o++)
            {
                weights[(i * matrix.Stride) + o] = (float)values[(i * matrix.Outputs) + o];
            }
        }
    }

    private static Initializer Constant(string name, double value) => new(name, (values, _, _, _, _) => Array.Fill(values, value));

    private static Initializer Uniform(string name, Func<InitializerFan, double> bound) => new(name, (values, _, _, fan, rng) =>
    {
        var limit = bound(fan);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = rng.NextDouble(-limit, limit);
        }
    });
}
