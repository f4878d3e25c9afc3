using Kilter.Frames;

namespace Kilter.Sources.Synthetic;

/// <summary>A made-up record and the whole truth about it. Immutable.</summary>
/// <param name="Frame">The measurements.</param>
/// <param name="Labels">The stretches of all planted anomalies.</param>
/// <param name="Planted">Each planted anomaly, in order of time; disjoint.</param>
public sealed record SyntheticSeries(Frame Frame, LabelSet Labels, IReadOnlyList<Planted> Planted);
