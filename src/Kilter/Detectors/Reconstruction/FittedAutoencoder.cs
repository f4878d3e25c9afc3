using Kilter.Artifacts;
using Kilter.Detectors.Forecasting;
using Kilter.Numerics.Neural.Training;
using Kilter.Windows;

namespace Kilter.Detectors.Reconstruction;

/// <summary>A fitted autoencoder: what rebuilds windows, and the spreads of its residuals.</summary>
internal sealed class FittedAutoencoder(Rebuilder rebuilder, StepScore score, ResidualScale scale, float[] calibrationScores) : IFittedDetector, ISelfCalibrated, IHasTrainingHistory
{
    private readonly AutoencoderPlan _plan = rebuilder.Plan;

    public int WindowLength => _plan.Window;

    public int Channels => _plan.Channels;

    public TrainingHistory? History { get; init; }

    public ReadOnlySpan<float> CalibrationScores => calibrationScores;

    public static FittedAutoencoder Read(ArtifactReader artifact, AutoencoderLayers layers)
        => new(Rebuilder.Read(artifact, layers), (StepScore)artifact.WholeNumber("score"), ResidualScale.Read(artifact.Section("residuals")), []);

    /// <summary>The same, with the scores of windows that training never saw.</summary>
    public FittedAutoencoder Calibrated(WindowSet heldOut)
    {
        var scores = new float[heldOut.Count];
        Score(heldOut, scores);
        return new(rebuilder, score, scale, scores) { History = History };
    }

    public void Score(WindowSet windows, Span<float> scores)
    {
        DetectorGuard.Score(this, windows, scores);
        var (results, expected) = (new float[windows.Count], new double[_plan.Channels]);
        rebuilder.Each(windows, (n, values, output) => results[n] = ScoreOf(values, output, expected));
        results.CopyTo(scores);
    }

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Explain(this, windows, contributions, expected);
        var channels = _plan.Channels;
        var (parts, rebuilt, forecast) = (new float[contributions.Length], new float[expected.Length], new double[channels]);
        var (part, sums) = (new float[channels], new double[channels]);
        rebuilder.Each(windows, (n, values, output) =>
        {
            if (score == StepScore.Rebuilt)
            {
                ExplainRebuilt(output, parts.AsSpan(n * channels, channels), rebuilt.AsSpan(n * channels, channels));
                return;
            }

            sums.AsSpan().Clear();
            for (var s = First; s < _plan.Window; s++)
            {
                Expect(output, s, forecast);
                scale.Explain(values.Slice(s * channels, channels), forecast, part, rebuilt.AsSpan(n * channels, channels));
                for (var c = 0; c < channels; c++)
                {
                    sums[c] = score == StepScore.Max ? Math.Max(sums[c], part[c]) : sums[c] + (part[c] / (_plan.Window - First));
                }
            }

            for (var c = 0; c < channels; c++)
            {
                parts[(n * channels) + c] = ScoreNumber.Of(sums[c]);
            }
        });
        parts.CopyTo(contributions);
        rebuilt.CopyTo(expected);
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("score", (long)score);
        scale.Write(artifact.Section("residuals"));
        rebuilder.Write(artifact);
    }

    private int First => score is StepScore.Last or StepScore.Rebuilt ? _plan.Window - 1 : 0;

    // How far from its mean a channel's last sample was rebuilt, in deviations.
    private double Away(ReadOnlySpan<float> output, int channel)
        => Math.Abs(rebuilder.Guard.Expected(channel, output[((_plan.Window - 1) * _plan.Channels) + channel]) - rebuilder.Guard.Middle[channel]) / rebuilder.Guard.Spread[channel];

    // What is normal is the channel's mean; what was rebuilt beside it is the signal.
    private void ExplainRebuilt(ReadOnlySpan<float> output, Span<float> contributions, Span<float> expected)
    {
        for (var c = 0; c < _plan.Channels; c++)
        {
            contributions[c] = ScoreNumber.Of(Away(output, c) * Away(output, c));
            expected[c] = ScoreNumber.Of(rebuilder.Guard.Middle[c]);
        }
    }

    private float ScoreOf(ReadOnlySpan<float> values, ReadOnlySpan<float> output, double[] expected)
    {
        var (sum, largest) = (0.0, 0.0);
        if (score == StepScore.Rebuilt)
        {
            for (var c = 0; c < _plan.Channels; c++)
            {
                largest = Math.Max(largest, Away(output, c));
            }

            return ScoreNumber.Of(largest);
        }

        for (var s = First; s < _plan.Window; s++)
        {
            Expect(output, s, expected);
            double one = scale.Score(values.Slice(s * _plan.Channels, _plan.Channels), expected);
            sum += one * one;
            largest = Math.Max(largest, one);
        }

        return score == StepScore.Mean ? ScoreNumber.Of(Math.Sqrt(sum / _plan.Window)) : (float)largest;
    }

    private void Expect(ReadOnlySpan<float> output, int step, Span<double> expected)
    {
        for (var c = 0; c < _plan.Channels; c++)
        {
            expected[c] = rebuilder.Guard.Expected(c, output[(step * _plan.Channels) + c]);
        }
    }
}
