namespace Kilter.Detectors;

/// <summary>Picks windows evenly from many, without beating against a season.</summary>
internal static class PrimeStride
{
    /// <summary>1 where <paramref name="count"/> is at most <paramref name="most"/>; else the least prime that leaves at most that many.</summary>
    /// <remarks>A stride that shared a factor with the season would see some of its moments often and others never; seasons are made of small factors.</remarks>
    public static int For(int count, double most)
    {
        var stride = (int)Math.Max(1, Math.Ceiling(count / Math.Max(1, most)));
        while (stride > 1 && !IsPrime(stride))
        {
            stride++;
        }

        return stride;
    }

    private static bool IsPrime(int number)
    {
        for (var factor = 2; factor * factor <= number; factor++)
        {
            if (number % factor == 0)
            {
                return false;
            }
        }

        return true;
    }
}
