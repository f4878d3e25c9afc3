using System.Text.Json;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>One case of a golden file of layers: inputs, weights in both layouts, what came out, and every gradient.</summary>
internal sealed class GoldenCase(string file, string name)
{
    /// <summary>What the files' README states for float32, absolute and relative.</summary>
    public const double Tolerance = 2e-5;

    private readonly JsonElement _case = GoldenNumbers.Case(file, name);

    private JsonElement Expected => _case.GetProperty("expected").GetProperty("f32");

    public string Operation => _case.GetProperty("op").GetString()!;

    /// <summary>Weights as the case's own layout has them.</summary>
    public double[] Weights(string name) => GoldenNumbers.Values(_case.GetProperty("params").GetProperty(name));

    public double[] KerasWeights(string name) => GoldenNumbers.Values(_case.GetProperty("params_keras").GetProperty(name));

    public bool HasInput(string input) => _case.GetProperty("inputs").TryGetProperty(input, out _);

    public bool Is(string setting, string value) => _case.GetProperty("config").TryGetProperty(setting, out var found) && found.GetString() == value;

    public int Config(string setting) => _case.GetProperty("config").GetProperty(setting).GetInt32();

    public bool Flag(string setting) => _case.GetProperty("config").GetProperty(setting).GetBoolean();

    public string Text(string setting) => _case.GetProperty("config").GetProperty(setting).GetString()!;

    public double Number(string setting) => _case.GetProperty("config").GetProperty(setting).GetDouble();

    /// <summary>A value beside inputs and outputs: running numbers before a step.</summary>
    public double[] Beside(string name) => GoldenNumbers.Values(_case.GetProperty(name));

    /// <summary>A value that is expected beside outputs and gradients, in float64.</summary>
    public double[] Expects(string name) => GoldenNumbers.Values(Expected64.GetProperty(name));

    public double[] Output64(string output) => GoldenNumbers.Values(Expected64.GetProperty("outputs").GetProperty(output));

    private JsonElement Expected64 => _case.GetProperty("expected").GetProperty("f64");

    /// <summary>The names of all cases of a file whose name begins so, so that a test that runs over them leaves none out.</summary>
    public static string[] Names(string file, string start = "")
        => [.. GoldenNumbers.Names(file).Where(n => n.StartsWith(start, StringComparison.Ordinal))];

    /// <summary>PyTorch's (B, C, T) as (B, T, C), or back: the last two axes change places.</summary>
    public static float[] Turn(float[] values, int rows, int columns)
    {
        var turned = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (block, at) = (i / (rows * columns), i % (rows * columns));
            turned[(block * rows * columns) + (at % columns * rows) + (at / columns)] = values[i];
        }

        return turned;
    }

    public int[] Shape(string input) => [.. _case.GetProperty("inputs").GetProperty(input).GetProperty("shape").EnumerateArray().Select(s => s.GetInt32())];

    public float[] Input(string input) => Floats(_case.GetProperty("inputs").GetProperty(input));

    public float[] Output(string output) => Floats(Expected.GetProperty("outputs").GetProperty(output));

    public bool HasUpstream(string output) => _case.GetProperty("upstream").TryGetProperty(output, out _);

    public int[] UpstreamShape(string output)
        => [.. _case.GetProperty("upstream").GetProperty(output).GetProperty("shape").EnumerateArray().Select(s => s.GetInt32())];

    public float[] Upstream(string output) => Floats(_case.GetProperty("upstream").GetProperty(output));

    /// <summary>Sets weights from the Keras layout; names the case lacks (a bias, say) are passed over.</summary>
    public void Load(LayerRunner runner, params (string Keras, string Ours)[] names)
    {
        foreach (var (keras, ours) in names)
        {
            if (_case.GetProperty("params_keras").TryGetProperty(keras, out var values))
            {
                runner.Set(ours, GoldenNumbers.Values(values));
            }
        }
    }

    public void Check(string output, float[] actual) => CheckAll(Output(output), actual, output);

    public float[] Gradient(string of) => Floats(Expected.GetProperty("grads").GetProperty(of));

    public double[] Gradients(string of) => GoldenNumbers.Values(Expected.GetProperty("grads").GetProperty(of));

    /// <summary>Gradients of weights in the Keras layout, which are given in float64.</summary>
    public double[] KerasGradients(string of) => GoldenNumbers.Values(_case.GetProperty("expected").GetProperty("f64").GetProperty("grads_keras").GetProperty(of));

    public void CheckGradient(string of, float[] actual) => CheckAll(Gradient(of), actual, "d" + of);

    /// <summary>Compares gradients of weights in the Keras layout, which is given in float64.</summary>
    public void CheckKeras(LayerRun run, params (string Keras, string Ours)[] names)
    {
        foreach (var (keras, ours) in names)
        {
            if (_case.GetProperty("expected").GetProperty("f64").GetProperty("grads_keras").TryGetProperty(keras, out var values))
            {
                CheckAll(Floats(values), run.Gradients[ours], keras);
            }
        }
    }

    public static void CheckAll(float[] expected, float[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            GradientCheck.Close(expected[i], actual[i], Tolerance, $"{what}[{i}]");
        }
    }

    private static float[] Floats(JsonElement element) => [.. GoldenNumbers.Values(element).Select(v => (float)v)];
}
