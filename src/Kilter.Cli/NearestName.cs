namespace Kilter.Cli;

/// <summary>Finds what someone meant.</summary>
internal static class NearestName
{
    /// <summary>The name that takes the fewest changed letters, or null when none is near: a third of its letters may differ, and at least two.</summary>
    public static string? Of(string typed, IEnumerable<string> names)
    {
        string? nearest = null;
        var fewest = int.MaxValue;
        foreach (var name in names)
        {
            var changes = Changes(typed, name);
            if (changes < fewest && changes <= Math.Max(2, name.Length / 3))
            {
                (nearest, fewest) = (name, changes);
            }
        }

        return nearest;
    }

    // Levenshtein distance with the swap of two neighbours as one change (Damerau 1964), by rows.
    private static int Changes(string a, string b)
    {
        var (before, last, next) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            next[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                next[j] = Math.Min(Math.Min(last[j], next[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    next[j] = Math.Min(next[j], before[j - 2] + 1);
                }
            }

            (before, last, next) = (last, next, before);
        }

        return last[b.Length];
    }
}
