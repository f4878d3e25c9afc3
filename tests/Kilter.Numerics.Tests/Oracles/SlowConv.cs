using Kilter.Numerics.Tests.Neural;

namespace Kilter.Numerics.Tests.Oracles;

/// <summary>Convolutions over time from their formulas, on a series that is really padded, or a full output that is really cropped.</summary>
internal static class SlowConv
{
    /// <summary>Kernel (taps, channels of a group, filters); groups side by side.</summary>
    public static SlowLayer Of(
        int filters, int taps, int stride = 1, int dilation = 1, int before = 0, int after = 0, int groups = 1, bool bias = true, Func<double, double>? activation = null) => (x, input, weights) =>
    {
        var (channels, each) = (input.Width / groups, filters / groups);
        double[] padded = [.. new double[before * input.Width], .. x, .. new double[after * input.Width]];
        var steps = (input.Steps + before + after - ((taps - 1) * dilation) - 1) / stride + 1;
        var y = new double[steps * filters];
        for (var t = 0; t < steps; t++)
        {
            for (var f = 0; f < filters; f++)
            {
                var group = f / each;
                var (name, own, width) = groups == 1 || channels == 1 ? ("", f, filters) : ($"_{group + 1}", f % each, each);
                var (w, sum) = (weights("kernel" + name), bias ? weights("bias" + name)[own] : 0);
                for (var j = 0; j < taps; j++)
                {
                    for (var c = 0; c < channels; c++)
                    {
                        sum += padded[(((t * stride) + (j * dilation)) * input.Width) + (group * channels) + c] * w[(((j * channels) + c) * width) + own];
                    }
                }

                y[(t * filters) + f] = activation is null ? sum : activation(sum);
            }
        }

        return y;
    };

    /// <summary>Kernel (taps, filters, channels).</summary>
    public static SlowLayer Transposed(
        int filters, int taps, int length, int stride = 1, int dilation = 1, int before = 0, bool bias = true, Func<double, double>? activation = null) => (x, input, weights) =>
    {
        var w = weights("kernel");
        var y = new double[length * filters];
        for (var p = 0; p < length; p++)
        {
            for (var f = 0; f < filters; f++)
            {
                var sum = bias ? weights("bias")[f] : 0;
                for (var t = 0; t < input.Steps; t++)
                {
                    for (var j = 0; j < taps; j++)
                    {
                        for (var c = 0; c < input.Width && (t * stride) + (j * dilation) == p + before; c++)
                        {
                            sum += x[(t * input.Width) + c] * w[(((j * filters) + f) * input.Width) + c];
                        }
                    }
                }

                y[(p * filters) + f] = activation is null ? sum : activation(sum);
            }
        }

        return y;
    };
}
