namespace Kilter.Sources.Tables;

/// <summary>Which line of which file a row stood in. Keeps one entry wherever rows and lines fall out of step.</summary>
internal sealed class LineMap
{
    private readonly List<(int Row, long Line, string File)> _marks = [];

    /// <summary>Says that <paramref name="row"/> stands at <paramref name="line"/>, counted from 1. Rows come in order.</summary>
    public void Add(int row, long line, string file)
    {
        if (_marks.Count == 0 || _marks[^1].Line + (row - _marks[^1].Row) != line || _marks[^1].File != file)
        {
            _marks.Add((row, line, file));
        }
    }

    /// <summary>Adds another file's map, its rows moved by <paramref name="rows"/>.</summary>
    public void Append(LineMap other, int rows)
    {
        foreach (var mark in other._marks)
        {
            _marks.Add((mark.Row + rows, mark.Line, mark.File));
        }
    }

    /// <summary>The place of a row for people: "pump.csv, line 88"; the row's number where lines mean nothing.</summary>
    public string Place(int row)
    {
        var found = _marks.FindLastIndex(mark => mark.Row <= row);
        return found < 0 ? $"row {Words.Count(row)}" : $"{_marks[found].File}, line {Words.Count(_marks[found].Line + (row - _marks[found].Row))}";
    }
}
