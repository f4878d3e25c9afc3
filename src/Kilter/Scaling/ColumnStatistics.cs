using Kilter.Frames;

namespace Kilter.Scaling;

/// <summary>Mean, spread and order statistics of one channel's values, missing ones left out.</summary>
internal static class ColumnStatistics
{
    /// <summary>2⁻⁵², the distance from 1 to the next float64.</summary>
    private const double MachineEpsilon = 2.220446049250313e-16;

    /// <summary>The finite values of a channel in <paramref name="rows"/>, copied in time order.</summary>
    internal static double[] Finite(Frame frame, SampleRange rows, int channel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.End, frame.Count, nameof(rows));
        var values = frame.Values;
        var channels = frame.Channels.Count;
        var column = new double[rows.Length];
        var count = 0;
        for (var t = rows.Start; t < rows.End; t++)
        {
            var value = values[(t * channels) + channel];
            if (double.IsFinite(value))
            {
                column[count++] = value;
            }
        }

        return count == column.Length ? column : column[..count];
    }

    /// <summary>The mean; 0 for no values.</summary>
    internal static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return values.IsEmpty ? 0 : sum / values.Length;
    }

    /// <summary>The standard deviation, dividing the squares by n − <paramref name="lost"/>; 0 when that is not positive.</summary>
    /// <remarks>Two passes with the correction of T. F. Chan, G. H. Golub, R. J. LeVeque, "Algorithms for computing the sample variance", Am. Stat., 1983.</remarks>
    internal static double Deviation(ReadOnlySpan<double> values, double mean, int lost)
    {
        var (squares, rest) = (0.0, 0.0);
        foreach (var value in values)
        {
            var d = value - mean;
            squares += d * d;
            rest += d;
        }

        var divisor = values.Length - lost;
        return divisor <= 0 ? 0 : Math.Sqrt(Math.Max(0, (squares - (rest * rest / values.Length)) / divisor));
    }

    /// <summary>The least and greatest value; (0, 0) for no values.</summary>
    internal static (double Low, double High) Range(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return (0, 0);
        }

        var (low, high) = (values[0], values[0]);
        foreach (var value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        return (low, high);
    }

    /// <summary>The largest spread that rounding alone may give values between <paramref name="low"/> and <paramref name="high"/>.</summary>
    internal static double Rounding(double low, double high) => 4 * MachineEpsilon * Math.Max(Math.Abs(low), Math.Abs(high));

    /// <summary>True when the values differ by no more than rounding.</summary>
    internal static bool IsConstant(double low, double high) => high - low <= Rounding(low, high);

    /// <summary>The quantile by linear interpolation (type 7), reordering <paramref name="values"/>; NaN for none. Cost: O(n) on average.</summary>
    /// <remarks>Source: R. J. Hyndman, Y. Fan, "Sample quantiles in statistical packages", Am. Stat., 1996.</remarks>
    internal static double Quantile(Span<double> values, double share)
    {
        if (values.IsEmpty)
        {
            return double.NaN;
        }

        var position = share * (values.Length - 1);
        var below = (int)position;
        var low = Select(values, below);
        if (position == below)
        {
            return low;
        }

        var high = double.PositiveInfinity;
        foreach (var value in values[(below + 1)..])
        {
            high = Math.Min(high, value);
        }

        return low + ((position - below) * (high - low));
    }

    /// <summary>The value of rank <paramref name="rank"/> (0 for the least); afterwards no value before it is greater and none after it smaller.</summary>
    /// <remarks>Three-way quickselect: C. A. R. Hoare, "Algorithm 65: Find", Commun. ACM, 1961, with the pivot a median of three.</remarks>
    internal static double Select(Span<double> values, int rank)
    {
        var (low, high) = (0, values.Length - 1);
        // Depth is bounded so that a contrived order cannot make the cost square.
        for (var budget = 4 * (1 + int.Log2(values.Length)); low < high; budget--)
        {
            if (budget == 0)
            {
                values[low..(high + 1)].Sort();
                break;
            }

            var pivot = MedianOfThree(values[low], values[low + ((high - low) / 2)], values[high]);
            var (less, i, greater) = (low, low, high);
            while (i <= greater)
            {
                var value = values[i];
                if (value < pivot)
                {
                    (values[less], values[i]) = (value, values[less]);
                    less++;
                    i++;
                }
                else if (value > pivot)
                {
                    (values[greater], values[i]) = (value, values[greater]);
                    greater--;
                }
                else
                {
                    i++;
                }
            }

            if (rank >= less && rank <= greater)
            {
                return pivot;
            }

            (low, high) = rank < less ? (low, less - 1) : (greater + 1, high);
        }

        return values[rank];
    }

    private static double MedianOfThree(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
