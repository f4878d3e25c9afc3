using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Losses on windows of several steps and batches of several panels: gradients against central differences of the loss itself, and refusals.</summary>
public sealed class LossTests
{
    private static readonly Dictionary<string, ILoss> All = new()
    {
        ["mse"] = new MeanSquaredError { Reduction = Reduction.Sum },
        ["huber"] = new Huber { Delta = 0.7 },
        ["smooth l1"] = new SmoothL1 { Beta = 0.7 },
        ["log cosh"] = new LogCosh(),
        ["pinball"] = new Pinball(0.1, 0.5, 0.9),
        ["pinball sum"] = new Pinball(0.3, 0.6) { Reduction = Reduction.Sum },
        ["gaussian"] = new GaussianNll(),
        ["gaussian variance"] = new GaussianNll { Spread = SpreadForm.Variance, Constant = true, Reduction = Reduction.Sum },
        ["bce"] = new BinaryCrossEntropy(),
        ["bce logits"] = new BinaryCrossEntropyFromLogits(),
        ["cross-entropy"] = new CrossEntropy(),
        ["cross-entropy sum"] = new CrossEntropy { Reduction = Reduction.Sum },
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_gradient_is_the_slope_of_the_mean_over_the_batch(string name)
    {
        var (loss, shape) = (All[name], new SampleShape(3, 6));
        foreach (var batch in new[] { 1, 9, 33, 65 })
        {
            var rng = new Rng((ulong)batch);
            var y = GradientCheck.Draw(rng, batch * 18);
            if (name is "bce" or "gaussian variance")
            {
                y = [.. y.Select(v => 0.2f + (0.6f / (1 + (v * v))))];
            }

            var target = Enumerable.Range(0, batch * loss.TargetLength(shape)).Select(_ => (float)rng.NextInt(3)).ToArray();
            target = loss is CrossEntropy ? target : [.. target.Select(t => t / 2)];

            var gradient = LossRunner.Run(loss, shape, y, target).Gradient;

            for (var i = 0; i < y.Length; i += 1 + (y.Length / 40))
            {
                const float Step = 4e-3f;
                var (sample, moved) = (i / 18, y.AsSpan(i / 18 * 18, 18).ToArray());
                var t = target.AsSpan(sample * loss.TargetLength(shape), loss.TargetLength(shape)).ToArray();
                moved[i % 18] = y[i] + Step;
                var above = LossRunner.Run(loss, shape, moved, t).Sum;
                moved[i % 18] = y[i] - Step;
                var below = LossRunner.Run(loss, shape, moved, t).Sum;
                var slope = (above - below) / (2 * (double)Step);
                Assert.True(Math.Abs((gradient[i] * batch) - slope) < 3e-3 * (1 + Math.Abs(slope)), FormattableString.Invariant($"d[{i}] of {batch}: {gradient[i] * batch}, slope {slope}"));
            }
        }
    }

    [Fact]
    public void Quantiles_lie_in_blocks_of_channels()
    {
        // Two channels, two quantiles: (0.1 of a, 0.1 of b, 0.9 of a, 0.9 of b).
        var (sum, gradient) = LossRunner.Run(new Pinball(0.1, 0.9), new SampleShape(1, 4), [0, 0, 0, 0], [1, -1]);

        Assert.Equal((0.1 + 0.9 + 0.9 + 0.1) / 4, sum, 1e-6);
        Assert.Equal([-0.1f / 4, 0.9f / 4, -0.9f / 4, 0.1f / 4], gradient, (a, b) => Math.Abs(a - b) < 1e-7);
    }

    [Fact]
    public void Extreme_outputs_give_finite_losses_where_the_formula_is_finite()
    {
        Assert.Equal(100, LossRunner.Run(new BinaryCrossEntropy(), new SampleShape(1, 1), [0], [1]).Sum, 1e-4);
        Assert.Equal(0, LossRunner.Run(new BinaryCrossEntropy(), new SampleShape(1, 1), [1], [1]).Sum, 1e-4);
        Assert.Equal(1e4, LossRunner.Run(new BinaryCrossEntropyFromLogits(), new SampleShape(1, 1), [1e4f], [0]).Sum, 1e-4);
        Assert.Equal(2000, LossRunner.Run(new CrossEntropy(), new SampleShape(1, 3), [1000, -1000, 0], [1]).Sum, 1e-3);
        Assert.Equal(1e10 - Math.Log(2), LossRunner.Run(new LogCosh(), new SampleShape(1, 1), [1e10f], [0]).Sum, 1e3);
    }

    [Fact]
    public void What_does_not_fit_is_refused_by_the_losss_name()
    {
        Refused(() => new Huber { Delta = 0 }, "Loss 'huber': Delta is 0; it must lie in [1E-06, 1000000].");
        Refused(() => new Pinball(), "Loss 'pinball': there are no quantiles");
        Refused(() => new Pinball(0.5, 1), "Loss 'pinball': a quantile is 1; it must lie between 0 and 1.");
        Refused(() => new Pinball(0.1, 0.9).TargetLength(new SampleShape(1, 3)), "2 quantiles do not divide the 3 values of a step");
        Refused(() => new GaussianNll().TargetLength(new SampleShape(1, 3)), "a step has 3 values");
        Refused(() => new CrossEntropy().TargetLength(new SampleShape(4, 1)), "there is one class");
        Refused(() => LossRunner.Run(new CrossEntropy(), new SampleShape(1, 3), [0, 0, 0], [3]), "a target is 3; it must be the number of a class, 0 to 2.");
        Refused(() => LossRunner.Run(new CrossEntropy(), new SampleShape(1, 3), [0, 0, 0], [0.5f]), "a target is 0.5");
    }

    private static void Refused(Func<object> make, string message)
        => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(make).Message, StringComparison.Ordinal);
}
