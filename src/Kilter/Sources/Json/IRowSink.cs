namespace Kilter.Sources.Json;

/// <summary>Takes the rows of a JSON document as they pass.</summary>
internal interface IRowSink
{
    /// <summary>A row begins.</summary>
    /// <param name="line">The line it begins in, from 1.</param>
    void Begin(long line);

    /// <summary>A cell of the row: a number or the text of a string; empty for null.</summary>
    /// <param name="column">The column's position in <see cref="JsonWalker.Names"/>.</param>
    /// <param name="cell">The bytes, valid during the call.</param>
    void Cell(int column, ReadOnlySpan<byte> cell);

    /// <summary>The row is whole.</summary>
    /// <returns>False to stop reading.</returns>
    bool End();
}
