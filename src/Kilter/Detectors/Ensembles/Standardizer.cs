using Kilter.Artifacts;
using Kilter.Windows;

namespace Kilter.Detectors.Ensembles;

/// <summary>Centres and scales each channel by its median and interquartile range in training. Immutable.</summary>
internal sealed class Standardizer
{
    // The interquartile range of a normal distribution in standard deviations.
    private const double NormalRange = 1.3489795003921634;

    private readonly double[] _centre;
    private readonly double[] _scale;

    private Standardizer(double[] centre, double[] scale)
    {
        _centre = centre;
        _scale = scale;
    }

    /// <summary>Learns from single-sample windows.</summary>
    public static Standardizer Fit(WindowSet train)
    {
        var (centre, scale) = (new double[train.Channels], new double[train.Channels]);
        var column = new float[train.Count];
        for (var c = 0; c < train.Channels; c++)
        {
            for (var t = 0; t < column.Length; t++)
            {
                column[t] = train[t][c];
            }

            (centre[c], scale[c]) = Of(column);
        }

        return new Standardizer(centre, scale);
    }

    /// <summary>Standardises a sample, held within ± <see cref="AutoMemory.Largest"/>.</summary>
    public void Apply(ReadOnlySpan<float> sample, Span<double> standardized)
    {
        for (var c = 0; c < sample.Length; c++)
        {
            standardized[c] = Math.Clamp((sample[c] - _centre[c]) / _scale[c], -AutoMemory.Largest, AutoMemory.Largest);
        }
    }

    /// <summary>The value whose standardised form is <paramref name="z"/>.</summary>
    public double Inverse(int channel, double z) => _centre[channel] + (z * _scale[channel]);

    /// <summary>Saves centres and scales.</summary>
    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("centre", _centre.AsSpan());
        artifact.Set("scale", _scale.AsSpan());
    }

    /// <summary>Reads saved centres and scales.</summary>
    public static Standardizer Read(ArtifactReader artifact, int channels)
        => new(artifact.Numbers("centre", channels), artifact.Numbers("scale", channels));

    private static (double Centre, double Scale) Of(float[] column)
    {
        var (mean, squares) = (0.0, 0.0);
        for (var t = 0; t < column.Length; t++)
        {
            var step = column[t] - mean;
            mean += step / (t + 1);
            squares += step * (column[t] - mean);
        }

        var deviation = Math.Sqrt(squares / column.Length);
        Array.Sort(column);
        var centre = Quantile(column, 0.5);
        var range = (Quantile(column, 0.75) - Quantile(column, 0.25)) / NormalRange;

        // A channel that rests most of the time has no interquartile range, one that always rests no deviation either.
        var smallest = (1e-3 * Math.Abs(centre)) + 1e-30;
        var scale = range > smallest ? range : deviation > smallest ? deviation : smallest;
        return (centre, Math.Max(scale, 0.1 * deviation));
    }

    private static double Quantile(float[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * ((double)sorted[above] - sorted[below]));
    }
}
