namespace Kilter.Reports.Svg;

/// <summary>Leaves out what cannot be seen of a long line: of the samples that follow each other in one column of pixels, the first, lowest, highest and last remain.</summary>
/// <remarks>Extremes are never lost, since a spike is what people look for. Deterministic; order is kept. Cost: O(n).</remarks>
internal static class LineReduction
{
    /// <summary>The runs between gaps, each a list of places on the picture.</summary>
    /// <param name="x">Pixels along the horizontal axis.</param>
    /// <param name="y">Pixels along the vertical axis; NaN is a gap.</param>
    /// <param name="joined">Whether sample i may be joined with the one before it.</param>
    public static List<List<(double X, double Y)>> Runs(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Func<int, bool> joined)
    {
        var runs = new List<List<(double, double)>>();
        var i = 0;
        while (i < x.Length)
        {
            if (double.IsNaN(x[i]) || double.IsNaN(y[i]))
            {
                i++;
                continue;
            }

            var start = i++;
            while (i < x.Length && !double.IsNaN(x[i]) && !double.IsNaN(y[i]) && joined(i))
            {
                i++;
            }

            runs.Add(Reduced(x[start..i], y[start..i]));
        }

        return runs;
    }

    private static List<(double X, double Y)> Reduced(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var kept = new List<(double, double)>();
        for (var i = 0; i < x.Length;)
        {
            var column = Math.Floor(x[i]);
            var (first, low, high) = (i, i, i);
            for (; i < x.Length && Math.Floor(x[i]) == column; i++)
            {
                (low, high) = (y[i] < y[low] ? i : low, y[i] > y[high] ? i : high);
            }

            var before = -1;
            foreach (var index in (ReadOnlySpan<int>)[first, Math.Min(low, high), Math.Max(low, high), i - 1])
            {
                if (index > before)
                {
                    kept.Add((x[index], y[index]));
                    before = index;
                }
            }
        }

        return kept;
    }
}
