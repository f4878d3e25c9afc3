using System.Text;

namespace Kilter.Sources.Parsing;

/// <summary>The words that stand for a missing value, compared without regard to case.</summary>
internal sealed class MissingWords
{
    private static readonly string[] Known = ["NA", "N/A", "NaN", "null", "none", "-", "?"];

    private readonly byte[][] _words;

    /// <summary>The known words and those the user added. The empty cell is always missing.</summary>
    public MissingWords(IReadOnlyList<string> more)
        => _words = [.. Known.Concat(more).Where(word => word.Length > 0).Select(Encoding.UTF8.GetBytes)];

    /// <summary>True when a trimmed cell means "no value here".</summary>
    public bool Contains(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
        {
            return true;
        }

        foreach (var word in _words)
        {
            if (Ascii.EqualsIgnoreCase(cell, word) || cell.SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }
}
