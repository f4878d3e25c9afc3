namespace Kilter.Numerics.Neural.Saving;

/// <summary>Reads weights that were trained in PyTorch or Keras, from a safetensors file.</summary>
/// <remarks>
/// <para>
/// Layers are found by their names, parts and shapes. Names that differ by numbers only ("0", "2", "10"; "lstm", "lstm_1") come in the order of the numbers;
/// if more than one order is left, it must be given. Every tensor of the file must be used and every weight be found: a half-read network is an error.
/// </para>
/// <para>Where PyTorch has two biases and the layer one, it gets their sum; outputs then agree to rounding.</para>
/// </remarks>
public static class WeightImport
{
    /// <summary>Sets all weights from a file.</summary>
    /// <param name="network">With layers like those of the other library, in the same order.</param>
    /// <param name="path">A safetensors file of F32, F64, F16 or BF16 tensors.</param>
    /// <param name="layout">Whose names and axes they are.</param>
    /// <param name="order">The layers' names in the file, in the order of the network ("encoder", "decoder"), or null to find it out.</param>
    /// <returns>What went where. Look at it once.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, a layer finds no weights of its shape, a tensor is left over, or several orders are possible; nothing is changed then.
    /// </exception>
    /// <exception cref="InvalidOperationException">A layer has no form in that library; the message names it.</exception>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    public static ImportReport Read(Network network, string path, WeightLayout layout, IReadOnlyList<string>? order = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        var layers = LayersOf(network, layout);
        var file = SafetensorsFile.Read(path);
        var modules = FileModule.Of(file, layout);
        var pairs = layers.Zip(order is null ? Find(file, layers, modules) : Follow(file, layers, modules, order)).ToArray();
        var values = new Dictionary<WeightMatrix, float[]>();
        var (parts, ignored) = (new List<ImportedPart>(), new List<string>());
        foreach (var (layer, module) in pairs)
        {
            foreach (var part in layer.Parts)
            {
                var tensor = module.Parts[part.Name];
                Take(values, part, file.Floats(tensor.Name));
                if (!part.Folds)
                {
                    parts.Add(new ImportedPart(tensor.Name, tensor.Shape, part.Matrix.Name));
                }
            }

            ignored.AddRange(module.Parts.Where(p => layer.Ignored.Contains(p.Key, StringComparer.Ordinal)).Select(p => p.Value.Name));
        }

        CheckFinite(file, values);
        foreach (var parameter in network.Parameters)
        {
            parameter.Set(values[parameter.Matrix]);
        }

