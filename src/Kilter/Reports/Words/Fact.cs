namespace Kilter.Reports.Words;

/// <summary>One of the few facts under the verdict.</summary>
/// <param name="Name">What it is: "Time affected".</param>
/// <param name="Figure">The figure: "6.2".</param>
/// <param name="Unit">What follows it in small print: "%", or empty.</param>
/// <param name="Detail">A line beneath: "4.9 of 78.8 days".</param>
public sealed record Fact(string Name, string Figure, string Unit, string Detail);
