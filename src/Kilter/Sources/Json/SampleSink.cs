using System.Text;
using Kilter.Sources.Parsing;

namespace Kilter.Sources.Json;

/// <summary>Keeps the first rows as strings, for guessing.</summary>
internal sealed class SampleSink(int most, MissingWords missing) : IRowSink
{
    private int _rows;

    /// <summary>The cells of each column, the missing ones left out.</summary>
    public List<List<string>> Columns { get; } = [];

    /// <inheritdoc/>
    public void Begin(long line)
    {
    }

    /// <inheritdoc/>
    public void Cell(int column, ReadOnlySpan<byte> cell)
    {
        while (Columns.Count <= column)
        {
            Columns.Add([]);
        }

        if (!missing.Contains(cell))
        {
            Columns[column].Add(Encoding.UTF8.GetString(cell));
        }
    }

    /// <inheritdoc/>
    public bool End() => ++_rows < most;
}
