using Kilter.Artifacts;
using Kilter.Windows;

namespace Kilter.Detectors.Forecasting;

/// <summary>A fitted detector that forecasts the last sample of a window as the mean of some earlier ones: n of them, evenly spaced.</summary>
/// <param name="lag">Samples between them, and between the latest of them and the last sample.</param>
/// <param name="count">How many.</param>
/// <param name="scale">The training residuals' spreads.</param>
internal sealed class EarlierSamples(int lag, int count, ResidualScale scale) : IFittedDetector
{
    public int WindowLength => (lag * count) + 1;

    public int Channels => scale.Channels;

    public static EarlierSamples Learn(int lag, int count, Combine combine, WindowSet train, FitContext context)
    {
        DetectorGuard.Fit(train, (lag * count) + 1, least: 2, context);
        return new(lag, count, ResidualScale.Of(train, (window, expected) => Forecast(window, lag, count, expected), combine, context.Cancellation));
    }

    public static EarlierSamples Read(ArtifactReader artifact)
        => new((int)artifact.WholeNumber("lag"), (int)artifact.WholeNumber("count"), ResidualScale.Read(artifact));

    public void Score(WindowSet windows, Span<float> scores)
    {
        DetectorGuard.Score(this, windows, scores);
        scale.Score(windows, (window, expected) => Forecast(window, lag, count, expected), scores);
    }

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Explain(this, windows, contributions, expected);
        scale.Explain(windows, (window, forecast) => Forecast(window, lag, count, forecast), contributions, expected);
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("lag", (long)lag);
        artifact.Set("count", (long)count);
        scale.Write(artifact);
    }

    private static void Forecast(ReadOnlySpan<float> window, int lag, int count, Span<double> expected)
    {
        var (channels, step) = (expected.Length, lag * expected.Length);
        for (var c = 0; c < channels; c++)
        {
            var sum = 0.0;
            for (var i = 0; i < count; i++)
            {
                sum += window[(i * step) + c];
            }

            expected[c] = sum / count;
        }
    }
}
