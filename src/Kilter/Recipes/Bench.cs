using Kilter.Pipelines;
using Kilter.Reports.Figures;

namespace Kilter.Recipes;

/// <summary>What the steps of a recipe work on: things by name. A step takes some and leaves others.</summary>
/// <remarks>
/// <para>
/// Things: a <c>Reading</c> or <c>Frame</c>, a <c>LabelSet</c>, a vector (<c>double[]</c>), flags (<c>bool[]</c>), a <see cref="Grid"/>, a <see cref="WindowBatch"/>,
/// a <c>Network</c>, a <c>TrainingHistory</c>, a <c>FittedThreshold</c>, a <c>Report</c>, a number (<c>double</c>), an instant (<c>DateTime</c>), a text.
/// </para>
/// <para>Not safe for several threads at once.</para>
/// </remarks>
public sealed class Bench
{
    private readonly Dictionary<string, object> _things;

    /// <summary>An empty bench.</summary>
    /// <param name="folder">Where data files are, as the user gave it.</param>
    /// <param name="context">Threads, clock, progress, cancellation.</param>
    /// <param name="seed">Of every random choice of this run.</param>
    public Bench(string folder, RunContext context, ulong seed)
        : this(folder, context, seed, new Dictionary<string, object>(StringComparer.Ordinal))
    {
    }

    private Bench(string folder, RunContext context, ulong seed, Dictionary<string, object> things)
        => (Folder, Context, Seed, _things) = (folder, context, seed, things);

    /// <summary>Where data files are.</summary>
    public string Folder { get; }

    /// <summary>Threads, clock, progress, cancellation.</summary>
    public RunContext Context { get; }

    /// <summary>The seed of this run.</summary>
    public ulong Seed { get; }

    /// <summary>The figures drawn so far, in order; their names are unique.</summary>
    public List<Figure> Figures { get; } = [];

    /// <summary>The names of all things on the bench.</summary>
    public IEnumerable<string> Names => _things.Keys;

    /// <summary>A bench that starts with the same things, for another mode or seed; what is put on it does not reach this one.</summary>
    public Bench Copy(ulong seed) => new(Folder, Context, seed, new Dictionary<string, object>(_things, StringComparer.Ordinal));

    /// <summary>Puts a thing there, in the place of what had that name.</summary>
    public void Put(string name, object thing)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(thing);
        _things[name] = thing;
    }

    /// <summary>True when there is something of that name.</summary>
    public bool Has(string name) => _things.ContainsKey(name);

    /// <summary>The thing of that name.</summary>
    /// <exception cref="ArgumentException">There is none, or it is of another kind; the message says what there is.</exception>
    public T Get<T>(string name)
        => !_things.TryGetValue(name, out var thing)
            ? throw new ArgumentException($"There is no '{name}' on the bench. Closest: {Nearest.Of(name, _things.Keys)}. There are: {string.Join(", ", _things.Keys.Order(StringComparer.Ordinal))}.")
            : thing is T wanted ? wanted
            : throw new ArgumentException($"'{name}' is a {thing.GetType().Name}; a {typeof(T).Name} is needed.");

    /// <summary>The whole path of a data file or folder.</summary>
    /// <exception cref="MissingDataException">It is not there.</exception>
    public string PathOf(string relative)
    {
        var path = Path.Combine(Folder, relative);
        return File.Exists(path) || Directory.Exists(path) ? path : throw new MissingDataException(path);
    }
}
