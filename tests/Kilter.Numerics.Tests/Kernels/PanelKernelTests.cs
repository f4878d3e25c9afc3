using Kilter.Numerics.Kernels;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Kernels;

/// <summary>The products and moves of panels against textbook loops, in every vector width of this machine.</summary>
[Trait(BitStability.Law, BitStability.SameBits)]
public sealed class PanelKernelTests
{
    // Rows on both sides of every tile: one alone, below, at and above four and eight, several tiles and a rest.
    private static readonly int[] Rows = [1, 2, 3, 4, 7, 8, 9, 33];

    public static TheoryData<int, int, int, int> Products
    {
        get
        {
            var cases = new TheoryData<int, int, int, int>();
            foreach (var rows in Rows)
            {
                foreach (var (k1, k2) in new[] { (1, 0), (5, 3), (17, 8) })
                {
                    cases.Add(16, rows, k1, k2);
                    cases.Add(32, rows, k1, k2);
                }
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Products))]
    public void A_product_is_one_chain_of_fused_steps_from_the_bias_over_both_factors(int lanes, int rows, int k1, int k2)
    {
        var rng = new Rng((ulong)((rows * 1000) + k1));
        var (w1, x1, p1) = Weights(rng, k1, rows, lanes);
        var (w2, x2, p2) = Weights(rng, k2, rows, lanes);
        var (bias, c) = (Draw(rng, rows), new float[rows * lanes]);
        var stride = Panel.Round16(rows);

        InEveryWidth(() =>
        {
            ProductKernel.Run(lanes, rows, new Factor(p1, x1), new Factor(p2, x2), bias, c);

            for (var r = 0; r < rows; r++)
            {
                for (var s = 0; s < lanes; s++)
                {
                    var expected = bias[r];
                    for (var k = 0; k < k1; k++)
                    {
                        expected = MathF.FusedMultiplyAdd(w1[(k * stride) + r], x1[(k * lanes) + s], expected);
                    }

                    for (var k = 0; k < k2; k++)
                    {
                        expected = MathF.FusedMultiplyAdd(w2[(k * stride) + r], x2[(k * lanes) + s], expected);
                    }

                    Assert.Equal(expected, c[(r * lanes) + s]);
                }
            }
        });
    }

    [Theory, InlineData(16), InlineData(32)]
    public void A_product_without_a_start_begins_at_zero_and_an_accumulated_one_at_what_was_there(int lanes)
    {
        var rng = new Rng(5);
        var (_, x, packed) = Weights(rng, 6, 11, lanes);
        var (from, before) = (new float[11 * lanes], Draw(rng, 11 * lanes));
        InEveryWidth(() =>
        {
            ProductKernel.Run(lanes, 11, new Factor(packed, x), Factor.None, new float[11], from);
            var (zero, added) = (new float[11 * lanes], before.ToArray());

            ProductKernel.Run(lanes, 11, new Factor(packed, x), Factor.None, default, zero);
            ProductKernel.Accumulate(lanes, 11, new Factor(packed, x), Factor.None, added);

            Assert.Equal(from, zero);
            for (var i = 0; i < added.Length; i++)
            {
                Assert.Equal(before[i] + from[i], added[i], 1e-5);
            }
        });
    }

