namespace Kilter.Sources.Input;

/// <summary>What file names promise: used to list files, to pick those of a folder and to break ties; never against the content.</summary>
internal static class FileNames
{
    private static readonly string[] Endings = [".csv", ".tsv", ".txt", ".dat", ".json", ".jsonl", ".ndjson", ".npy", ".npz"];

    /// <summary>True when the name ends like a file Kilter reads, gzipped or not.</summary>
    public static bool IsReadable(string name)
    {
        var plain = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        return !name.StartsWith('.') && Endings.Any(ending => plain.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The order people expect: numbers inside names count as numbers, so that 2.csv comes before 10.csv.</summary>
    public static int Compare(string a, string b)
    {
        var (i, j) = (0, 0);
        while (i < a.Length && j < b.Length)
        {
            var order = char.IsAsciiDigit(a[i]) && char.IsAsciiDigit(b[j]) ? CompareNumbers(a, ref i, b, ref j) : a[i++].CompareTo(b[j++]);
            if (order != 0)
            {
                return order;
            }
        }

        return (a.Length - i).CompareTo(b.Length - j) is var rest && rest != 0 ? rest : string.CompareOrdinal(a, b);
    }

    private static int CompareNumbers(string a, ref int i, string b, ref int j)
    {
        var first = Digits(a, ref i);
        var second = Digits(b, ref j);
        return first.Length != second.Length ? first.Length.CompareTo(second.Length) : first.SequenceCompareTo(second);
    }

    private static ReadOnlySpan<char> Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return text.AsSpan(start, at - start).TrimStart('0');
    }
}
