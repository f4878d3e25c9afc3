using Kilter.Frames;

namespace Kilter.Sources.Synthetic;

/// <summary>One anomaly as it was planted: the truth a detector may be held against.</summary>
/// <param name="Kind">The kind's name.</param>
/// <param name="Range">From the first sample whose values it changed to the last.</param>
/// <param name="Channels">The channels whose values it changed.</param>
/// <param name="Magnitude">How strong, in the kind's own unit.</param>
public sealed record Planted(string Kind, SampleRange Range, IReadOnlyList<string> Channels, double Magnitude);
