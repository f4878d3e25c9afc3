namespace Kilter.Numerics.Neural.Saving;

/// <summary>The tensors of a file that stand under one layer's name, by the name of their part.</summary>
/// <param name="Prefix">The layer's name in the file.</param>
/// <param name="Level">Its place in a stack of recurrent layers under one name.</param>
/// <param name="Parts">From part to tensor.</param>
internal sealed record FileModule(string Prefix, int Level, IReadOnlyDictionary<string, SafetensorsEntry> Parts)
{
    /// <summary>"'rnn' (level 1)".</summary>
    public string Text => Level == 0 ? $"'{Prefix}'" : FormattableString.Invariant($"'{Prefix}' (level {Level})");

    /// <summary>Whether these are the tensors that a layer needs, no more and no less, in the right shapes.</summary>
    public bool Fits(ForeignModule layer)
    {
        var needed = layer.Parts.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        return layer.Parts.All(p => Parts.TryGetValue(p.Name, out var entry) && entry.Shape.SequenceEqual(p.Shape))
            && Parts.Keys.All(name => needed.Contains(name) || layer.Ignored.Contains(name, StringComparer.Ordinal));
    }

    // PyTorch's attention holds a layer of its own, "attention.out_proj.weight"; any layer may be called so, but only that one lies beside an in_proj_weight.
    private static void JoinAttention(List<(string Prefix, int Level, Dictionary<string, SafetensorsEntry> Parts)> modules)
    {
        const string Inner = "out_proj";
        foreach (var (prefix, _, parts) in modules.Where(m => m.Parts.ContainsKey("in_proj_weight")).ToArray())
        {
            var place = modules.FindIndex(m => m.Prefix == (prefix.Length == 0 ? Inner : $"{prefix}.{Inner}"));
            if (place >= 0)
            {
                foreach (var (part, entry) in modules[place].Parts)
                {
                    parts[$"{Inner}.{part}"] = entry;
                }

                modules.RemoveAt(place);
            }
        }
    }

    /// <summary>Groups the tensors of a file, in the order in which the file has them.</summary>
    public static List<FileModule> Of(SafetensorsFile file, WeightLayout layout)
    {
        var modules = new List<(string Prefix, int Level, Dictionary<string, SafetensorsEntry> Parts)>();
        foreach (var entry in file.Entries)
        {
            var (prefix, level, part) = ForeignNames.Split(layout, entry.Name);
            var place = modules.FindIndex(m => m.Prefix == prefix && m.Level == level);
            if (place < 0)
            {
                place = modules.Count;
                modules.Add((prefix, level, new Dictionary<string, SafetensorsEntry>(StringComparer.Ordinal)));
            }

            if (!modules[place].Parts.TryAdd(part, entry))
            {
                throw new InvalidDataException($"'{file.Name}': '{entry.Name}' and '{modules[place].Parts[part].Name}' name the same part of the same layer.");
            }
        }

        JoinAttention(modules);
        return [.. modules.Select(m => new FileModule(m.Prefix, m.Level, m.Parts))];
    }
}

/// <summary>Finds out which module of a file belongs to which layer.</summary>
/// <remarks>
/// A file does not keep the order of layers: PyTorch's are sorted by name. Modules whose names differ by numbers only come in the order of these numbers;
/// beyond that names and shapes must leave one way only, or the caller says the order.
/// </remarks>
internal sealed class ModuleOrder(IReadOnlyList<ForeignModule> layers, List<FileModule> modules)
{
    // Far more than any real network needs; a file made to be slow gets an error.
    private const int MostTries = 100_000;

    private readonly (string Stem, int[] Numbers)[] _stems = [.. modules.Select(m => ForeignNames.Stem(m.Prefix))];
    private readonly int[] _chosen = new int[layers.Count];
    private readonly bool[] _used = new bool[modules.Count];
    private int[]? _found;
    private int _ways;
    private int _tries;

    /// <summary>The module of each layer; null where there is no way.</summary>
    /// <param name="several">True where there is more than one way.</param>
    public IReadOnlyList<FileModule>? Find(out bool several)
    {
        if (layers.Count == modules.Count)
        {
            Try(0);
        }

        several = _ways > 1 || _tries >= MostTries;
        return _found?.Select(m => modules[m]).ToArray();
    }

    private void Try(int layer)
    {
        if (layer == layers.Count)
        {
            _ways++;
            _found ??= [.. _chosen];
            return;
        }

        for (var m = 0; m < modules.Count && _ways < 2 && _tries < MostTries; m++)
        {
            _tries++;
            if (_used[m] || !IsNext(m) || !modules[m].Fits(layers[layer]))
            {
                continue;
            }

            (_used[m], _chosen[layer]) = (true, m);
            Try(layer + 1);
            _used[m] = false;
        }
    }

    // True where every module of the same stem that comes before is used.
    private bool IsNext(int module)
    {
        for (var m = 0; m < modules.Count; m++)
        {
            if (!_used[m] && m != module && _stems[m].Stem == _stems[module].Stem && ComesBefore(m, module))
            {
                return false;
            }
        }

        return true;
    }

    private bool ComesBefore(int a, int b)
    {
        var (x, y) = (_stems[a].Numbers, _stems[b].Numbers);
        for (var n = 0; n < Math.Max(x.Length, y.Length); n++)
        {
            var (first, second) = (n < x.Length ? x[n] : -1, n < y.Length ? y[n] : -1);
            if (first != second)
            {
                return first < second;
            }
        }

        return modules[a].Level < modules[b].Level;
    }
}
