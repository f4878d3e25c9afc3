using Kilter.Frames;
using Kilter.Reports;

namespace Kilter.Pipelines;

/// <summary>How far each channel strays from what is expected of it in normal running, in its own unit.</summary>
/// <param name="Below">(C) how far below the expected value the central 99 % reach; at least 0.</param>
/// <param name="Above">(C) how far above.</param>
/// <param name="LimitBelow">(C) as <paramref name="Below"/> for the central 99.8 %: the channel's own limit.</param>
/// <param name="LimitAbove">(C) as <paramref name="Above"/>.</param>
internal sealed record NormalRange(double[] Below, double[] Above, double[] LimitBelow, double[] LimitAbove)
{
    // Quantiles need no more values than this; longer records are thinned evenly.
    private const int MostSamples = 200_000;

    /// <summary>Measures it on the samples for which <paramref name="isNormal"/> holds.</summary>
    public static NormalRange Of(Frame frame, float[] expected, Func<int, bool> isNormal)
    {
        var channels = frame.Channels.Count;
        var range = new NormalRange(new double[channels], new double[channels], new double[channels], new double[channels]);
        var stride = Math.Max(1, frame.Count / MostSamples);
        var residuals = new List<double>(Math.Min(frame.Count, MostSamples) + 1);
        for (var c = 0; c < channels; c++)
        {
            residuals.Clear();
            for (var t = 0; t < frame.Count; t += stride)
            {
                var residual = frame[t, c] - expected[(t * channels) + c];
                if (double.IsFinite(residual) && isNormal(t))
                {
                    residuals.Add(residual);
                }
            }

            if (residuals.Count == 0)
            {
                continue;
            }

            residuals.Sort();
            range.Below[c] = Math.Max(0, -At(residuals, 0.005));
            range.Above[c] = Math.Max(0, At(residuals, 0.995));
            range.LimitBelow[c] = Math.Max(range.Below[c], -At(residuals, 0.001));
            range.LimitAbove[c] = Math.Max(range.Above[c], At(residuals, 0.999));
        }

        return range;
    }

    /// <summary>Per sample and channel, the departure from expected in multiples of the channel's own limit; NaN where it is not known.</summary>
    public float[] Departures(Frame frame, float[] expected)
    {
        var channels = frame.Channels.Count;
        var departures = new float[expected.Length];
        for (var t = 0; t < frame.Count; t++)
        {
            for (var c = 0; c < channels; c++)
            {
                var residual = frame[t, c] - expected[(t * channels) + c];
                var limit = residual < 0 ? LimitBelow[c] : LimitAbove[c];

                // A channel that never strays in normal running: any departure of more than rounding is beyond its limit.
                var size = Math.Abs(residual);
                departures[(t * channels) + c] = (float)(limit > 0 ? size / limit : size <= 1e-6 * Math.Abs(frame[t, c]) ? 0 : double.IsNaN(size) ? size : 2);
            }
        }

        return departures;
    }

    /// <summary>The expected range for a report.</summary>
    public ExpectedRange ToReport(float[] expected) => new(expected, Below, Above);

    private static double At(List<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
