namespace Kilter.Numerics.Neural.Training;

/// <summary>Where and how often a training writes down all that it needs to go on later.</summary>
/// <remarks>
/// One safetensors file: weights, what the optimiser keeps, the best weights, counters and history. It is written beside and renamed, so that a
/// crash leaves the checkpoint before. Read it with <see cref="Trainer.Resume"/>.
/// </remarks>
/// <param name="Path">The file; each checkpoint takes the place of the one before. Its folder must exist.</param>
public sealed record CheckpointOptions(string Path)
{
    /// <summary>The file.</summary>
    public string Path { get; init => field = NotEmpty(value); } = NotEmpty(Path);

    /// <summary>Epochs from one checkpoint to the next; the last epoch writes one in any case. At least 1. Default 1.</summary>
    public int EveryEpochs
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(EveryEpochs), value, $"EveryEpochs is {value}; it must be at least 1.");
    } = 1;

    private static string NotEmpty(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return path;
    }
}
