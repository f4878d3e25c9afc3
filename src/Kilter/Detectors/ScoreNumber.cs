using System.Runtime.CompilerServices;

namespace Kilter.Detectors;

/// <summary>Turns float64 results into the float32 of scores and explanations.</summary>
internal static class ScoreNumber
{
    /// <summary>The value, held inside the finite range of float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of(double value) => (float)Math.Min(Math.Max(value, float.MinValue), float.MaxValue);
}
