namespace Kilter.Recipes;

/// <summary>Rows × columns of numbers, row-major: the outputs of a network, errors a horizon, codes a window. Immutable by agreement.</summary>
/// <param name="Columns">Values in a row. At least 1.</param>
/// <param name="Values">All values, row after row.</param>
public sealed record Grid(int Columns, double[] Values)
{
    /// <summary>How many rows there are.</summary>
    public int Rows => Values.Length / Columns;

    /// <summary>One row.</summary>
    public ReadOnlySpan<double> this[int row] => Values.AsSpan(row * Columns, Columns);

    /// <summary>One value.</summary>
    public double this[int row, int column] => Values[(row * Columns) + column];

    /// <summary>One column, copied.</summary>
    public double[] Column(int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Columns);
        var values = new double[Rows];
        for (var r = 0; r < values.Length; r++)
        {
            values[r] = this[r, column];
        }

        return values;
    }

    /// <summary>A grid of float32 values, widened.</summary>
    public static Grid Of(int columns, ReadOnlySpan<float> values)
    {
        var wide = new double[values.Length];
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] = values[i];
        }

        return new Grid(columns, wide);
    }
}
