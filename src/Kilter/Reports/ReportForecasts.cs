using Kilter.Evaluation;
using Kilter.Frames;

namespace Kilter.Reports;

/// <summary>Evaluates the forecasts of a report: what was expected against what was measured, beside the forecasts that need no learning.</summary>
public static class ReportForecasts
{
    /// <summary>Compares one channel on the samples asked for. The constant and the scale of MASE come from the samples the run learned from, when they are in the report's frame.</summary>
    /// <param name="report">A report whose detector tells what it expected.</param>
    /// <param name="channel">The channel's position.</param>
    /// <param name="samples">The samples to compare on, for example a test part.</param>
    /// <param name="horizon">How many samples ahead the detector looks. At least 1.</param>
    /// <exception cref="ArgumentException">The report holds no expected values, or has no such channel or samples.</exception>
    public static ForecastComparison Compare(Report report, int channel, SampleRange samples, int horizon = 1)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Expected is not { } expected)
        {
            throw new ArgumentException($"The report of '{report.Method.Detector}' holds no expected values; only detectors that tell what they expected can be compared.", nameof(report));
        }

        var (frame, channels) = (report.Frame, report.Frame.Channels.Count);
        Guard.InRange(channel, 0, channels - 1, nameof(channel));
        Guard.InRange(samples.End, 0, frame.Count, nameof(samples));
        var (values, forecasts) = (new double[frame.Count], new double[frame.Count]);
        for (var t = 0; t < values.Length; t++)
        {
            values[t] = frame[t, channel];
            forecasts[t] = expected.Middle[(t * channels) + channel];
        }

        var training = report.Method.TrainedOn is { } rows ? values.AsSpan(rows.Start, rows.Length) : [];
        return ForecastComparison.Of(values, forecasts, training, samples.Start, samples.End, new() { Horizon = horizon, Season = report.Method.Season });
    }
}
