namespace Kilter;

/// <summary>Finds the name someone probably meant.</summary>
internal static class Nearest
{
    /// <summary>The name with the fewest single-letter edits from <paramref name="typed"/>, upper and lower case alike; the first of equals; empty when there are no names.</summary>
    /// <remarks>Source: V. I. Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals", Soviet Physics Doklady, 1966.</remarks>
    public static string Of(string typed, IEnumerable<string> names)
    {
        var (best, fewest) = ("", int.MaxValue);
        foreach (var name in names)
        {
            var edits = Edits(typed, name);
            if (edits < fewest)
            {
                (best, fewest) = (name, edits);
            }
        }

        return best;
    }

    /// <summary>Insertions, deletions and changes of one letter that turn one text into the other, case aside.</summary>
    public static int Edits(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }

        return row[b.Length];
    }
}
