using Kilter.Artifacts;
using Kilter.Detectors.Errors;
using Kilter.Numerics.Neural.Training;
using Kilter.Windows;

namespace Kilter.Detectors.Forecasting;

/// <summary>A fitted <see cref="QuantileForecastDetector"/>: the network that forecasts bands, and how wide they usually are.</summary>
internal sealed class FittedQuantileForecast(BandNetwork network, BandScore score, Combine combine, double[] widths) : IFittedDetector, IHasTrainingHistory
{
    // Of the usual width: a narrower band says more of the training than of the record.
    private const double LeastWidth = 0.1;

    public int WindowLength => network.Plan.Window;

    public int Channels => network.Plan.Channels;

    public TrainingHistory? History { get; init; }

    public static FittedQuantileForecast Read(ArtifactReader artifact) => new(
        BandNetwork.Read(artifact.Section("band")), (BandScore)artifact.WholeNumber("score"), (Combine)artifact.WholeNumber("combine"), artifact.Numbers("widths"));

    public void Score(WindowSet windows, Span<float> scores)
    {
        DetectorGuard.Score(this, windows, scores);
        var results = new float[windows.Count];
        network.Each(windows, (n, values, band) => results[n] = ScoreOf(values, band));
        results.CopyTo(scores);
    }

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Explain(this, windows, contributions, expected);
        var (parts, medians, channels) = (new float[contributions.Length], new float[expected.Length], Channels);
        network.Each(windows, (n, values, band) =>
        {
            for (var c = 0; c < channels; c++)
            {
                var one = Of(values, band, c);
                parts[(n * channels) + c] = ScoreNumber.Of(one * one);
                medians[(n * channels) + c] = ScoreNumber.Of(band[channels + c]);
            }
        });
        parts.CopyTo(contributions);
        medians.CopyTo(expected);
    }

    public void Write(ArtifactWriter artifact)
    {
        network.Write(artifact.Section("band"));
        artifact.Set("score", (long)score);
        artifact.Set("combine", (long)combine);
        artifact.Set("widths", widths);
    }

    private float ScoreOf(ReadOnlySpan<float> values, ReadOnlySpan<double> band)
    {
        var (largest, sum) = (0.0, 0.0);
        for (var c = 0; c < widths.Length; c++)
        {
            var one = Of(values, band, c);
            largest = Math.Max(largest, one);
            sum += one * one;
        }

        return ScoreNumber.Of(combine == Combine.Max ? largest : Math.Sqrt(sum / widths.Length));
    }

    private double Of(ReadOnlySpan<float> values, ReadOnlySpan<double> band, int channel)
    {
        var (lower, upper) = (band[channel], band[(2 * widths.Length) + channel]);
        var outside = QuantileBand.Outside(values[values.Length - widths.Length + channel], lower, upper, LeastWidth * widths[channel]);
        var width = Math.Abs(upper - lower) / widths[channel];
        return score switch
        {
            BandScore.Width => width,
            BandScore.Both => outside + width,
            _ => outside,
        };
    }
}
