namespace Kilter.Numerics.Neural.Optimizers;

/// <summary>How weights move along their gradient.</summary>
public interface IOptimizer
{
    /// <summary>The name in histories and files.</summary>
    string Name { get; }

    /// <summary>The learning rate before any schedule. Above 0.</summary>
    double LearningRate { get; }

    /// <summary>Numbers kept for each weight from step to step, 0 to 3.</summary>
    internal int Moments { get; }

    /// <summary>One step of some weights. Each weight moves by itself, so slices may be taken by any thread.</summary>
    internal void Update(in WeightSlice slice, in UpdateStep step);
}

/// <summary>Some weights, their gradient, and what the optimiser keeps for them. All of one length, a multiple of 16.</summary>
internal readonly ref struct WeightSlice
{
    public required Span<float> Weights { get; init; }

    public required ReadOnlySpan<float> Gradient { get; init; }

    public Span<float> First { get; init; }

    public Span<float> Second { get; init; }

    public Span<float> Third { get; init; }
}

/// <summary>What all weights of one step share.</summary>
/// <param name="Number">1 for the first step.</param>
/// <param name="LearningRate">After the schedule.</param>
internal readonly record struct UpdateStep(long Number, double LearningRate);
