using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Fully connected layers and LSTMs against PyTorch's outputs and gradients (float32; absolute + relative 2e-5).</summary>
public sealed class GoldenLayerTests
{
    [Theory]
    [InlineData("linear_2d", 1)]
    [InlineData("linear_2d_nobias", 1)]
    [InlineData("linear_time_distributed", 6)]
    public void Dense_gives_the_numbers_of_PyTorch(string name, int steps)
    {
        var golden = new GoldenCase("nn_linear.json", name);
        var width = golden.Config("in");
        var runner = new LayerRunner(new SampleShape(golden.Shape("x").Length == 3 ? golden.Shape("x")[1] : 1, width), new Dense(golden.Config("out")) { Bias = golden.Flag("bias") });
        Assert.Equal(steps, golden.Shape("x").Length == 3 ? golden.Shape("x")[1] : 1);
        golden.Load(runner, ("kernel", "dense_1/kernel"), ("bias", "dense_1/bias"));

        var run = runner.Run(golden.Input("x"), golden.Upstream("y"));

        golden.Check("y", run.Y);
        golden.CheckGradient("x", run.Dx);
        golden.CheckKeras(run, ("kernel", "dense_1/kernel"), ("bias", "dense_1/bias"));
    }

    [Theory]
    [InlineData("lstm_1l_seq")]
    [InlineData("lstm_1l_last")]
    [InlineData("lstm_1l_nobias_seq")]
    [InlineData("lstm_2l_last")]
    [InlineData("lstm_1l_init_state_all_outputs")]
    [InlineData("lstm_1l_one_step_batch1")]
    [InlineData("lstm_2l_seq_init_state")]
    public void An_lstm_gives_the_numbers_of_PyTorch(string name)
    {
        var golden = new GoldenCase("nn_lstm.json", name);
        var (layers, units, last) = (golden.Config("layers"), golden.Config("hidden"), golden.HasUpstream("y_last"));
        var bias = golden.Flag("bias");
        var runner = new LayerRunner(
            new SampleShape(golden.Config("time"), golden.Config("features")),
            [.. Enumerable.Range(0, layers).Select(l => new Lstm(units) { ReturnSequences = l < layers - 1 || !last, Bias = bias ? RecurrentBias.One : RecurrentBias.None })]);
        var names = Enumerable.Range(0, layers).SelectMany(l => new[]
        {
            ($"layer{l}.kernel", $"lstm_{l + 1}/kernel"), ($"layer{l}.recurrent_kernel", $"lstm_{l + 1}/recurrent"), ($"layer{l}.bias", $"lstm_{l + 1}/bias"),
        }).ToArray();
        golden.Load(runner, names);
        var (h, c) = golden.Flag("initial_state_given") ? (golden.Input("h0"), golden.Input("c0")) : ([], []);
        var state = h.Length == 0 ? null : States(layers, units, h, c);
        var ends = golden.HasUpstream("h_n");
        var stateUpstream = ends ? States(layers, units, golden.Upstream("h_n"), golden.Upstream("c_n")) : null;

        var run = runner.Run(golden.Input("x"), golden.Upstream(last ? "y_last" : "y"), state: state, stateUpstream: stateUpstream);

        golden.Check(last ? "y_last" : "y", run.Y);
        if (ends)
        {
            GoldenCase.CheckAll(States(layers, units, golden.Output("h_n"), golden.Output("c_n")), run.StateAfter, "state after");
            GoldenCase.CheckAll(States(layers, units, golden.Gradient("h0"), golden.Gradient("c0")), run.StateGradient, "state gradient");
        }

        golden.CheckGradient("x", run.Dx);
        golden.CheckKeras(run, names);
    }

    // PyTorch: (layers, B, H) of h and of c. Ours: (B, layers × (h, c)).
    private static float[] States(int layers, int units, float[] h, float[] c)
    {
        var batch = h.Length / (layers * units);
        return [.. from b in Enumerable.Range(0, batch)
                   from l in Enumerable.Range(0, layers)
                   from part in new[] { h, c }
                   from u in Enumerable.Range(0, units)
                   select part[(((l * batch) + b) * units) + u]];
    }
}
