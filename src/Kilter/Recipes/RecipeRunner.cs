using Kilter.Pipelines;
using Kilter.Recipes.Steps;

namespace Kilter.Recipes;

/// <summary>Runs recipes: the shared steps once, then each mode on a bench of its own, the original and the sound one once a seed.</summary>
public static class RecipeRunner
{
    /// <summary>Runs the modes asked for and the naive baseline.</summary>
    /// <param name="recipe">What to run.</param>
    /// <param name="folder">Where data files are.</param>
    /// <param name="modes">Original, sound, or both.</param>
    /// <param name="seeds">How many seeds; the first is <paramref name="firstSeed"/>, the others follow it. At least 1.</param>
    /// <param name="firstSeed">The first seed.</param>
    /// <param name="context">Threads, clock, progress.</param>
    /// <param name="cancellation">Stops it between steps and inside training.</param>
    /// <returns>The table; when data is missing, a reproduction that says so.</returns>
    /// <exception cref="DataException">A step failed; the message says which.</exception>
    public static async Task<Reproduction> RunAsync(
        Recipe recipe, string folder, IReadOnlyCollection<RecipeMode> modes, int seeds, ulong firstSeed, RunContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(modes);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        context = context with { Cancellation = cancellation };
        var missing = recipe.Data.Files.FirstOrDefault(f => !File.Exists(Path.Combine(folder, f)) && !Directory.Exists(Path.Combine(folder, f)));
        if (missing is not null)
        {
            return new Reproduction { Recipe = recipe, LeftOut = $"Left out: '{missing}' is not in the data folder '{folder}'. {recipe.Data.From}" };
        }

        var shared = new Bench(folder, context, firstSeed);
        shared.Put(DetectStep.Pipeline, recipe.Pipeline);
        await RunStepsAsync(recipe.Shared, shared, cancellation);
        var benches = new Dictionary<RecipeMode, List<Bench>>();
        var took = new Dictionary<RecipeMode, TimeSpan>();
        foreach (var mode in modes.Append(RecipeMode.Naive).Distinct().Order())
        {
            var began = context.Clock?.GetTimestamp() ?? 0;
            benches[mode] = [];
            for (var n = 0; n < (mode == RecipeMode.Naive ? 1 : seeds); n++)
            {
                var bench = shared.Copy(firstSeed + (ulong)n);
                await RunStepsAsync(StepsOf(recipe, mode), bench, cancellation);
                benches[mode].Add(bench);
            }

            if (context.Clock is { } clock)
            {
                took[mode] = clock.GetElapsedTime(began);
            }
        }

        return new Reproduction
        {
            Recipe = recipe,
            Seeds = seeds,
            Took = took,
            Rows = [.. recipe.Quantities.Select(q => RowOf(recipe, q, benches))],
            Figures = [.. benches.OrderBy(b => b.Key).SelectMany(b => b.Value[0].Figures.Select(f => (b.Key, f)))],
        };
    }

    /// <summary>Runs steps on a bench, one after the other.</summary>
    /// <exception cref="DataException">A step failed; the message says which, and why.</exception>
    public static async Task RunStepsAsync(IReadOnlyList<RecipeStep> steps, Bench bench, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(bench);
        for (var n = 0; n < steps.Count; n++)
        {
            bench.Context.Progress?.Report(new PipelineProgress(steps[n].Kind, n, steps.Count, "steps"));
            try
            {
                var entry = StepCatalog.Find(steps[n].Kind);
                await entry.Run(new StepSettings(steps[n], entry), bench, cancellation);
            }
            catch (Exception failure) when (failure is ArgumentException or DataException)
            {
                throw new DataException($"{steps[n].Place}: {failure.Message}", failure);
            }
        }
    }

    private static IReadOnlyList<RecipeStep> StepsOf(Recipe recipe, RecipeMode mode) => mode switch
    {
        RecipeMode.Original => recipe.Original,
        RecipeMode.Sound => recipe.Sound,
        _ => recipe.Naive,
    };

    private static ReproductionRow RowOf(Recipe recipe, RecipeQuantity quantity, Dictionary<RecipeMode, List<Bench>> benches)
    {
        var naive = Values(RecipeMode.Naive, quantity.Naive);
        return new ReproductionRow(
            recipe.Name, recipe.System, quantity, quantity.Published,
            Values(RecipeMode.Original, quantity.Original), Values(RecipeMode.Sound, quantity.Sound), naive.Count == 0 ? null : naive[0]);

        IReadOnlyList<RecipeValue> Values(RecipeMode mode, string? name)
            => name is null || !benches.TryGetValue(mode, out var runs) ? [] : [.. runs.Select(b => RecipeValue.Of(b.Get<object>(name)))];
    }
}
