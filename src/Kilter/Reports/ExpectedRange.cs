namespace Kilter.Reports;

/// <summary>Expected values in the channels' own units, (T, C) row-major; NaN where there is none.</summary>
/// <param name="Middle">What was expected.</param>
/// <param name="Below">For each channel (C): how far below the middle the 99 % range reaches; at least 0.</param>
/// <param name="Above">For each channel (C): how far above.</param>
public sealed record ExpectedRange(float[] Middle, double[] Below, double[] Above);
