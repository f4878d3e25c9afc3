using System.Text;

namespace Kilter.Sources.Tables;

/// <summary>What was odd about the cells of one column: words that are no numbers, words for missing, infinities.</summary>
internal sealed class CellIssues
{
    private const int MostWords = 16;

    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);
    private byte[] _firstBytes = [];

    /// <summary>The first cell that is no number, or null.</summary>
    public string? First { get; private set; }

    /// <summary>Where it stands: "pump.csv, line 1,204".</summary>
    public string FirstPlace { get; private set; } = "";

    /// <summary>Cells that are no numbers, the first included.</summary>
    public long Bad { get; private set; }

    /// <summary>How many of them read exactly as the first.</summary>
    public long LikeFirst { get; private set; }

    /// <summary>Cells with an infinite number, kept as missing.</summary>
    public long Infinite { get; private set; }

    /// <summary>The words for missing that occur, at most sixteen.</summary>
    public IReadOnlyCollection<string> MissingFound => _missing;

    /// <summary>Notes a cell that is no number.</summary>
    public void AddBad(ReadOnlySpan<byte> cell, string file, long line)
    {
        if (First is null)
        {
            First = Words.Quote(cell);
            FirstPlace = line > 0 ? $"{file}, line {Words.Count(line)}" : file;
            _firstBytes = cell.ToArray();
        }

        Bad++;
        LikeFirst += cell.SequenceEqual(_firstBytes) ? 1 : 0;
    }

    /// <summary>Notes a word for missing.</summary>
    public void AddMissing(ReadOnlySpan<byte> cell)
    {
        if (_missing.Count < MostWords && (_missing.Count == 0 || !cell.IsEmpty || !_missing.Contains("")))
        {
            _missing.Add(Encoding.UTF8.GetString(cell));
        }
    }

    /// <summary>Notes an infinite number.</summary>
    public void AddInfinite() => Infinite++;

    /// <summary>Takes over what was noticed in the same column of a later file.</summary>
    public void Append(CellIssues later)
    {
        if (First is null && later.First is not null)
        {
            (First, FirstPlace, _firstBytes) = (later.First, later.FirstPlace, later._firstBytes);
        }

        LikeFirst += later._firstBytes.AsSpan().SequenceEqual(_firstBytes) ? later.LikeFirst : 0;
        Bad += later.Bad;
        Infinite += later.Infinite;
        _missing.UnionWith(later._missing);
    }
}
