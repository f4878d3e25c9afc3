using System.Text.Json;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;

namespace Kilter.Recipes;

/// <summary>The keys of one layer in a recipe; notes which were asked for, so that a slip is not passed over.</summary>
internal sealed class LayerKeys(JsonElement json)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>True when weights start as PyTorch draws them, with its two biases a gate.</summary>
    public bool IsPyTorch => Text("init", "keras") == "pytorch";

    public string Text(string name) => Asked(name) is { } value ? value.GetString()! : throw Lacks(name);

    public string Text(string name, string fallback) => Asked(name) is { } value ? value.GetString()! : fallback;

    public int WholeNumber(string name) => Asked(name) is { } value ? value.GetInt32() : throw Lacks(name);

    public int WholeNumber(string name, int fallback) => Asked(name) is { } value ? value.GetInt32() : fallback;

    public double Number(string name) => Asked(name) is { } value ? value.GetDouble() : throw Lacks(name);

    public double Number(string name, double fallback) => Asked(name) is { } value ? value.GetDouble() : fallback;

    public bool Flag(string name, bool fallback) => Asked(name) is { } value ? value.GetBoolean() : fallback;

    public IEnumerable<JsonElement> Objects(string name) => Asked(name) is { } value ? value.EnumerateArray() : throw Lacks(name);

    /// <summary>A function by name, with "slope" where it takes one.</summary>
    public ActivationFunction Function(string name, string fallback)
    {
        var text = Text(name, fallback);
        return text == "leaky-relu" ? ActivationFunction.LeakyRelu(Number("slope", 0.01)) : ActivationFunction.ByName(text);
    }

    /// <summary>The first weights: "init" of a framework, and "kernel-init" for the kernel alone.</summary>
    public Initializers Initializers(Initializers keras)
    {
        var all = IsPyTorch ? Numerics.Neural.Layers.Initializers.PyTorch : keras;
        return Asked("kernel-init") is { } kernel ? all with { Kernel = Initializer.ByName(kernel.GetString()!) } : all;
    }

    /// <exception cref="DataException">A key is there that the layer does not know.</exception>
    public void NothingLeft(string kind)
    {
        foreach (var key in json.EnumerateObject())
        {
            if (!_asked.Contains(key.Name))
            {
                throw new DataException($"The layer '{kind}' has no '{key.Name}'. It has: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}.");
            }
        }
    }

    private JsonElement? Asked(string name)
    {
        _asked.Add(name);
        return json.TryGetProperty(name, out var value) ? value : null;
    }

    private static DataException Lacks(string name) => new($"A layer lacks '{name}'.");
}
