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
    public static Initializer Zeros { get; } = Filled("zeros", 0);

    /// <summary>All ones.</summary>
    public static Initializer Ones { get; } = Filled("ones", 1);

    /// <summary>Uniform in ±√(6 / (fan-in + fan-out)): Keras's default for kernels.</summary>
    /// <remarks>Source: X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS, 2010.</remarks>
    public static Initializer GlorotUniform { get; } = Uniform("glorot-uniform", fan => Math.Sqrt(6.0 / (fan.In + fan.Out)));

    /// <summary>Uniform in ±1/√fan-in: PyTorch's default for linear and convolution layers; its recurrent layers use the number of units.</summary>
    public static Initializer FanInUniform { get; } = Uniform("fan-in-uniform", fan => 1 / Math.Sqrt(fan.In));

    /// <summary>Normal with variance 2 / (fan-in + fan-out), cut off at two standard deviations: Keras's glorot_normal.</summary>
    /// <remarks>Source: X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS, 2010.</remarks>
    public static Initializer GlorotNormal { get; } = Truncated("glorot-normal", fan => Math.Sqrt(2.0 / (fan.In + fan.Out)));

    /// <summary>Uniform in ±√(6 / fan-in): for relu.</summary>
    /// <remarks>Source: K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers", ICCV, 2015.</remarks>
    public static Initializer HeUniform { get; } = Uniform("he-uniform", fan => Math.Sqrt(6.0 / fan.In));

    /// <summary>Normal with variance 2 / fan-in, cut off at two standard deviations: for relu.</summary>
    /// <remarks>Source: K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers", ICCV, 2015.</remarks>
    public static Initializer HeNormal { get; } = Truncated("he-normal", fan => Math.Sqrt(2.0 / fan.In));

    /// <summary>Uniform in ±√(3 / fan-in).</summary>
    /// <remarks>Source: Y. LeCun, L. Bottou, G. B. Orr, K.-R. Müller, "Efficient backprop", 1998.</remarks>
    public static Initializer LecunUniform { get; } = Uniform("lecun-uniform", fan => Math.Sqrt(3.0 / fan.In));

    /// <summary>Normal with variance 1 / fan-in, cut off at two standard deviations: for selu.</summary>
    /// <remarks>Source: Y. LeCun, L. Bottou, G. B. Orr, K.-R. Müller, "Efficient backprop", 1998.</remarks>
    public static Initializer LecunNormal { get; } = Truncated("lecun-normal", fan => Math.Sqrt(1.0 / fan.In));

    /// <summary>Each gate's matrix by itself with orthonormal columns, or rows where there are fewer of them; a plain matrix is one gate.</summary>
    /// <remarks>Source: A. M. Saxe, J. L. McClelland, S. Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks", ICLR, 2014.</remarks>
    public static Initializer Orthogonal { get; } = new("orthogonal", (values, inputs, outputs, fan, rng) => OrthogonalDraw.Fill(values, inputs, outputs, fan.Blocks, rng));

    /// <summary>The matrix of all gates at once with orthonormal rows or columns: what Keras draws for recurrent kernels. A gate's part is then about 1/√gates as large.</summary>
    /// <remarks>Source: as for <see cref="Orthogonal"/>.</remarks>
    public static Initializer OrthogonalWhole { get; } = new("orthogonal-whole", (values, inputs, outputs, _, rng) => OrthogonalDraw.Fill(values, inputs, outputs, 1, rng));

    /// <summary>Rows of the forget gate one, all else zero: Keras's bias of an LSTM.</summary>
    /// <remarks>Source: R. Jozefowicz, W. Zaremba, I. Sutskever, "An empirical exploration of recurrent network architectures", ICML, 2015.</remarks>
    public static Initializer ForgetOne { get; } = new("forget-one", (values, _, outputs, _, _) => values.AsSpan(outputs / 4, outputs / 4).Fill(1));

    /// <summary>The initialisers that <see cref="ByName"/> finds, by name.</summary>
    public static IReadOnlyList<Initializer> All { get; } =
    [
        FanInUniform, ForgetOne, GlorotNormal, GlorotUniform, HeNormal, HeUniform, LecunNormal, LecunUniform, Ones, Orthogonal, OrthogonalWhole,
        RandomNormal(0.05), RandomUniform(0.05), Zeros,
    ];

    /// <summary>The name under which it can be looked up.</summary>
    public string Name { get; }

    /// <summary>The initialiser of that name; random-normal and random-uniform with Keras's 0.05.</summary>
    /// <param name="name">As in <see cref="All"/>.</param>
    /// <exception cref="ArgumentException">There is none; the message lists them.</exception>
    public static Initializer ByName(string name)
    {
        foreach (var initializer in All)
        {
            if (initializer.Name == name)
            {
                return initializer;
            }
        }

        throw new ArgumentException($"There is no initialiser '{name}'. There are: {string.Join(", ", All.Select(i => i.Name))}.", nameof(name));
    }

    /// <summary>All one number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public static Initializer Constant(double value) => Filled("constant", Finite(value, double.MinValue));

    /// <summary>Normal with mean 0.</summary>
    /// <param name="deviation">The standard deviation, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative or not finite.</exception>
    public static Initializer RandomNormal(double deviation)
    {
        Finite(deviation, 0);
        return new("random-normal", (values, _, _, _, rng) =>
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = deviation * rng.NextNormal();
            }
        });
    }

    /// <summary>Uniform in ±limit.</summary>
    /// <param name="limit">At least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative or not finite.</exception>
    public static Initializer RandomUniform(double limit)
    {
        Finite(limit, 0);
        return Uniform("random-uniform", _ => limit);
    }

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

    private static Initializer Filled(string name, double value) => new(name, (values, _, _, _, _) => Array.Fill(values, value));

    private static Initializer Uniform(string name, Func<InitializerFan, double> bound) => new(name, (values, _, _, fan, rng) =>
    {
        var limit = bound(fan);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = rng.NextDouble(-limit, limit);
        }
    });

    // The variance of a standard normal cut off at ±2 is 0.7737: dividing by its root gives back the variance asked for, as Keras does.
    private static Initializer Truncated(string name, Func<InitializerFan, double> deviation) => new(name, (values, _, _, fan, rng) =>
    {
        var scale = deviation(fan) / 0.87962566103423978;
        for (var i = 0; i < values.Length; i++)
        {
            double z;
            do
            {
                z = rng.NextNormal();
            }
            while (Math.Abs(z) > 2);

            values[i] = scale * z;
        }
    });

    private static double Finite(double value, double low)
        => value >= low && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, FormattableString.Invariant($"The setting of an initialiser is {value}; it must be finite{(low == 0 ? " and at least 0" : "")}."));
}
