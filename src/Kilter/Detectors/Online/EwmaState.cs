using Kilter.Artifacts;

namespace Kilter.Detectors.Online;

/// <summary>The running mean and variance of an <see cref="EwmaDetector"/>.</summary>
internal sealed class EwmaState(double rate, double clip, Combine combine, double[] floor, double[] mean, double[] variance) : IOnlineState
{
    public int Channels => mean.Length;

    public static EwmaState Read(ArtifactReader artifact)
    {
        var floor = artifact.Numbers("floor");
        return new(
            artifact.Number("rate"), artifact.Number("clip"), (Combine)artifact.WholeNumber("combine"), floor,
            [.. artifact.Numbers("mean", floor.Length)], [.. artifact.Numbers("variance", floor.Length)]);
    }

    public EwmaState Copy() => new(rate, clip, combine, floor, [.. mean], [.. variance]);

    public float Score(ReadOnlySpan<float> sample)
    {
        DetectorGuard.Sample(sample, mean.Length);
        var (largest, sum) = (0.0, 0.0);
        for (var c = 0; c < mean.Length; c++)
        {
            var squared = Squared(sample[c], c);
            largest = Math.Max(largest, squared);
            sum += squared;
        }

        return ScoreNumber.Of(Math.Sqrt(combine == Combine.Max ? largest : sum / mean.Length));
    }

    public float Explain(ReadOnlySpan<float> sample, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Sample(sample, mean.Length);
        Guard.Length(contributions.Length, mean.Length, nameof(contributions));
        Guard.Length(expected.Length, mean.Length, nameof(expected));
        for (var c = 0; c < mean.Length; c++)
        {
            contributions[c] = ScoreNumber.Of(Squared(sample[c], c));
            expected[c] = ScoreNumber.Of(mean[c]);
        }

        return Score(sample);
    }

    public void Learn(ReadOnlySpan<float> sample)
    {
        DetectorGuard.Sample(sample, mean.Length);
        for (var c = 0; c < mean.Length; c++)
        {
            var most = clip * Math.Sqrt(variance[c]);
            var step = Math.Clamp(sample[c] - mean[c], -most, most);
            mean[c] += rate * step;
            variance[c] = Math.Max(floor[c], (1 - rate) * (variance[c] + (rate * step * step)));
        }
    }

    public void Seek(long place)
    {
        // The mean and variance rest on many samples; none of them has to border on the next one.
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("rate", rate);
        artifact.Set("clip", clip);
        artifact.Set("combine", (long)combine);
        artifact.Set("floor", floor);
        artifact.Set("mean", mean);
        artifact.Set("variance", variance);
    }

    private double Squared(double value, int channel)
    {
        var residual = value - mean[channel];
        return residual * residual / variance[channel];
    }
}
