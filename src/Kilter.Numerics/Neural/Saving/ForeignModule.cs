namespace Kilter.Numerics.Neural.Saving;

/// <summary>One layer as another library's file knows it: the tensors under one name.</summary>
/// <param name="Layer">Our name of the layer.</param>
/// <param name="Parts">Its tensors.</param>
internal sealed record ForeignModule(string Layer, IReadOnlyList<ForeignPart> Parts)
{
    /// <summary>Tensors that may stand there and mean nothing to us.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>"weight_ih (64, 4), bias_ih (64)".</summary>
    public string Text => string.Join(", ", Parts.Select(p => $"{p.Name} {SafetensorsEntry.Text(p.Shape)}").Distinct(StringComparer.Ordinal));

    /// <summary>The numbers of one of its tensors, as the file has them.</summary>
    /// <param name="name">Of the parts that share the tensor.</param>
    /// <param name="values">Gives the numbers of a matrix of ours, (inputs, outputs) row-major.</param>
    public float[] Assemble(string name, Func<WeightMatrix, float[]> values)
    {
        var parts = Parts.Where(p => p.Name == name).ToArray();
        var numbers = new float[parts[0].Shape.Aggregate(1, (product, size) => product * size)];
        foreach (var part in parts.Where(p => !p.Adds))
        {
            var ours = values(part.Matrix);
            for (var n = 0; n < ours.Length; n++)
            {
                numbers[part.Places[n]] += ours[n];
            }
        }

        return numbers;
    }

    /// <summary>The same module with "_reverse" behind every name: the second direction of a bidirectional layer.</summary>
    public ForeignModule Reversed() => this with { Parts = [.. Parts.Select(p => p with { Name = p.Name + ForeignNames.Reverse })] };

    /// <summary>Two directions as one module, as both libraries keep them.</summary>
    public static ForeignModule Both(string layer, ForeignModule forward, ForeignModule backward)
        => new(layer, [.. forward.Parts, .. backward.Reversed().Parts]);
}

/// <summary>Where the numbers of a matrix of ours stand in a tensor of a file.</summary>
/// <param name="Name">What the file calls the tensor behind the layer's name, without number of level: "weight_ih". Several matrices may share one tensor.</param>
/// <param name="Shape">Of the whole tensor.</param>
/// <param name="Matrix">Ours.</param>
/// <param name="Places">Places[n] is the place in the file of our number n, (inputs, outputs) row-major.</param>
internal sealed record ForeignPart(string Name, IReadOnlyList<int> Shape, WeightMatrix Matrix, int[] Places)
{
    /// <summary>True where the numbers are added to what another part set: PyTorch's second bias where we have one. Written as zeros.</summary>
    public bool Adds { get; init; }

    /// <summary>True for numbers that the file keeps in a sum with another part's: our second bias in Keras's layout. Read as zeros.</summary>
    public bool Folds { get; init; }

    /// <summary>A row as it is.</summary>
    public static ForeignPart Row(string name, WeightMatrix row) => Of(name, row, [row.Outputs], [0]);

    /// <summary>A tensor whose axes are ours in another order.</summary>
    /// <param name="name">In the file.</param>
    /// <param name="matrix">Ours.</param>
    /// <param name="ours">Our (inputs, outputs) taken apart into axes, outermost first: (k, in, out) for a convolution.</param>
    /// <param name="axes">The file's axes, outermost first, as numbers of ours: [2, 1, 0] for (out, in, k).</param>
    public static ForeignPart Of(string name, WeightMatrix matrix, int[] ours, int[] axes)
    {
        var strides = new int[ours.Length];
        for (var (a, stride) = (axes.Length - 1, 1); a >= 0; stride *= ours[axes[a--]])
        {
            strides[axes[a]] = stride;
        }

        var places = new int[matrix.Count];
        for (var n = 0; n < places.Length; n++)
        {
            for (var (axis, rest) = (ours.Length - 1, n); axis >= 0; rest /= ours[axis--])
            {
                places[n] += rest % ours[axis] * strides[axis];
            }
        }

        return new ForeignPart(name, [.. axes.Select(a => ours[a])], matrix, places);
    }

    /// <summary>Gates that lie side by side in our outputs, (inputs, gates·units), and in another order, perhaps with more of them, in the file.</summary>
    /// <param name="name">In the file.</param>
    /// <param name="matrix">Ours; a row is one without inputs.</param>
    /// <param name="transposed">True where the file has (gates·units, inputs).</param>
    /// <param name="gates">The file's number of each gate of ours: [1, 0] where the file has them the other way round.</param>
    /// <param name="total">Gates of the file.</param>
    public static ForeignPart Gates(string name, WeightMatrix matrix, bool transposed, int[] gates, int total)
    {
        var (inputs, units) = (matrix.Inputs, matrix.Outputs / gates.Length);
        var places = new int[matrix.Count];
        for (var n = 0; n < places.Length; n++)
        {
            var (input, output) = (n / matrix.Outputs, n % matrix.Outputs);
            var theirs = (gates[output / units] * units) + (output % units);
            places[n] = transposed ? (theirs * inputs) + input : (input * total * units) + theirs;
        }

        int[] shape = matrix.IsRow ? [total * units] : transposed ? [total * units, inputs] : [inputs, total * units];
        return new ForeignPart(name, shape, matrix, places);
    }

    /// <summary>The same part as a stretch of a longer tensor: a group of filters, from filter <paramref name="start"/> on.</summary>
    public ForeignPart Within(int axis, int start, int total)
    {
        var (size, inner) = (Shape[axis], Shape.Skip(axis + 1).Aggregate(1, (product, length) => product * length));
        return this with
        {
            Shape = [.. Shape.Select((length, a) => a == axis ? total : length)],
            Places = Array.ConvertAll(Places, p => (((p / (inner * size) * total) + start + (p / inner % size)) * inner) + (p % inner)),
        };
    }

    /// <summary>The same part as one row of a tensor of several: Keras's GRU has its two biases so.</summary>
    public ForeignPart InRow(int row, int rows)
        => this with { Shape = [rows, Shape[^1]], Places = Array.ConvertAll(Places, p => (row * Shape[^1]) + p) };
}
