namespace Kilter.Preparation;

/// <summary>When two neighbouring samples lie too far apart to belong together.</summary>
internal static class TimeJumps
{
    /// <summary>Steps longer than this many usual ones are jumps; the same number parts the stretches that windows are cut from.</summary>
    public const int LongestStep = 10;
}
