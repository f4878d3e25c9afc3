namespace Kilter.Detectors.Errors;

/// <summary>Counts residuals in equal bins: a short description of a window's errors, whatever its length.</summary>
/// <remarks>
/// A bin holds its left edge and not its right one, but for the last, which holds both. Values outside all bins are dropped; NaN too. Edges are
/// low + i·((high − low) / bins) in float64, as NumPy makes them, so that border cases fall as they do there. Cost: O(n·log bins).
/// </remarks>
public sealed class ResidualHistogram
{
    private readonly double[] _edges;

    /// <summary>Equal bins on [low, high].</summary>
    /// <exception cref="ArgumentException">There is no bin, or the range is empty or not finite.</exception>
    public ResidualHistogram(double low, double high, int bins)
    {
        Guard.InRange(bins, 1, 1_000_000, nameof(bins));
        if (!(low < high) || !double.IsFinite(high - low))
        {
            throw new ArgumentException(FormattableString.Invariant($"Bins from {low} to {high} hold nothing; low must be below high, both finite."), nameof(low));
        }

        _edges = new double[bins + 1];
        var width = (high - low) / bins;
        for (var i = 0; i < bins; i++)
        {
            _edges[i] = low + (i * width);
        }

        _edges[bins] = high;
    }

    /// <summary>The number of bins.</summary>
    public int Bins => _edges.Length - 1;

    /// <summary>The bins' borders, one more than bins.</summary>
    public ReadOnlySpan<double> Edges => _edges;

    /// <summary>The bin that holds a value, or −1 for none.</summary>
    public int BinOf(double value)
    {
        if (!(value >= _edges[0] && value <= _edges[^1]))
        {
            return -1;
        }

        var found = Array.BinarySearch(_edges, value);
        return Math.Min(found >= 0 ? found : ~found - 1, Bins - 1);
    }

    /// <summary>Writes how many of the values each bin holds.</summary>
    /// <param name="values">The residuals.</param>
    /// <param name="counts">One a bin, overwritten.</param>
    /// <exception cref="ArgumentException">There is not one count a bin.</exception>
    public void Count(ReadOnlySpan<double> values, Span<double> counts)
    {
        Guard.Length(counts.Length, Bins, nameof(counts));
        counts.Clear();
        foreach (var value in values)
        {
            if (BinOf(value) is >= 0 and var bin)
            {
                counts[bin]++;
            }
        }
    }
}
