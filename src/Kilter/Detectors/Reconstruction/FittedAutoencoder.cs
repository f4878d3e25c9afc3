using Kilter.Artifacts;
using Kilter.Detectors.Forecasting;
using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Windows;

namespace Kilter.Detectors.Reconstruction;

/// <summary>A fitted autoencoder: the network, what keeps its input safe, and the spreads of its residuals.</summary>
internal sealed class FittedAutoencoder(AutoencoderPlan plan, StepScore score, InputGuard guard, Network network, ResidualScale scale, float[] calibrationScores)
    : IFittedDetector, ISelfCalibrated
{
    public int WindowLength => plan.Window;

    public int Channels => plan.Channels;

    public ReadOnlySpan<float> CalibrationScores => calibrationScores;

    public static FittedAutoencoder Read(ArtifactReader artifact, AutoencoderLayers layers)
    {
        var plan = AutoencoderPlan.Read(artifact.Section("plan"));
        return new(
            plan,
            (StepScore)artifact.WholeNumber("score"),
            InputGuard.Read(artifact.Section("guard")),
            NetworkStore.Read(new SampleShape(plan.Window, plan.Channels), layers(plan), artifact.Section("network")),
            ResidualScale.Read(artifact.Section("residuals")),
            []);
    }

    /// <summary>The same, with the scores of windows that training never saw.</summary>
    public FittedAutoencoder Calibrated(WindowSet heldOut)
    {
        var scores = new float[heldOut.Count];
        Score(heldOut, scores);
        return new(plan, score, guard, network, scale, scores);
    }

    public void Score(WindowSet windows, Span<float> scores)
    {
        DetectorGuard.Score(this, windows, scores);
        var (results, expected) = (new float[windows.Count], new double[plan.Channels]);
        NetworkRun.Each(network, guard, windows, (n, values, output) => results[n] = ScoreOf(values, output, expected));
        results.CopyTo(scores);
    }

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Explain(this, windows, contributions, expected);
        var channels = plan.Channels;
        var (parts, rebuilt, forecast) = (new float[contributions.Length], new float[expected.Length], new double[channels]);
        var (part, sums) = (new float[channels], new double[channels]);
        NetworkRun.Each(network, guard, windows, (n, values, output) =>
        {
            sums.AsSpan().Clear();
            for (var s = First; s < plan.Window; s++)
            {
                Expect(output, s, forecast);
                scale.Explain(values.Slice(s * channels, channels), forecast, part, rebuilt.AsSpan(n * channels, channels));
                for (var c = 0; c < channels; c++)
                {
                    sums[c] = score == StepScore.Max ? Math.Max(sums[c], part[c]) : sums[c] + (part[c] / (plan.Window - First));
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
        plan.Write(artifact.Section("plan"));
        guard.Write(artifact.Section("guard"));
        scale.Write(artifact.Section("residuals"));
        NetworkStore.Write(network, artifact.Section("network"));
    }

    private int First => score == StepScore.Last ? plan.Window - 1 : 0;

    private float ScoreOf(ReadOnlySpan<float> values, ReadOnlySpan<float> output, double[] expected)
    {
        var (sum, largest) = (0.0, 0.0);
        for (var s = First; s < plan.Window; s++)
        {
            Expect(output, s, expected);
            double one = scale.Score(values.Slice(s * plan.Channels, plan.Channels), expected);
            sum += one * one;
            largest = Math.Max(largest, one);
        }

        return score == StepScore.Mean ? ScoreNumber.Of(Math.Sqrt(sum / plan.Window)) : (float)largest;
    }

    private void Expect(ReadOnlySpan<float> output, int step, Span<double> expected)
    {
        for (var c = 0; c < plan.Channels; c++)
        {
            expected[c] = guard.Expected(c, output[(step * plan.Channels) + c]);
        }
    }
}
