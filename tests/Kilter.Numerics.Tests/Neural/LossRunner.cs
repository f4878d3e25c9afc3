using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Losses;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Evaluates losses on plain row-major arrays, panel by panel, the way training does.</summary>
internal static class LossRunner
{
    /// <summary>The sum of the losses of the samples, and the gradient of <paramref name="weight"/> times it.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="shape">Of one output.</param>
    /// <param name="output">(B, shape).</param>
    /// <param name="target">(B, target length).</param>
    /// <param name="weight">Of a sample; NaN for 1/B.</param>
    public static (double Sum, float[] Gradient) Run(ILoss loss, SampleShape shape, float[] output, float[] target, double weight = double.NaN)
    {
        var (batch, targets) = (output.Length / shape.Length, loss.TargetLength(shape));
        Assert.Equal(batch * targets, target.Length);
        var (lanes, gradient, sum) = (Panel.LanesFor(batch), new float[output.Length], 0.0);
        for (var first = 0; first < batch; first += lanes)
        {
            var valid = Math.Min(lanes, batch - first);

            // Places without a sample hold what a network makes of zeros, which need not be zero.
            var (y, t, d) = (Filled(shape.Length * lanes), Filled(targets * lanes), Filled(shape.Length * lanes));
            Move(valid, (s, i) => y[(i * lanes) + s] = output[((first + s) * shape.Length) + i], shape.Length);
            Move(valid, (s, i) => t[(i * lanes) + s] = target[((first + s) * targets) + i], targets);
            var panel = new LossPanel
            {
                Lanes = lanes,
                Valid = valid,
                SampleWeight = (float)(double.IsNaN(weight) ? 1.0 / batch : weight),
                Shape = shape,
                Output = y,
                Target = t,
                Gradient = d,
            };
            var with = loss.Evaluate(panel);
            Assert.Equal(with, loss.Evaluate(new LossPanel { Lanes = lanes, Valid = valid, SampleWeight = panel.SampleWeight, Shape = shape, Output = y, Target = t }));
            sum += with;
            Move(valid, (s, i) => gradient[((first + s) * shape.Length) + i] = d[(i * lanes) + s], shape.Length);
            Move(lanes, (s, i) => Assert.True(s < valid || d[(i * lanes) + s] == 0, "a place without a sample has a gradient"), shape.Length);
        }

        return (sum, gradient);
    }

    private static float[] Filled(int length) => [.. Enumerable.Repeat(0.3f, length)];

    private static void Move(int samples, Action<int, int> move, int values)
    {
        for (var s = 0; s < samples; s++)
        {
            for (var i = 0; i < values; i++)
            {
                move(s, i);
            }
        }
    }
}
