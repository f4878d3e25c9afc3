using Kilter.Reports;
using Kilter.Sources;

namespace Kilter.Pipelines;

/// <summary>The main job: learn from the start of a record (or from another one), score all of it, set a limit, and say what went off-kilter.</summary>
public static class Detection
{
    /// <summary>Runs <paramref name="spec"/> on <paramref name="data"/>.</summary>
    /// <param name="data">The record to judge.</param>
    /// <param name="train">A record of normal running with the same channels to learn from; null to learn from the start of <paramref name="data"/>.</param>
    /// <param name="spec">What to run.</param>
    /// <param name="context">Threads, clock, progress, cancellation.</param>
    /// <returns>The report; its verdict is <see cref="Verdict.CannotTell"/> when there is too little data or nothing that varies.</returns>
    /// <exception cref="InvalidDataException">The two records do not have the same channels.</exception>
    /// <exception cref="ArgumentException">A setting does not fit; the message says what would.</exception>
    public static Report Run(Reading data, Reading? train, PipelineSpec spec, RunContext context)
        => throw new InvalidOperationException("The pipeline is not built yet.");
}
