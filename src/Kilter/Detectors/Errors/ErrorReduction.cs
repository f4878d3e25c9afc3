namespace Kilter.Detectors.Errors;

/// <summary>How the errors of the steps of a window become one.</summary>
public enum ErrorReduction
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>That of the last step alone.</summary>
    Last,

    /// <summary>The greatest.</summary>
    Max,
}

/// <summary>Reduces errors (N, W, C) of N windows of W steps and C channels to one a channel, or one a window.</summary>
/// <remarks>Sums are in float64, in order of steps. NaN stays NaN. Cost: O(N·W·C).</remarks>
public static class ReducedErrors
{
    /// <summary>One error a window and channel, (N, C).</summary>
    /// <exception cref="ArgumentException">There are not whole windows, or not room for N·C values.</exception>
    public static void PerChannel(ReadOnlySpan<double> errors, int steps, int channels, ErrorReduction reduction, Span<double> reduced)
    {
        var windows = Count(errors.Length, steps, channels);
        Guard.Length(reduced.Length, windows * channels, nameof(reduced));
        for (var n = 0; n < windows; n++)
        {
            var window = errors.Slice(n * steps * channels, steps * channels);
            for (var c = 0; c < channels; c++)
            {
                reduced[(n * channels) + c] = Reduce(window, c, channels, reduction);
            }
        }
    }

    /// <summary>One error a window, (N): over all channels too. The last step's is the mean of its channels.</summary>
    /// <exception cref="ArgumentException">There are not whole windows, or not room for N values.</exception>
    public static void PerWindow(ReadOnlySpan<double> errors, int steps, int channels, ErrorReduction reduction, Span<double> reduced)
    {
        var windows = Count(errors.Length, steps, channels);
        Guard.Length(reduced.Length, windows, nameof(reduced));
        for (var n = 0; n < windows; n++)
        {
            var window = errors.Slice(n * steps * channels, steps * channels);
            reduced[n] = reduction == ErrorReduction.Last
                ? Reduce(window[^channels..], 0, 1, ErrorReduction.Mean)
                : Reduce(window, 0, 1, reduction);
        }
    }

    private static double Reduce(ReadOnlySpan<double> window, int first, int stride, ErrorReduction reduction)
    {
        if (reduction == ErrorReduction.Last)
        {
            return window[window.Length - stride + first];
        }

        var (sum, greatest) = (0.0, double.NegativeInfinity);
        for (var i = first; i < window.Length; i += stride)
        {
            sum += window[i];
            greatest = Math.Max(greatest, window[i]);
        }

        return reduction == ErrorReduction.Max ? greatest : sum / (window.Length / stride);
    }

    private static int Count(int values, int steps, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        return values % (steps * channels) == 0
            ? values / (steps * channels)
            : throw new ArgumentException($"'errors' has {values} values; windows of {steps} steps and {channels} channels have {steps * channels} each.", nameof(values));
    }
}
