using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>First weights: bounds, variances, orthogonality; the same seed draws the same bits.</summary>
public sealed class InitializerTests
{
    private const int Inputs = 200;
    private const int Outputs = 120;

    public static TheoryData<string> Names => [.. Initializer.All.Select(i => i.Name)];

    [Theory]
    [InlineData("glorot-uniform", 2.0 / 320, 1.7320508)]
    [InlineData("glorot-normal", 2.0 / 320, 2.2736)]
    [InlineData("he-uniform", 2.0 / 200, 1.7320508)]
    [InlineData("he-normal", 2.0 / 200, 2.2736)]
    [InlineData("lecun-uniform", 1.0 / 200, 1.7320508)]
    [InlineData("lecun-normal", 1.0 / 200, 2.2736)]
    [InlineData("fan-in-uniform", 1.0 / 600, 1.7320508)]
    [InlineData("random-normal", 0.0025, 5)]
    [InlineData("random-uniform", 0.0025 / 3, 1.7320508)]
    public void A_draw_has_its_variance_and_keeps_its_bound(string name, double variance, double bound)
    {
        var values = Draw(Initializer.ByName(name), Inputs, Outputs);

        var deviation = Math.Sqrt(variance);
        Assert.Equal(0, values.Average(), 5 * deviation / Math.Sqrt(values.Length));
        Assert.Equal(variance, values.Average(v => v * v), 0.04 * variance);

        // A uniform draw comes near its bound, a cut-off normal one too: 2/0.8796 of its deviation.
        Assert.True(values.Max(Math.Abs) <= bound * deviation * 1.0001, name);
        Assert.True(bound == 5 || values.Max(Math.Abs) > 0.98 * bound * deviation, name);
    }

    [Theory]
    [InlineData("orthogonal", 12, 12, 1)]
    [InlineData("orthogonal", 20, 7, 1)]
    [InlineData("orthogonal", 7, 20, 1)]
    [InlineData("orthogonal", 9, 36, 4)]
    [InlineData("orthogonal", 5, 9, 3)]
    [InlineData("orthogonal", 1, 1, 1)]
    [InlineData("orthogonal-whole", 9, 36, 4)]
    [InlineData("orthogonal-whole", 9, 36, 1)]
    public void Orthogonal_matrices_have_orthonormal_columns_or_rows(string name, int inputs, int outputs, int blocks)
    {
        var values = Draw(Initializer.ByName(name), inputs, outputs, blocks);

        var apart = name == "orthogonal" ? blocks : 1;
        var width = outputs / apart;
        for (var block = 0; block < apart; block++)
        {
            var (vectors, length) = (Math.Min(inputs, width), Math.Max(inputs, width));
            for (var a = 0; a < vectors; a++)
            {
                for (var b = 0; b <= a; b++)
                {
                    var product = Enumerable.Range(0, length).Sum(k => At(a, k) * At(b, k));
                    Assert.Equal(a == b ? 1 : 0, product, 1e-6);
                }
            }

            double At(int vector, int k) => inputs >= width
                ? values[(k * outputs) + (block * width) + vector]
                : values[(vector * outputs) + (block * width) + k];
        }
    }

    [Fact]
    public void Every_rotation_and_reflection_is_equally_likely()
    {
        // Of a 2 by 2 orthogonal matrix the first entry is a cosine: mean 0, mean square 1/2, and half have determinant 1.
        var draws = Enumerable.Range(0, 4000).Select(seed => Draw(Initializer.Orthogonal, 2, 2, seed: (ulong)seed)).ToArray();

        Assert.Equal(0, draws.Average(q => q[0]), 0.06);
        Assert.Equal(0.5, draws.Average(q => q[0] * q[0]), 0.03);
        Assert.Equal(0.5, draws.Count(q => (q[0] * q[3]) - (q[1] * q[2]) > 0) / 4000.0, 0.04);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_same_seed_draws_the_same_bits_and_another_seed_others(string name)
    {
        var initializer = Initializer.ByName(name);

        Assert.Equal(Draw(initializer, 16, 32, 4), Draw(initializer, 16, 32, 4));
        if (name is not ("zeros" or "ones" or "forget-one"))
        {
            Assert.NotEqual(Draw(initializer, 16, 32, 4), Draw(initializer, 16, 32, 4, seed: 8));
        }
    }

    [Fact]
    [Trait(BitStability.Law, BitStability.SameBits)]
    public void Draws_have_the_stored_bits()
        => Golden.Verify("InitializerBits.txt", string.Concat(Initializer.All.Select(i => FormattableString.Invariant($"{i.Name}: {BitConverter.SingleToInt32Bits((float)Draw(i, 8, 12, 4).Sum(v => v * 1.7)):x8} {Draw(i, 8, 12, 4)[41]:R}\n"))));

    [Fact]
    public void Keras_draws_recurrent_kernels_with_orthonormal_rows_over_all_gates()
    {
        var network = new Network(new SampleShape(3, 2), [new Lstm(6)], seed: 5);
        var matrix = network.Matrices.Single(m => m.Name == "lstm_1/recurrent");
        var rows = Enumerable.Range(0, 6).Select(i => network.Weights.Slice(matrix.Offset + (i * matrix.Stride), 24).ToArray()).ToArray();

        for (var a = 0; a < 6; a++)
        {
            for (var b = 0; b < 6; b++)
            {
                Assert.Equal(a == b ? 1 : 0, rows[a].Zip(rows[b], (x, y) => (double)x * y).Sum(), 1e-6);
            }
        }
    }

    [Fact]
    public void Bad_settings_are_refused_and_unknown_names_answered_with_the_known()
    {
        Assert.Contains("There is no initialiser 'xavier'. There are: fan-in-uniform, forget-one, glorot-normal", Assert.Throws<ArgumentException>(() => Initializer.ByName("xavier")).Message, StringComparison.Ordinal);
        Assert.Contains("must be finite and at least 0", Assert.Throws<ArgumentOutOfRangeException>(() => Initializer.RandomNormal(-1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Initializer.Constant(double.NaN));
        Assert.All(Draw(Initializer.Constant(-0.25), 3, 4), v => Assert.Equal(-0.25, v));
    }

    private static double[] Draw(Initializer initializer, int inputs, int outputs, int blocks = 1, ulong seed = 7)
    {
        var matrix = new WeightMatrix("w", inputs, outputs, 0, -1);
        var weights = new float[matrix.Length];
        initializer.Fill(matrix, weights, new InitializerFan(inputs, outputs, blocks), new Rng(seed));
        return [.. from i in Enumerable.Range(0, inputs) from o in Enumerable.Range(0, outputs) select (double)weights[(i * matrix.Stride) + o]];
    }
}
