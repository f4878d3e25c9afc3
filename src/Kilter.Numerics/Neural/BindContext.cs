using Kilter.Numerics.Kernels;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Neural;

/// <summary>What a layer is told when it takes its place, and through which it claims its weights.</summary>
internal sealed class BindContext
{
    private readonly WeightPlan _plan;

    private BindContext(WeightPlan plan, SampleShape input, string name)
    {
        _plan = plan;
        Input = input;
        Name = name;
        Key = KeyOf(plan.NextNumber());
    }

    /// <summary>The shape of what comes in.</summary>
    public SampleShape Input { get; }

    /// <summary>The name of this place: "lstm_2".</summary>
    public string Name { get; }

    /// <summary>Mixed into the keys of this place's random masks, so that no two layers drop alike.</summary>
    public ulong Key { get; }

    /// <summary>Binds layers one after the other; the first takes <paramref name="input"/>.</summary>
    public static LayerStack Bind(WeightPlan plan, SampleShape input, IReadOnlyList<ILayer> layers, string prefix = "")
    {
        var bound = new List<IBoundLayer>(layers.Count);
        foreach (var layer in layers)
        {
            var context = new BindContext(plan, bound.Count == 0 ? input : bound[^1].Output, prefix + plan.NameFor(layer.Kind));
            bound.Add(layer.Bind(context));
        }

        return new LayerStack(prefix.TrimEnd('/'), input, bound);
    }

    /// <summary>Binds the layers that lie inside this one.</summary>
    /// <exception cref="ArgumentException">One of them looks at the whole batch, which only the network itself can wait for.</exception>
    public LayerStack BindInside(IReadOnlyList<ILayer> layers, SampleShape input)
    {
        var stack = Bind(_plan, input, layers, Name + "/");
        var wide = stack.Layers.FirstOrDefault(l => l is IBatchWideLayer);
        return wide is null ? stack : throw Refusal($"it holds '{wide.Name}', which looks at the whole batch and must stand in the network itself. "
            + "Put it before or after this layer, or use layer normalisation inside.");
    }

    /// <summary>Binds one layer that is a part of this one: "bidirectional_1/forward".</summary>
    public IBoundLayer BindPart(ILayer layer, SampleShape input, string part) => layer.Bind(new BindContext(_plan, input, $"{Name}/{part}"));

    /// <summary>The key of the place with that number; places are numbered from 1 as they are bound, an outer layer before those inside it.</summary>
    public static ulong KeyOf(int number) => (ulong)number * 0xD6E8_FEB8_6659_FD93UL;

    /// <summary>Claims a matrix that products read.</summary>
    public WeightMatrix Matrix(string part, int inputs, int outputs, Initializer initializer, InitializerFan? fan = null)
        => _plan.Add($"{Name}/{part}", inputs, outputs, packed: true, trainable: true, initializer, fan ?? new InitializerFan(inputs, outputs));

    /// <summary>Claims a row of weights that is added or multiplied value by value.</summary>
    public WeightMatrix Row(string part, int outputs, Initializer initializer, InitializerFan? fan = null, bool trainable = true)
        => _plan.Add($"{Name}/{part}", 1, outputs, packed: false, trainable, initializer, fan ?? new InitializerFan(outputs, outputs));

    /// <summary>An error that names this place.</summary>
    public ArgumentException Refusal(string message) => new($"Layer '{Name}': {message}");
}

/// <summary>The weights that layers claimed so far.</summary>
internal sealed class WeightPlan
{
    private readonly List<(WeightMatrix Matrix, Initializer Initializer, InitializerFan Fan)> _claims = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private int _numbers;

    /// <summary>Floats of the flat vector.</summary>
    public int Length { get; private set; }

    /// <summary>Floats of all packed copies.</summary>
    public int PackedLength { get; private set; }

    /// <summary>All matrices, in order of their offsets.</summary>
    public IReadOnlyList<WeightMatrix> Matrices => [.. _claims.Select(c => c.Matrix)];

    public int NextNumber() => ++_numbers;

    /// <summary>"lstm_1" for the first of its kind, "lstm_2" for the next.</summary>
    public string NameFor(string kind)
    {
        _names[kind] = _names.GetValueOrDefault(kind) + 1;
        return FormattableString.Invariant($"{kind}_{_names[kind]}");
    }

    public WeightMatrix Add(string name, int inputs, int outputs, bool packed, bool trainable, Initializer initializer, InitializerFan fan)
    {
        var matrix = new WeightMatrix(name, inputs, outputs, Length, packed ? PackedLength : -1, trainable);
        Length = checked(Length + matrix.Length);
        PackedLength = checked(PackedLength + Panel.Round16(matrix.PackedLength));
        _claims.Add((matrix, initializer, fan));
        return matrix;
    }

    /// <summary>Draws the first weights: each matrix from a generator of its own, so that adding a layer behind changes nothing before.</summary>
    public void Initialize(Span<float> weights, Rng rng)
    {
        for (var n = 0; n < _claims.Count; n++)
        {
            var (matrix, initializer, fan) = _claims[n];
            initializer.Fill(matrix, matrix.In(weights), fan, rng.Split((ulong)n));
        }
    }
}
