namespace Kilter.Pipelines;

/// <summary>How far a run has come.</summary>
/// <param name="Stage">What is being done: "fit" or "score".</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all; 0 when unknown.</param>
/// <param name="Unit">What is counted: "samples", "windows", "epochs".</param>
public readonly record struct PipelineProgress(string Stage, long Done, long Total, string Unit);

/// <summary>What a run may use beside data and settings: threads, the clock, a way to follow and to stop it.</summary>
public sealed record RunContext
{
    /// <summary>How many threads may work; never changes a bit of the result. Range [1, 1024].</summary>
    public int Threads { get; init => field = Guard.InRange(value, 1, 1024); } = Math.Clamp(Environment.ProcessorCount, 1, 1024);

    /// <summary>The clock for "made" and "took"; null leaves both out, so that output repeats to the byte.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>The command to show under "run this again".</summary>
    public string Command { get; init; } = "";

    /// <summary>Told how far the run has come.</summary>
    public IProgress<PipelineProgress>? Progress { get; init; }

    /// <summary>Stops the run.</summary>
    public CancellationToken Cancellation { get; init; }
}
