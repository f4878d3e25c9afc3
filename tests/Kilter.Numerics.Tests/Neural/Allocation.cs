namespace Kilter.Numerics.Tests.Neural;

/// <summary>Says whether repeated work allocates.</summary>
internal static class Allocation
{
    private const int Rounds = 8;

    /// <summary>
    /// Bytes that this thread allocates in the leanest of several rounds of the same work: 0 exactly when the work itself allocates nothing. What the
    /// runtime allocates once (loading the kernels of another width that a test beside this one switched on, a first sleep) falls into other rounds.
    /// </summary>
    public static long Of(Action round)
    {
        var least = long.MaxValue;
        for (var n = 0; n < Rounds; n++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
