using Kilter.Frames;

namespace Kilter.Scaling;

/// <summary>Settings of <see cref="StandardScaler"/>.</summary>
public sealed record StandardOptions
{
    /// <summary>Divide the squares by n − 1 (a sample's estimate) instead of n (the population's own). Default false.</summary>
    public bool Sample { get; init; }
}

/// <summary>Takes away the mean and divides by the standard deviation. One far value moves both: prefer <see cref="RobustScaler"/> where training may hold faults.</summary>
/// <remarks>Cost: O(T·C) time, one column of memory.</remarks>
public sealed class StandardScaler(StandardOptions options) : IScaler
{
    /// <inheritdoc/>
    public IFittedScaler Fit(Frame frame, SampleRange rows)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var centre = new double[frame.Channels.Count];
        var scale = new double[centre.Length];
        for (var c = 0; c < centre.Length; c++)
        {
            var column = ColumnStatistics.Finite(frame, rows, c);
            var (low, high) = ColumnStatistics.Range(column);
            centre[c] = low == high ? low : ColumnStatistics.Mean(column);
            var deviation = ColumnStatistics.Deviation(column, centre[c], options.Sample ? 1 : 0);
            scale[c] = ColumnStatistics.IsConstant(low, high) || !(deviation > 0) || !double.IsFinite(deviation) ? 1 : deviation;
        }

        return new FittedScaler("standard", centre, scale) { FittedOn = RowsSeen.Of(frame.Time, rows) };
    }
}
