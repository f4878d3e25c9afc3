using Kilter.Numerics.Randomness;
using Kilter.Reports.Figures;

namespace Kilter.Reports.Svg;

/// <summary>Where the values of an axis lie on the picture.</summary>
internal sealed class AxisScale
{
    private readonly double _from;
    private readonly double _to;
    private readonly double _logLow;
    private readonly double _logHigh;

    private AxisScale(Axis axis, double low, double high, double from, double to)
    {
        (Axis, Low, High, _from, _to) = (axis, low, high, from, to);
        (_logLow, _logHigh) = IsLogarithmic ? (PortableMath.Log10(low), PortableMath.Log10(high)) : (0, 0);
    }

    /// <summary>The axis.</summary>
    public Axis Axis { get; }

    /// <summary>The value at its beginning.</summary>
    public double Low { get; }

    /// <summary>The value at its end; above <see cref="Low"/>.</summary>
    public double High { get; }

    /// <summary>True when values lie by their logarithm.</summary>
    public bool IsLogarithmic => Axis.Kind == AxisKind.Logarithmic;

    /// <summary>The pixel of the beginning.</summary>
    public double Begin => _from;

    /// <summary>The pixel of the end.</summary>
    public double End => _to;

    /// <summary>The scale of an axis over an extent, from pixel <paramref name="from"/> to pixel <paramref name="to"/>.</summary>
    public static AxisScale Of(Axis axis, Extent extent, double from, double to, bool horizontal)
    {
        var (low, high) = axis.Kind switch
        {
            AxisKind.Category => (-0.5, Math.Max(1, axis.Categories.Count) - 0.5),
            AxisKind.Logarithmic => Logarithmic(axis, extent),
            _ => Even(axis, extent, horizontal),
        };
        return axis.Kind == AxisKind.Category && !horizontal ? new(axis, low, high, to, from) : new(axis, low, high, from, to);
    }

    /// <summary>The pixel of a value; NaN for NaN. On a logarithmic axis what lies below the beginning lies at it.</summary>
    public double Of(double value)
    {
        if (!IsLogarithmic)
        {
            return _from + ((value - Low) / (High - Low) * (_to - _from));
        }

        return double.IsNaN(value) ? double.NaN
            : value <= Low ? _from
            : double.IsInfinity(value) ? _from + (2 * (_to - _from))
            : _from + ((PortableMath.Log10(value) - _logLow) / (_logHigh - _logLow) * (_to - _from));
    }

    /// <summary>Round places along the axis, as many as there is room for.</summary>
    /// <param name="fits">Says whether these ticks can stand beside each other.</param>
    /// <param name="most">Not more than about so many.</param>
    public List<Tick> Ticks(Func<List<Tick>, bool> fits, int most)
    {
        if (Axis.Ticks is { } own)
        {
            return [.. own.Where(t => t.At >= Low && t.At <= High).Select(t => new Tick(t.At, t.Text))];
        }

        if (Axis.Kind == AxisKind.Category)
        {
            return [.. Axis.Categories.Select((name, k) => new Tick(k, name))];
        }

        for (var count = most; count > 1; count--)
        {
            var ticks = Candidates(count);
            if (ticks.Count > 0 && fits(ticks))
            {
                return ticks.Count > 1 ? ticks : Finer(most, fits) ?? ticks;
            }
        }

        var few = Candidates(1);
        return few.Count > 0 && fits(few) ? few : few.Take(1).ToList();
    }

    // One tick says where a value lies, two say how large a difference is.
    private List<Tick>? Finer(int most, Func<List<Tick>, bool> fits)
        => Enumerable.Range(most + 1, 5).Select(Candidates).FirstOrDefault(ticks => ticks.Count > 1 && fits(ticks));

    private List<Tick> Candidates(int most)
    {
        var ticks = Axis.Kind switch
        {
            AxisKind.Logarithmic => NumberTicks.Logarithmic(Low, High, most),
            AxisKind.Time => TimeTicks.Of(Low, High, most),
            AxisKind.Duration => NumberTicks.Duration(Low, High, most),
            _ => NumberTicks.Linear(Low, High, most),
        };
        var hair = 1e-6 * (High - Low);
        ticks.RemoveAll(t => !(t.At >= Low - hair && t.At <= High + hair));
        return ticks;
    }

    private static (double Low, double High) Even(Axis axis, Extent extent, bool horizontal)
    {
        var (low, high) = extent.Low <= extent.High ? (extent.Low, extent.High) : (axis.Low ?? 0, axis.High ?? (axis.Low ?? 0) + 1);
        (low, high) = axis.FromZero ? (Math.Min(0, low), Math.Max(0, high)) : (low, high);
        (low, high) = (axis.Low ?? low, axis.High ?? high);
        if (!(low < high))
        {
            var half = low == 0 ? 1 : Math.Abs(low) * 0.1;
            return (axis.Low ?? (low - half), Math.Max(axis.High ?? (high + half), low + half));
        }

        var pad = Pad(axis, extent, horizontal) * (high - low);
        var lowPad = axis.Low is not null || (axis.FromZero && low == 0) ? 0 : pad;
        return (low - lowPad, high + (axis.High is not null || (axis.FromZero && high == 0) ? 0 : pad));
    }

    // Lines and areas run to the edge of a horizontal axis; single places, and all values upwards, keep away from it.
    private static double Pad(Axis axis, Extent extent, bool horizontal)
        => extent.HasGrid ? 0 : !horizontal ? 0.06 : extent.Fills || axis.Kind == AxisKind.Time ? 0 : 0.02;

    private static (double Low, double High) Logarithmic(Axis axis, Extent extent)
    {
        var low = axis.Low is > 0 ? axis.Low.Value : extent.LowestPositive;
        var high = axis.High is > 0 ? axis.High.Value : extent.High;
        (low, high) = low < double.PositiveInfinity && high > 0 ? (Math.Max(low, 1e-300), Math.Min(high, 1e300)) : (0.1, 1);
        if (!(low < high))
        {
            return (low / 3, low * 3);
        }

        var pad = PortableMath.Exp(0.05 * PortableMath.Log(high / low));
        return (axis.Low is > 0 ? low : low / pad, axis.High is > 0 ? high : high * pad);
    }
}
