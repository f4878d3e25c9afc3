namespace Kilter.Reports;

/// <summary>The highest score outside events.</summary>
/// <param name="Sample">Where.</param>
/// <param name="Score">In multiples of the limit.</param>
public sealed record NearMiss(int Sample, double Score);
