using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Every recurrent case of the golden files: outputs, final states, and the gradients of inputs, states and weights (float32; absolute + relative 2e-5).</summary>
public sealed class GoldenRecurrentTests
{
    private const string Lstms = "nn_lstm.json";
    private const string ReluLstms = "nn_lstm_relu.json";
    private const string Grus = "nn_gru.json";

    public static TheoryData<string, string, RecurrentBias> LstmCases
    {
        get
        {
            var cases = new TheoryData<string, string, RecurrentBias>();
            foreach (var (file, name) in new[] { Lstms, ReluLstms }.SelectMany(f => GoldenCase.Names(f).Select(n => (f, n))))
            {
                cases.Add(file, name, RecurrentBias.One);
                cases.Add(file, name, RecurrentBias.Two);
            }

            return cases;
        }
    }

    public static TheoryData<string> GruCases => [.. GoldenCase.Names(Grus)];

    [Fact]
    public void The_files_hold_the_cases_that_are_expected()
    {
        Assert.Equal((10, 6, 10), (GoldenCase.Names(Lstms).Length, GoldenCase.Names(ReluLstms).Length, GoldenCase.Names(Grus).Length));
    }

    [Theory, MemberData(nameof(LstmCases))]
    public void An_lstm_gives_the_numbers_of_PyTorch_and_Keras(string file, string name, RecurrentBias bias)
    {
        var golden = new GoldenCase(file, name);
        var (units, biased) = (golden.Config("hidden"), golden.Flag("bias"));
        bias = biased ? bias : RecurrentBias.None;
        var activation = golden.Is("activation", "relu") ? ActivationFunction.Relu : ActivationFunction.Tanh;
        IRecurrentLayer Layer(bool all) => new Lstm(units) { ReturnSequences = all, Bias = bias, Activation = activation };

        if (bias == RecurrentBias.Two)
        {
            CheckRun(golden, Layer, RecurrentLayouts.Torch(units, biased), golden.Weights, golden.Gradients);
        }
        else
        {
            CheckRun(golden, Layer, RecurrentLayouts.Keras(biased), golden.KerasWeights, golden.KerasGradients);
        }
    }

    [Theory, MemberData(nameof(GruCases))]
    public void A_gru_or_plain_recurrent_layer_gives_the_numbers_of_PyTorch_and_Keras(string name)
    {
        var golden = new GoldenCase(Grus, name);
        var units = golden.Config("hidden");

        if (golden.Operation != "GRU")
        {
            Assert.Equal("RNN(tanh)", golden.Operation);
            CheckRun(golden, all => new SimpleRnn(units) { ReturnSequences = all, Bias = RecurrentBias.Two }, RecurrentLayouts.Torch(units, bias: true), golden.Weights, golden.Gradients);
        }
        else if (golden.Flag("reset_after"))
        {
            CheckRun(golden, all => new Gru(units) { ReturnSequences = all }, RecurrentLayouts.TorchGru(units), golden.Weights, golden.Gradients);
            CheckRun(golden, all => new Gru(units) { ReturnSequences = all }, RecurrentLayouts.KerasGru(units, prefix: true), golden.KerasWeights, golden.KerasGradients);
        }
        else
        {
            CheckRun(golden, all => new Gru(units) { ReturnSequences = all, ResetAfter = false }, RecurrentLayouts.KerasGru(units, prefix: false), golden.Weights, golden.Gradients);
        }
    }

    /// <summary>Runs a case forward and backward and compares all that the file holds.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="layer">The layer, by whether every step goes out.</param>
    /// <param name="layout">Of the file's weights.</param>
    /// <param name="weights">The file's weights by name.</param>
    /// <param name="gradients">The file's gradients of them.</param>
    private static void CheckRun(
        GoldenCase golden, Func<bool, IRecurrentLayer> layer, RecurrentLayout layout, Func<string, double[]> weights, Func<string, double[]> gradients)
    {
        var (layers, last, both) = (golden.Config("layers"), golden.HasUpstream("y_last"), golden.Flag("bidirectional"));
        var stack = Enumerable.Range(0, layers).Select(l => layer(l < layers - 1 || !last)).Select(l => both ? new Bidirectional(l) : (ILayer)l);
        var runner = new LayerRunner(new SampleShape(golden.Shape("x")[1], golden.Shape("x")[2]), [.. stack]);
        var kind = layer(true).Kind;
        RecurrentPlace[] places = [.. from l in Enumerable.Range(0, layers) from d in Enumerable.Range(0, both ? 2 : 1) select new RecurrentPlace(l, d)];
        foreach (var place in places)
        {
            foreach (var (part, values) in layout(weights, place))
            {
                runner.Set(place.Ours(kind, both) + part, values);
            }
        }

        string[] parts = kind == "lstm" ? ["h", "c"] : ["h"];
        var started = golden.HasInput("h0") ? States(parts, places.Length, golden.Config("hidden"), s => golden.Input(s + "0")) : null;
        var ends = golden.HasUpstream("h_n") ? States(parts, places.Length, golden.Config("hidden"), s => golden.Upstream(s + "_n")) : null;

        var run = runner.Run(golden.Input("x"), golden.Upstream(last ? "y_last" : "y"), state: started, stateUpstream: ends);

        golden.Check(last ? "y_last" : "y", run.Y);
        golden.CheckGradient("x", run.Dx);
        if (ends is not null)
        {
            GoldenCase.CheckAll(States(parts, places.Length, golden.Config("hidden"), s => golden.Output(s + "_n")), run.StateAfter, "state after");
        }

        if (started is not null)
        {
            GoldenCase.CheckAll(States(parts, places.Length, golden.Config("hidden"), s => golden.Gradient(s + "0")), run.StateGradient, "state gradient");
        }

        var left = runner.Names.ToHashSet();
        foreach (var place in places)
        {
            foreach (var (part, values) in layout(gradients, place))
            {
                var name = place.Ours(kind, both) + part;
                GoldenCase.CheckAll([.. values.Select(v => (float)v)], run.Gradients[name], name);
                left.Remove(name);
            }
        }

        Assert.Empty(left);
    }

    // PyTorch: (places, B, H) of h and of c. Ours: (B, places × parts).
    private static float[] States(string[] parts, int places, int units, Func<string, float[]> numbers)
    {
        var all = parts.Select(numbers).ToArray();
        var samples = all[0].Length / places;
        return [.. from b in Enumerable.Range(0, samples / units)
                   from p in Enumerable.Range(0, places)
                   from part in all
                   from u in Enumerable.Range(0, units)
                   select part[(p * samples) + (b * units) + u]];
    }
}