        return new ImportReport(parts, ignored);
    }

    /// <summary>Writes all weights in the names and axes of another library, one module a layer: "lstm_1.weight_ih_l0", "dense_1/kernel".</summary>
    /// <remarks>Where PyTorch has two biases and the layer one, the second is zeros; where Keras has one and the layer two, it is their sum.</remarks>
    /// <exception cref="InvalidOperationException">A layer has no form in that library; the message names it.</exception>
    /// <exception cref="IOException">The folder is missing or full.</exception>
    public static void Write(Network network, string path, WeightLayout layout)
    {
        ArgumentNullException.ThrowIfNull(network);
        var writer = new SafetensorsWriter();
        foreach (var layer in LayersOf(network, layout))
        {
            foreach (var tensor in layer.Parts.GroupBy(p => p.Name, StringComparer.Ordinal))
            {
                var numbers = layer.Assemble(tensor.Key, matrix => network.Parameters.First(p => p.Matrix == matrix).ToArray());
                writer.Add(ForeignNames.Join(layout, layer, tensor.Key), numbers, [.. tensor.First().Shape]);
            }
        }

        writer.Write(path);
    }

    private static IReadOnlyList<ForeignModule> LayersOf(Network network, WeightLayout layout)
    {
        var layers = network.Stack.Modules(layout);
        var known = layers.SelectMany(l => l.Parts.Select(p => p.Matrix)).ToHashSet();
        var homeless = network.Matrices.FirstOrDefault(m => !known.Contains(m));
        return homeless is null
            ? layers
            : throw new InvalidOperationException($"'{homeless.Name}' has no place in the files of {layout}: its layer cannot be read from them or written to them. Set it through Network.Parameters.");
    }

    private static IReadOnlyList<FileModule> Find(SafetensorsFile file, IReadOnlyList<ForeignModule> layers, List<FileModule> modules)
    {
        var found = new ModuleOrder(layers, modules).Find(out var several);
        if (several)
        {
            throw new InvalidDataException(
                $"'{file.Name}': the names {string.Join(", ", modules.Select(m => m.Text))} do not say which layer comes first, and more than one order fits. Give the order of the network: order: [\"first\", \"second\", …].");
        }

        return found ?? throw new InvalidDataException($"'{file.Name}' does not fit the network. {Explain(layers, modules)}");
    }

    private static List<FileModule> Follow(SafetensorsFile file, IReadOnlyList<ForeignModule> layers, List<FileModule> modules, IReadOnlyList<string> order)
    {
        var unknown = order.FirstOrDefault(name => modules.TrueForAll(m => m.Prefix != name));
        if (unknown is not null)
        {
            throw new InvalidDataException($"'{file.Name}' has no layer '{unknown}'. It has: {string.Join(", ", modules.Select(m => m.Text))}.");
        }

        List<FileModule> ordered = [.. order.SelectMany(name => modules.Where(m => m.Prefix == name).OrderBy(m => m.Level))];
        var unused = modules.Except(ordered).FirstOrDefault();
        if (unused is not null)
        {
            throw new InvalidDataException($"'{file.Name}' has a layer {unused.Text} that is not in the given order {string.Join(", ", order)}. Every tensor must be used.");
        }

        for (var n = 0; n < Math.Max(layers.Count, ordered.Count); n++)
        {
            if (n >= layers.Count || n >= ordered.Count || !ordered[n].Fits(layers[n]))
            {
                throw new InvalidDataException($"'{file.Name}' does not fit the network in the given order. {Explain([.. layers.Skip(n).Take(1)], [.. ordered.Skip(n).Take(1)])}");
            }
        }

        return ordered;
    }

    /// <summary>Takes away what fits, and says what is left on both sides.</summary>
    private static string Explain(IReadOnlyList<ForeignModule> layers, List<FileModule> modules)
    {
        List<FileModule> left = [.. modules];
        List<ForeignModule> open = [.. layers];
        foreach (var layer in layers)
        {
            if (left.Find(m => m.Fits(layer)) is { } match)
            {
                left.Remove(match);
                open.Remove(layer);
            }
        }

        IEnumerable<string> missing = open.Select(l => $"Layer '{l.Layer}' finds no {l.Text}.");
        IEnumerable<string> unused = left.Select(m => $"Not used: {string.Join(", ", m.Parts.Values.Select(e => $"'{e.Name}' {SafetensorsEntry.Text(e.Shape)}"))}.");
        var all = missing.Concat(unused).ToArray();
        return all.Length == 0 ? "The shapes fit, but in another order than the numbers in the names." : string.Join(' ', all);
    }

    private static void Take(Dictionary<WeightMatrix, float[]> values, ForeignPart part, float[] numbers)
    {
        if (!values.TryGetValue(part.Matrix, out var ours))
        {
            ours = values[part.Matrix] = new float[part.Matrix.Count];
        }

        for (var n = 0; n < ours.Length; n++)
        {
            ours[n] = part.Folds ? 0 : numbers[part.Places[n]] + (part.Adds ? ours[n] : 0);
        }
    }

    private static void CheckFinite(SafetensorsFile file, Dictionary<WeightMatrix, float[]> values)
    {
        foreach (var (matrix, numbers) in values)
        {
            if (!Array.TrueForAll(numbers, float.IsFinite))
            {
                throw new InvalidDataException($"'{file.Name}': a weight for '{matrix.Name}' is not a finite float32 number.");
            }
        }
    }
}
