namespace Kilter.Reports.Figures;

/// <summary>How an axis places its values.</summary>
public enum AxisKind
{
    /// <summary>Evenly; ticks at round numbers.</summary>
    Linear,

    /// <summary>By their logarithm; ticks at powers of ten. Values at or below zero lie on the lower edge, and the figure says how many.</summary>
    Logarithmic,

    /// <summary>Evenly; values are UTC ticks of 100 ns, ticks at round instants.</summary>
    Time,

    /// <summary>Evenly; values are seconds, ticks at round lengths of time ("6 h", "2 days").</summary>
    Duration,

    /// <summary>Named places 0, 1, 2, …; on a vertical axis the first is on top.</summary>
    Category,
}
