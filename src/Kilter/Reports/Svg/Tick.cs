namespace Kilter.Reports.Svg;

/// <summary>A place on an axis and what is written there.</summary>
/// <param name="At">The place, in the unit of the axis.</param>
/// <param name="Text">What is written.</param>
/// <param name="Context">What changes less often (the day of an hour, the year of a day), on a second line; empty where it did not change.</param>
internal readonly record struct Tick(double At, string Text, string Context = "");
