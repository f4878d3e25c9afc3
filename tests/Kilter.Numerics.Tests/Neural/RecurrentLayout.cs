namespace Kilter.Numerics.Tests.Neural;

/// <summary>A layer and a direction of a stack of recurrent layers: whose weights are meant.</summary>
internal readonly record struct RecurrentPlace(int Layer, int Direction)
{
    /// <summary>What PyTorch appends to the names of weights: "_l0_reverse".</summary>
    public string Torch => FormattableString.Invariant($"_l{Layer}{(Direction == 0 ? "" : "_reverse")}");

    /// <summary>What the files put before the names of Keras's weights: "layer0.backward.".</summary>
    public string Keras => FormattableString.Invariant($"layer{Layer}.{(Direction == 0 ? "" : "backward.")}");

    /// <summary>What our names begin with.</summary>
    public string Ours(string kind, bool both)
        => FormattableString.Invariant($"{(both ? "bidirectional" : kind)}_{Layer + 1}/{(!both ? "" : Direction == 0 ? "forward/" : "backward/")}");
}

/// <summary>From the layouts of PyTorch and Keras to ours, for weights and for their gradients alike.</summary>
/// <param name="part">Numbers of the file by their name.</param>
/// <param name="place">Whose.</param>
/// <returns>Numbers by the part of our name, (inputs, outputs).</returns>
internal delegate Dictionary<string, double[]> RecurrentLayout(Func<string, double[]> part, RecurrentPlace place);

/// <summary>The layouts that importers of weights must know.</summary>
internal static class RecurrentLayouts
{
    /// <summary>PyTorch's LSTM or plain recurrent layer, with its two biases or none: (gates·H, inputs), turned.</summary>
    public static RecurrentLayout Torch(int units, bool bias) => (part, place) =>
    {
        var recurrent = part("weight_hh" + place.Torch);
        var rows = recurrent.Length / units;
        var values = new Dictionary<string, double[]> { ["kernel"] = Transposed(part("weight_ih" + place.Torch), rows), ["recurrent"] = Transposed(recurrent, rows) };
        if (bias)
        {
            (values["bias"], values["bias_recurrent"]) = (part("bias_ih" + place.Torch), part("bias_hh" + place.Torch));
        }

        return values;
    };

    /// <summary>Keras's LSTM with its one bias or none: ours.</summary>
    public static RecurrentLayout Keras(bool bias) => (part, place) =>
    {
        var values = new Dictionary<string, double[]> { ["kernel"] = part(place.Keras + "kernel"), ["recurrent"] = part(place.Keras + "recurrent_kernel") };
        if (bias)
        {
            values["bias"] = part(place.Keras + "bias");
        }

        return values;
    };

    /// <summary>PyTorch's GRU: (3H, inputs) with r | z | n, turned and cut behind z.</summary>
    public static RecurrentLayout TorchGru(int units) => (part, place) =>
    {
        var kernel = Transposed(part("weight_ih" + place.Torch), 3 * units);
        var recurrent = Transposed(part("weight_hh" + place.Torch), 3 * units);
        return Cut(kernel, recurrent, part("bias_ih" + place.Torch), part("bias_hh" + place.Torch), units, [0, 1, 2]);
    };

    /// <summary>Keras's GRU: (inputs, 3H) with z | r | h, of which r and z change places; with the reset after the bias has two rows.</summary>
    /// <param name="units">H.</param>
    /// <param name="prefix">Whether names begin with the place.</param>
    public static RecurrentLayout KerasGru(int units, bool prefix) => (part, place) =>
    {
        var bias = part((prefix ? place.Keras : "") + "bias");
        var second = bias.Length == 6 * units ? bias[(3 * units)..] : null;
        return Cut(part((prefix ? place.Keras : "") + "kernel"), part((prefix ? place.Keras : "") + "recurrent_kernel"), bias[..(3 * units)], second, units, [1, 0, 2]);
    };

    private static Dictionary<string, double[]> Cut(double[] kernel, double[] recurrent, double[] bias, double[]? second, int units, int[] blocks)
    {
        var values = new Dictionary<string, double[]>();
        Add("kernel", kernel);
        Add("recurrent", recurrent);
        Add("bias", bias);
        if (second is not null)
        {
            Add("bias_recurrent", second);
        }

        return values;

        void Add(string name, double[] all)
        {
            values[name + "_rz"] = Blocks(all, blocks[..2]);
            values[name + "_n"] = Blocks(all, blocks[2..]);
        }

        double[] Blocks(double[] all, int[] which) =>
            [.. from row in Enumerable.Range(0, all.Length / (3 * units)) from block in which from u in Enumerable.Range(0, units) select all[(row * 3 * units) + (block * units) + u]];
    }

    private static double[] Transposed(double[] matrix, int rows)
    {
        var columns = matrix.Length / rows;
        return [.. from c in Enumerable.Range(0, columns) from r in Enumerable.Range(0, rows) select matrix[(r * columns) + c]];
    }
}
