namespace Kilter.Artifacts;

/// <summary>Reads back the named numbers and texts of a saved model.</summary>
/// <remarks>Every accessor throws <see cref="InvalidDataException"/> that names the entry when it is missing or of another kind or length. Immutable.</remarks>
public sealed class ArtifactReader
{
    private readonly string _prefix;
    private readonly IReadOnlyDictionary<string, object> _entries;

    internal ArtifactReader(IReadOnlyDictionary<string, object> entries, string prefix = "")
    {
        _entries = entries;
        _prefix = prefix;
    }

    /// <summary>A reader of what a writer holds, without a file between.</summary>
    public static ArtifactReader Of(ArtifactWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return new(writer.Entries);
    }

    /// <summary>A reader for the names under <paramref name="name"/>/.</summary>
    public ArtifactReader Section(string name) => new(_entries, _prefix + name + "/");

    /// <summary>True when the entry exists.</summary>
    public bool Has(string name) => _entries.ContainsKey(_prefix + name);

    /// <summary>The text of that name.</summary>
    public string Text(string name) => Get<string>(name, "text");

    /// <summary>The single float64 of that name.</summary>
    public double Number(string name) => Single(Get<double[]>(name, "float64"), name);

    /// <summary>The single integer of that name.</summary>
    public long WholeNumber(string name) => Single(Get<long[]>(name, "integer"), name);

    /// <summary>The float64 values of that name. The array belongs to the artifact: do not write to it.</summary>
    public double[] Numbers(string name, int? expected = null) => Sized(Get<double[]>(name, "float64"), name, expected);

    /// <summary>The float32 values of that name. The array belongs to the artifact: do not write to it.</summary>
    public float[] Floats(string name, int? expected = null) => Sized(Get<float[]>(name, "float32"), name, expected);

    /// <summary>The integers of that name. The array belongs to the artifact: do not write to it.</summary>
    public long[] WholeNumbers(string name, int? expected = null) => Sized(Get<long[]>(name, "integer"), name, expected);

    private T Get<T>(string name, string kind)
        where T : class
        => !_entries.TryGetValue(_prefix + name, out var value) ? throw new InvalidDataException($"The model has no entry '{_prefix + name}'.")
            : value as T ?? throw new InvalidDataException($"The model's entry '{_prefix + name}' is not {kind}.");

    private T Single<T>(T[] values, string name) => Sized(values, name, 1)[0];

    private T[] Sized<T>(T[] values, string name, int? expected)
        => expected is null || values.Length == expected
            ? values
            : throw new InvalidDataException($"The model's entry '{_prefix + name}' has {values.Length} values; {expected} are needed.");
}
