using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Training;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Rules the files of numbers do not hold, and laws of all optimisers: no allocation, padding stays zero, settings are checked.</summary>
public sealed class OptimizerTests
{
    private static readonly Dictionary<string, IOptimizer> All = new()
    {
        ["sgd"] = new Sgd { WeightDecay = 0.1 },
        ["sgd momentum"] = new Sgd { Momentum = 0.9, Nesterov = true, Form = OptimizerForm.Keras },
        ["rmsprop"] = new RmsProp(),
        ["rmsprop keras"] = new RmsProp { Form = OptimizerForm.Keras, Momentum = 0.5, Centered = true },
        ["adam"] = new Adam { AmsGrad = true },
        ["adamw"] = new AdamW(),
        ["adagrad"] = new Adagrad(),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_step_allocates_nothing_and_leaves_the_padding_zero(string name)
    {
        foreach (var clip in new[] { null, GradientClip.ByNorm(1), GradientClip.ByGlobalNorm(1), GradientClip.ByMatrixNorm(1), GradientClip.ByValue(0.1) })
        {
            var runner = new LayerRunner(new SampleShape(1, 9), new Dense(5));
            var update = new WeightUpdate(runner.Network, All[name], clip, 1, WorkerPool.Of(1));
            foreach (var matrix in runner.Network.Matrices)
            {
                for (var i = 0; i < matrix.Count; i++)
                {
                    update.Gradient(0)[matrix.Offset + (i / matrix.Outputs * matrix.Stride) + (i % matrix.Outputs)] = (i % 3) - 0.5f;
                }
            }

            Assert.Equal(0, Allocation.Of(() => update.Run(1, new UpdateStep(1, 0.01))));
            Assert.Equal(50, runner.Network.Weights.ToArray().Count(w => w != 0 && float.IsFinite(w)));
        }
    }

    [Fact]
    public void Keras_puts_epsilon_inside_the_root_and_the_rate_inside_the_momentum_of_rmsprop()
    {
        var (v, m, b, w) = (0.0, 0.0, 0.0, 0.5);
        var weights = Filled(0.5f);
        var (first, second, third) = (new float[16], new float[16], new float[16]);
        IOptimizer optimizer = new RmsProp { Form = OptimizerForm.Keras, Alpha = 0.9, Epsilon = 1e-3, Momentum = 0.5, Centered = true };
        for (var t = 1; t <= 5; t++)
        {
            var (g, rate) = (0.3 * t * (t % 2 == 0 ? -1 : 1), 0.1 / t);
            (v, m) = ((0.9 * v) + (0.1 * g * g), (0.9 * m) + (0.1 * g));
            b = (0.5 * b) + (rate * g / Math.Sqrt(v - (m * m) + 1e-3));
            w -= b;
            optimizer.Update(new WeightSlice { Weights = weights, Gradient = Filled((float)g), First = first, Second = second, Third = third }, new UpdateStep(t, rate));
            Assert.Equal(w, weights[3], 1e-5);
        }
    }

    [Fact]
    public void Keras_keeps_the_rate_of_each_gradient_in_the_momentum()
    {
        var (b, w) = (0.0, 0.5);
        var (weights, first) = (Filled(0.5f), new float[16]);
        IOptimizer optimizer = new Sgd { Form = OptimizerForm.Keras, Momentum = 0.8 };
        for (var t = 1; t <= 5; t++)
        {
            b = (0.8 * b) - (0.1 / t * 0.3);
            w += b;
            optimizer.Update(new WeightSlice { Weights = weights, Gradient = Filled(0.3f), First = first }, new UpdateStep(t, 0.1 / t));
            Assert.Equal(w, weights[3], 1e-6);
        }
    }

    [Fact]
    public void Powers_agree_with_the_platform_and_underflow_to_zero()
    {
        foreach (var (x, n) in new[] { (0.9, 1L), (0.999, 12345L), (0.5, 0L), (0.95, 26L) })
        {
            Assert.Equal(Math.Pow(x, n), OptimizerGuard.Power(x, n), 1e-12 * Math.Pow(x, n));
        }

        Assert.Equal(0, OptimizerGuard.Power(0.9, long.MaxValue));
    }

    [Fact]
    public void Scaling_and_holding_pass_over_every_value()
    {
        foreach (var lanes in Simd.Available)
        {
            Simd.Lanes = lanes;
            try
            {
                float[] values = [.. Enumerable.Range(-16, 32).Select(i => (float)i)];
                values[5] = float.NaN;
                UpdateKernel.Scale(values, 0.5f);
                UpdateKernel.Hold(values, 3);
                Assert.Equal(Enumerable.Range(-16, 32).Select((v, i) => i == 5 ? float.NaN : Math.Clamp(v * 0.5f, -3, 3)), values);
            }
            finally
            {
                Simd.Lanes = Simd.Widest;
            }
        }
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused_by_the_optimisers_name()
    {
        Refused(() => new Adam { LearningRate = 0 }, "Optimizer 'adam': LearningRate is 0; it must be above 0.");
        Refused(() => new Adam { Beta1 = 1 }, "Optimizer 'adam': Beta1 is 1; it must be at least 0 and below 1.");
        Refused(() => new AdamW { WeightDecay = -1 }, "Optimizer 'adamw': WeightDecay is -1; it must lie in [0, 1].");
        Refused(() => new Sgd { Momentum = double.NaN }, "Optimizer 'sgd': Momentum is NaN");
        Refused(() => new RmsProp { Epsilon = 0 }, "Optimizer 'rmsprop': Epsilon is 0; it must lie in [1E-30, 1].");
        Refused(() => new Adagrad { LearningRate = double.PositiveInfinity }, "Optimizer 'adagrad': LearningRate is Infinity");
        Refused(() => GradientClip.ByGlobalNorm(0), "The limit of a gradient clip is 0; it must be above 0.");
    }

    private static float[] Filled(float value) => [.. Enumerable.Repeat(value, 16)];

    private static void Refused(Func<object> make, string message)
        => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(make).Message, StringComparison.Ordinal);
}
