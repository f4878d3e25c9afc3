namespace Kilter.Artifacts;

/// <summary>Collects named numbers and texts that make up a saved model. Knows nothing of what they mean.</summary>
/// <remarks>
/// Names are paths with slashes; <see cref="Section"/> adds a prefix. Each name may be set once. Values are copied.
/// Numbers keep their exact bits, NaN included. Not safe for several threads.
/// </remarks>
public sealed class ArtifactWriter
{
    private readonly string _prefix;
    private readonly SortedDictionary<string, object> _entries;

    /// <summary>An empty artifact.</summary>
    public ArtifactWriter()
        : this(string.Empty, new SortedDictionary<string, object>(StringComparer.Ordinal))
    {
    }

    private ArtifactWriter(string prefix, SortedDictionary<string, object> entries)
    {
        _prefix = prefix;
        _entries = entries;
    }

    /// <summary>All entries by full name, in ordinal order: <see cref="string"/>, <c>double[]</c>, <c>float[]</c> or <c>long[]</c>.</summary>
    internal IReadOnlyDictionary<string, object> Entries => _entries;

    /// <summary>A writer for the names under <paramref name="name"/>/.</summary>
    public ArtifactWriter Section(string name) => new(_prefix + name + "/", _entries);

    /// <summary>Sets a text.</summary>
    public void Set(string name, string value) => Add(name, value);

    /// <summary>Sets one float64.</summary>
    public void Set(string name, double value) => Add(name, new[] { value });

    /// <summary>Sets one integer.</summary>
    public void Set(string name, long value) => Add(name, new[] { value });

    /// <summary>Sets float64 values.</summary>
    public void Set(string name, ReadOnlySpan<double> values) => Add(name, values.ToArray());

    /// <summary>Sets float32 values.</summary>
    public void Set(string name, ReadOnlySpan<float> values) => Add(name, values.ToArray());

    /// <summary>Sets integers.</summary>
    public void Set(string name, ReadOnlySpan<long> values) => Add(name, values.ToArray());

    private void Add(string name, object value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!_entries.TryAdd(_prefix + name, value))
        {
            throw new ArgumentException($"'{_prefix + name}' is already set.", nameof(name));
        }
    }
}
