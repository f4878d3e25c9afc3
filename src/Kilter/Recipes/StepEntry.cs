namespace Kilter.Recipes;

/// <summary>One kind of step: its name, what it does, and how.</summary>
public sealed record StepEntry
{
    /// <summary>The setting that names the result of a step.</summary>
    public static SettingSpec As { get; } = new("as", "", "a name", "the name of the result");

    /// <summary>The name in recipe files: lower case with hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in a few plain words.</summary>
    public required string Does { get; init; }

    /// <summary>All settings it takes.</summary>
    public required IReadOnlyList<SettingSpec> Settings { get; init; }

    /// <summary>Does it. Only reading is asynchronous; see <see cref="Now"/> for the rest.</summary>
    public required Func<StepSettings, Bench, CancellationToken, ValueTask> Run { get; init; }

    /// <summary>A step that computes and reads nothing.</summary>
    public static Func<StepSettings, Bench, CancellationToken, ValueTask> Now(Action<StepSettings, Bench> run) => (settings, bench, cancellation) =>
    {
        cancellation.ThrowIfCancellationRequested();
        run(settings, bench);
        return ValueTask.CompletedTask;
    };
}
