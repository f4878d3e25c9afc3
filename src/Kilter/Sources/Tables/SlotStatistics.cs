namespace Kilter.Sources.Tables;

/// <summary>What one pass over a column of numbers shows.</summary>
internal struct SlotStatistics
{
    /// <summary>Cells that are NaN.</summary>
    public long Missing;

    /// <summary>The least and the greatest number; NaN when every cell is missing.</summary>
    public double Least, Greatest;

    /// <summary>True when every number is 0 or 1.</summary>
    public bool IsBinary;

    /// <summary>True when every cell is a number larger than the one above.</summary>
    public bool IsRising;

    /// <summary>The first number and, while rising, the smallest and largest step.</summary>
    public double First, LeastStep, GreatestStep;

    /// <summary>Takes the statistics of all columns of a table. One pass, O(T·C). A new file, at a row in <paramref name="joints"/>, may start low again.</summary>
    public static SlotStatistics[] Of(CellTable cells, IReadOnlyList<int> joints)
    {
        var all = new SlotStatistics[cells.Width];
        var previous = new double[cells.Width];
        Array.Fill(previous, double.NegativeInfinity);
        for (var c = 0; c < all.Length; c++)
        {
            all[c] = new SlotStatistics { Least = double.NaN, Greatest = double.NaN, IsBinary = true, IsRising = true, First = double.NaN, LeastStep = double.PositiveInfinity };
        }

        var joint = 0;
        for (var row = 0; row < cells.Rows; row++)
        {
            if (joint < joints.Count && joints[joint] == row)
            {
                Array.Fill(previous, double.NegativeInfinity);
                joint++;
            }

            var values = cells[row];
            for (var c = 0; c < all.Length; c++)
            {
                all[c].Add(values[c], ref previous[c]);
            }
        }

        return all;
    }

    private void Add(double value, ref double previous)
    {
        if (double.IsNaN(value))
        {
            Missing++;
            IsRising = false;
            return;
        }

        if (double.IsNaN(First))
        {
            (First, Least, Greatest) = (value, value, value);
        }

        Least = value < Least ? value : Least;
        Greatest = value > Greatest ? value : Greatest;
        IsBinary &= value is 0 or 1;
        if (IsRising)
        {
            IsRising = value > previous;
            if (double.IsFinite(previous))
            {
                LeastStep = Math.Min(LeastStep, value - previous);
                GreatestStep = Math.Max(GreatestStep, value - previous);
            }
        }

        previous = value;
    }
}
