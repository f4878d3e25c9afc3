namespace Kilter.Reports.Figures;

/// <summary>Checks that arrays which belong together have the same length.</summary>
internal static class Same
{
    public static double[] Length(double[] x, double[] y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return x.Length == y.Length ? y : throw new ArgumentException($"There are {x.Length} places and {y.Length} values; as many of both are needed.", nameof(y));
    }
}
