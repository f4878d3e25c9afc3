namespace Kilter.Detectors.Errors;

/// <summary>How an observed value and its forecast (or reconstruction) become an error.</summary>
public enum ErrorKind
{
    /// <summary>|observed − forecast|.</summary>
    Absolute,

    /// <summary>(observed − forecast)².</summary>
    Squared,

    /// <summary>observed − forecast, sign kept.</summary>
    WithSign,

    /// <summary>How far the observed value lies above the forecast; 0 below it.</summary>
    Above,

    /// <summary>How far the observed value lies below the forecast; 0 above it.</summary>
    Below,
}

/// <summary>Errors of forecasts and reconstructions, value by value.</summary>
public static class Residual
{
    /// <summary>The error of one value. NaN where either is NaN.</summary>
    public static double Of(double observed, double forecast, ErrorKind kind)
    {
        var residual = observed - forecast;
        return kind switch
        {
            ErrorKind.Absolute => Math.Abs(residual),
            ErrorKind.Squared => residual * residual,
            ErrorKind.Above => Math.Max(residual, 0),
            ErrorKind.Below => Math.Max(-residual, 0),
            _ => residual,
        };
    }

    /// <summary>The errors of all values. Cost: O(n).</summary>
    /// <param name="observed">n values as measured.</param>
    /// <param name="forecast">n values as expected.</param>
    /// <param name="kind">Which error.</param>
    /// <param name="errors">(n), overwritten; may be one of the two inputs.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Of(ReadOnlySpan<double> observed, ReadOnlySpan<double> forecast, ErrorKind kind, Span<double> errors)
    {
        Guard.Length(forecast.Length, observed.Length, nameof(forecast));
        Guard.Length(errors.Length, observed.Length, nameof(errors));
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = Of(observed[i], forecast[i], kind);
        }
    }
}
