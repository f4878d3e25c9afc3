using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Every case of nn_attention.json: the kernel with queries, keys and values of their own, the layer, and the encoding.</summary>
public sealed class GoldenAttentionTests
{
    private const string File = "nn_attention.json";

    [Fact]
    public void No_case_is_left_out()
        => Assert.Equal(
            ["attention_scaled_dot_product", "attention_scaled_dot_product_causal", "multihead_self_attention", "sinusoidal_positional_encoding"],
            GoldenCase.Names(File));

    [Theory]
    [InlineData("attention_scaled_dot_product")]
    [InlineData("attention_scaled_dot_product_causal")]
    public void Scaled_dot_products_give_the_numbers_of_PyTorch(string name)
    {
        const int Lanes = Panel.Narrow;
        var golden = new GoldenCase(File, name);
        var (q, k, v) = (golden.Shape("q"), golden.Shape("k"), golden.Shape("v"));
        var shape = new AttentionShape(
            Lanes, q[1], k[1], q[2], v[2], 1 / MathF.Sqrt(q[2]), golden.HasInput("mask"), q[2] * Lanes, k[2] * Lanes, v[2] * Lanes, v[2] * Lanes, k[1] * Lanes);
        var (queries, keys, values, dy) = (ToPanel(golden.Input("q"), q), ToPanel(golden.Input("k"), k), ToPanel(golden.Input("v"), v), ToPanel(golden.Upstream("y"), [q[0], q[1], v[2]]));
        var (p, y) = (new float[q[1] * k[1] * Lanes], new float[q[1] * v[2] * Lanes]);
        var (dq, dk, dv) = (new float[queries.Length], new float[keys.Length], new float[values.Length]);

        AttentionKernel.Forward(shape, queries, keys, values, p, y);
        AttentionKernel.AddBackward(shape, queries, keys, values, p, dy, new float[k[1] * Lanes], dq, dk, dv);

        golden.Check("y", FromPanel(y, q[0], q[1] * v[2]));
        golden.Check("weights", FromPanel(p, q[0], q[1] * k[1]));
        golden.CheckGradient("q", FromPanel(dq, q[0], q[1] * q[2]));
        golden.CheckGradient("k", FromPanel(dk, q[0], k[1] * k[2]));
        golden.CheckGradient("v", FromPanel(dv, q[0], v[1] * v[2]));
    }

    [Fact]
    public void Self_attention_gives_the_numbers_of_PyTorch()
    {
        var golden = new GoldenCase(File, "multihead_self_attention");
        var (shape, width) = (golden.Shape("x"), golden.Config("embed"));
        var runner = new LayerRunner(new SampleShape(shape[1], width), new SelfAttention(golden.Config("heads")));
        runner.Set("self_attention_1/kernel", Turned(golden.Weights("in_proj_weight"), 3 * width, width));
        runner.Set("self_attention_1/bias", golden.Weights("in_proj_bias"));
        runner.Set("self_attention_1/output_kernel", Turned(golden.Weights("out_proj_weight"), width, width));
        runner.Set("self_attention_1/output_bias", golden.Weights("out_proj_bias"));

        var run = runner.Run(golden.Input("x"), golden.Upstream("y"));

        golden.Check("y", run.Y);
        golden.CheckGradient("x", run.Dx);
        GoldenCase.CheckAll(GoldenCase.Turn(golden.Gradient("in_proj_weight"), 3 * width, width), run.Gradients["self_attention_1/kernel"], "in_proj_weight");
        golden.CheckGradient("in_proj_bias", run.Gradients["self_attention_1/bias"]);
        GoldenCase.CheckAll(GoldenCase.Turn(golden.Gradient("out_proj_weight"), width, width), run.Gradients["self_attention_1/output_kernel"], "out_proj_weight");
        golden.CheckGradient("out_proj_bias", run.Gradients["self_attention_1/output_bias"]);
    }

    [Fact]
    public void The_positional_encoding_is_the_papers()
    {
        var golden = new GoldenCase(File, "sinusoidal_positional_encoding");
        var runner = new LayerRunner(new SampleShape(golden.Config("time"), golden.Config("dim")), new PositionalEncoding());

        var run = runner.Run(new float[runner.Network.Input.Length], new float[runner.Network.Input.Length]);

        GoldenCase.CheckAll([.. golden.Output64("pe").Select(v => (float)v)], run.Y, "pe");
    }

    private static double[] Turned(double[] values, int rows, int columns)
        => [.. GoldenCase.Turn([.. values.Select(v => (float)v)], rows, columns).Select(v => (double)v)];

    private static float[] ToPanel(float[] samples, int[] shape)
    {
        var rows = shape[1] * shape[2];
        var panel = new float[rows * Panel.Narrow];
        for (var i = 0; i < samples.Length; i++)
        {
            panel[(i % rows * Panel.Narrow) + (i / rows)] = samples[i];
        }

        return panel;
    }

    private static float[] FromPanel(float[] panel, int batch, int rows)
        => [.. Enumerable.Range(0, batch * rows).Select(i => panel[(i % rows * Panel.Narrow) + (i / rows)])];
}
