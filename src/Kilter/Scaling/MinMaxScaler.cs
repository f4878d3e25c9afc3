using Kilter.Frames;

namespace Kilter.Scaling;

/// <summary>Settings of <see cref="MinMaxScaler"/>.</summary>
public sealed record MinMaxOptions
{
    /// <summary>What the least training value becomes. Finite. Default 0.</summary>
    public double Low { get; init => field = Guard.InRange(value, -1e9, 1e9); }

    /// <summary>What the greatest training value becomes; above <see cref="Low"/>. Finite. Default 1.</summary>
    public double High { get; init => field = Guard.InRange(value, -1e9, 1e9); } = 1;
}

/// <summary>Maps the training range of each channel to [low, high]. Later values may fall outside: they are not clipped, since far values are what is looked for.</summary>
/// <remarks>A channel that is constant in training maps to low there. Cost: O(T·C) time, one column of memory.</remarks>
public sealed class MinMaxScaler : IScaler
{
    private readonly MinMaxOptions _options;

    /// <summary>A scaler to the range of <paramref name="options"/>.</summary>
    /// <exception cref="ArgumentException">The range is empty.</exception>
    public MinMaxScaler(MinMaxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!(options.Low < options.High))
        {
            throw new ArgumentException(FormattableString.Invariant($"'low' is {options.Low} and 'high' is {options.High}; low must be below high."), nameof(options));
        }

        _options = options;
    }

    /// <inheritdoc/>
    public IFittedScaler Fit(Frame frame, SampleRange rows)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var centre = new double[frame.Channels.Count];
        var scale = new double[centre.Length];
        for (var c = 0; c < centre.Length; c++)
        {
            var (low, high) = ColumnStatistics.Range(ColumnStatistics.Finite(frame, rows, c));
            var range = ColumnStatistics.IsConstant(low, high) || !double.IsFinite(high - low) ? 1 : high - low;
            scale[c] = range / (_options.High - _options.Low);
            centre[c] = low - (_options.Low * scale[c]);
        }

        return new FittedScaler("min-max", centre, scale) { FittedOn = RowsSeen.Of(frame.Time, rows) };
    }
}
