using Kilter.Numerics.Kernels;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Kernels;

public sealed class CellAndMaskKernelTests
{
    [Theory, InlineData(16), InlineData(32)]
    public void A_cell_follows_its_formulas_forward(int length)
    {
        var rng = new Rng(1);
        var (sums, before) = (PanelKernelTests.Draw(rng, 4 * length), PanelKernelTests.Draw(rng, length));
        PanelKernelTests.InEveryWidth(() =>
        {
            var (gates, after, squashed, output) = (sums.ToArray(), new float[length], new float[length], new float[length]);

            LstmCellKernel.Forward(FunctionKind.Sigmoid, FunctionKind.Tanh, gates, before, after, squashed, output);

            for (var n = 0; n < length; n++)
            {
                var (i, f) = (Sigmoid(sums[n]), Sigmoid(sums[length + n]));
                var (g, o) = (Math.Tanh(sums[(2 * length) + n]), Sigmoid(sums[(3 * length) + n]));
                var c = (f * before[n]) + (i * g);
                Assert.Equal(c, after[n], 2e-6);
                Assert.Equal(Math.Tanh(c), squashed[n], 2e-6);
                Assert.Equal(o * Math.Tanh(c), output[n], 2e-6);
                Assert.Equal(i, gates[n], 1e-6);
                Assert.Equal(o, gates[(3 * length) + n], 1e-6);
            }
        });

        static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
    }

    [Theory, InlineData(0.1), InlineData(0.4), InlineData(0.9)]
    public void A_mask_drops_its_share_scales_the_rest_and_is_the_same_again(double rate)
    {
        const int Rows = 400;
        var x = Enumerable.Repeat(1f, Rows * 32).ToArray();
        var (y, again, other) = (new float[x.Length], new float[x.Length], new float[x.Length]);

        MaskKernel.Apply(32, x, y, key: 7, firstRow: 0, firstSample: 64, rate);
        MaskKernel.Apply(32, x, again, key: 7, firstRow: 0, firstSample: 64, rate);
        MaskKernel.Apply(32, x, other, key: 8, firstRow: 0, firstSample: 64, rate);

        Assert.Equal(y, again);
        Assert.NotEqual(y, other);
        Assert.Equal([0f, (float)(1 / (1 - rate))], y.Distinct().Order());
        // Five standard deviations of a share of 12,800 draws.
        Assert.Equal(rate, y.Count(v => v == 0) / (double)y.Length, 5 * Math.Sqrt(rate * (1 - rate) / y.Length));
        for (var row = 1; row < Rows; row++)
        {
            Assert.NotEqual(y[..32], y[(row * 32)..((row + 1) * 32)]);
        }
    }

    [Fact]
    public void A_mask_depends_on_the_place_of_a_sample_and_not_on_its_panel()
    {
        var x = Enumerable.Repeat(1f, 5 * 32).ToArray();
        var (wide, narrow) = (new float[5 * 32], new float[5 * 16]);

        MaskKernel.Apply(32, x, wide, 3, firstRow: 2, firstSample: 96, 0.5);
        MaskKernel.Apply(16, x.AsSpan(0, 5 * 16), narrow, 3, firstRow: 2, firstSample: 112, 0.5);

        for (var row = 0; row < 5; row++)
        {
            Assert.Equal(wide[((row * 32) + 16)..((row + 1) * 32)], narrow[(row * 16)..((row + 1) * 16)]);
        }
    }

    [Fact]
    public void Every_width_drops_the_same_values()
    {
        var x = PanelKernelTests.Draw(new Rng(2), 7 * 32);
        var first = new float[x.Length];
        MaskKernel.Apply(32, x, first, 11, 0, 5, 0.3);
        PanelKernelTests.InEveryWidth(() =>
        {
            var y = new float[x.Length];
            MaskKernel.Apply(32, x, y, 11, 0, 5, 0.3);
            Assert.Equal(first, y);
        });
    }

    [Theory, InlineData(1), InlineData(2), InlineData(5)]
    public void The_gradients_of_shards_are_added_in_order(int shards)
    {
        var gradients = PanelKernelTests.Draw(new Rng(9), shards * 48);
        PanelKernelTests.InEveryWidth(() =>
        {
            var sum = new float[32];
            UpdateKernel.Sum(gradients, 48, shards, sum);

            for (var i = 0; i < sum.Length; i++)
            {
                var expected = gradients[i];
                for (var s = 1; s < shards; s++)
                {
                    expected += gradients[(s * 48) + i];
                }

                Assert.Equal(expected, sum[i]);
            }
        });
    }
}