    [Theory]
    [InlineData(16, 1, 16, 1)]
    [InlineData(32, 7, 16, 3)]
    [InlineData(16, 9, 48, 2)]
    [InlineData(32, 33, 112, 5)]
    public void Outer_products_and_their_sums_are_chains_over_steps_then_samples(int lanes, int rows, int columns, int steps)
    {
        var rng = new Rng((ulong)columns);
        var x = Draw(rng, steps * rows * lanes);
        var d = Draw(rng, steps * columns * lanes);
        var stride = Panel.BlockedLength(columns, lanes);
        var turned = new float[steps * stride];
        var (start, bias) = (Draw(rng, rows * columns), Draw(rng, columns));
        InEveryWidth(() =>
        {
            for (var t = 0; t < steps; t++)
            {
                TransposeKernel.Blocked(columns, lanes, d.AsSpan(t * columns * lanes, columns * lanes), turned.AsSpan(t * stride));
            }

            var (c, sums) = (start.ToArray(), bias.ToArray());
            OuterKernel.Add(lanes, rows, columns, steps, x, rows * lanes, turned, stride, c);
            OuterKernel.AddSum(lanes, columns, steps, turned, stride, sums);

            for (var g = 0; g < columns; g++)
            {
                for (var k = 0; k < rows; k++)
                {
                    var expected = start[(k * columns) + g];
                    for (var n = 0; n < steps * lanes; n++)
                    {
                        var (t, s) = (n / lanes, n % lanes);
                        expected = MathF.FusedMultiplyAdd(x[(((t * rows) + k) * lanes) + s], d[(((t * columns) + g) * lanes) + s], expected);
                    }

                    Assert.Equal(expected, c[(k * columns) + g]);
                }

                var sum = bias[g];
                for (var n = 0; n < steps * lanes; n++)
                {
                    sum += d[(((n / lanes * columns) + g) * lanes) + (n % lanes)];
                }

                Assert.Equal(sum, sums[g]);
            }
        });
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 9)]
    [InlineData(8, 16)]
    [InlineData(33, 50)]
    public void Packed_weights_are_the_weights_in_both_orders_also_when_packed_in_pieces(int inputs, int outputs)
    {
        var w = Padded(new Rng(3), inputs, outputs);
        var stride = Panel.Round16(outputs);
        var forward = new float[PackKernel.ForwardLength(inputs, outputs)];
        var backward = new float[PackKernel.BackwardLength(inputs, outputs)];
        for (var from = 0; from < inputs; from += 8)
        {
            PackKernel.Forward(inputs, outputs, from, Math.Min(inputs, from + 8), w, forward);
            PackKernel.Backward(inputs, outputs, from, Math.Min(inputs, from + 8), w, backward);
        }

        for (var i = 0; i < inputs; i++)
        {
            for (var o = 0; o < outputs; o++)
            {
                Assert.Equal(w[(i * stride) + o], forward[(o / 8 * 8 * inputs) + (i * 8) + (o % 8)]);
                Assert.Equal(w[(i * stride) + o], backward[(i / 8 * 8 * outputs) + (o * 8) + (i % 8)]);
            }
        }
    }

    [Theory, InlineData(1, 16), InlineData(17, 32), InlineData(48, 16)]
    public void Samples_become_a_panel_and_come_back(int columns, int lanes)
    {
        var width = Panel.Round16(columns);
        var samples = Draw(new Rng(4), width * lanes);
        var (panel, back) = (new float[width * lanes], new float[width * lanes]);
        InEveryWidth(() =>
        {
            TransposeKernel.ToPanel(columns, lanes, samples, panel);
            TransposeKernel.FromPanel(columns, lanes, panel, back);

            for (var i = 0; i < width; i++)
            {
                for (var s = 0; s < lanes; s++)
                {
                    Assert.Equal(samples[(s * width) + i], panel[(i * lanes) + s]);
                }
            }

            Assert.Equal(samples, back);
        });
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 16)]
    [InlineData(51, 208)]
    [InlineData(3, 400)]
    public void A_single_sample_has_the_bits_it_has_in_a_panel(int inputs, int outputs)
    {
        var rng = new Rng((ulong)outputs);
        var (w, x) = (Padded(rng, inputs, outputs), Draw(rng, inputs));
        var bias = new float[Panel.Round16(outputs)];
        Draw(rng, outputs).CopyTo(bias, 0);
        var packed = new float[PackKernel.ForwardLength(inputs, outputs)];
        PackKernel.Forward(inputs, outputs, 0, inputs, w, packed);
        var (panel, c) = (new float[inputs * 16], new float[outputs * 16]);
        for (var i = 0; i < inputs; i++)
        {
            panel[i * 16] = x[i];
        }

        InEveryWidth(() =>
        {
            ProductKernel.Run(16, outputs, new Factor(packed, panel), Factor.None, bias, c);
            var y = bias.ToArray();
            ColumnKernel.Accumulate(x, w, y);

            for (var o = 0; o < outputs; o++)
            {
                Assert.Equal(c[o * 16], y[o]);
            }
        });
    }

    [Fact]
    public void A_buffer_that_is_too_short_is_named()
    {
        var error = Assert.Throws<ArgumentException>(() => ProductKernel.Run(16, 3, new Factor(new float[8], new float[16]), Factor.None, default, new float[47]));

        Assert.StartsWith("'c' has 47 values; this call needs 48.", error.Message, StringComparison.Ordinal);
    }

    internal static void InEveryWidth(Action check)
    {
        foreach (var lanes in Simd.Available)
        {
            Simd.Lanes = lanes;
            try
            {
                check();
            }
            finally
            {
                Simd.Lanes = Simd.Widest;
            }
        }
    }

    internal static float[] Draw(Rng rng, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)rng.NextNormal())];

    private static (float[] W, float[] X, float[] Packed) Weights(Rng rng, int inputs, int outputs, int lanes)
    {
        var w = Padded(rng, inputs, outputs);
        var packed = new float[PackKernel.ForwardLength(inputs, outputs)];
        PackKernel.Forward(inputs, outputs, 0, inputs, w, packed);
        return (w, Draw(rng, inputs * lanes), packed);
    }

    private static float[] Padded(Rng rng, int inputs, int outputs)
    {
        var stride = Panel.Round16(outputs);
        var w = new float[inputs * stride];
        for (var i = 0; i < inputs; i++)
        {
            Draw(rng, outputs).CopyTo(w, i * stride);
        }

        return w;
    }
}
