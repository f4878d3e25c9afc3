namespace Kilter.Reports;

/// <summary>One line of the data-quality list.</summary>
/// <param name="Name">What was looked at ("Repeated timestamps").</param>
/// <param name="Passed">False when it deserves a look.</param>
/// <param name="Value">What was found ("12", "none", "every 5 min, steady").</param>
/// <param name="Detail">Where and what was done, or empty.</param>
public sealed record QualityCheck(string Name, bool Passed, string Value, string Detail);
