using Kilter.Numerics.Randomness;

namespace Kilter.Detectors;

/// <summary>Draws some of many.</summary>
internal static class Selection
{
    /// <summary><paramref name="some"/> of the numbers below <paramref name="count"/>, each as likely as any other, in order.</summary>
    public static int[] Draw(int count, int some, Rng rng)
    {
        var drawn = new int[some];
        for (var (n, taken) = (0, 0); taken < some; n++)
        {
            // Selection sampling: D. E. Knuth, "The Art of Computer Programming", vol. 2, 1969, section 3.4.2, algorithm S.
            if (some == count || rng.NextInt(count - n) < some - taken)
            {
                drawn[taken++] = n;
            }
        }

        return drawn;
    }
}
