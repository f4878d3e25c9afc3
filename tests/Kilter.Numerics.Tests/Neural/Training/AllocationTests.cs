using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Training;

namespace Kilter.Numerics.Tests.Neural.Training;

/// <summary>After the first time, a step of training, a scored batch and a streamed sample allocate nothing at all.</summary>
public sealed class AllocationTests
{
    private static readonly ILayer[] Forecaster =
        [new Lstm(10) { ReturnSequences = true }, new Dropout(0.4), new Lstm(10), new Dropout(0.4), new Dense(1) { Activation = ActivationFunction.Tanh }];

    [Theory, InlineData(1), InlineData(2)]
    public void A_step_of_training_allocates_nothing(int threads)
    {
        var network = new Network(new SampleShape(12, 3), Forecaster, 1);
        var pool = WorkerPool.Of(threads);
        var update = new WeightUpdate(network, new Adam(), GradientClip.ByNorm(1), BatchPass.ShardsFor(100), pool);
        var batch = new BatchPass(network, new MeanAbsoluteError(), 100, update, pool);
        var (inputs, targets) = (Recipes.Windows(100, 36, 1), Recipes.Windows(100, 1, 2));
        int[] order = [.. Enumerable.Range(0, 100)];

        Assert.Equal(0, Allocation.Of(() =>
        {
            for (var step = 1; step <= 50; step++)
            {
                Step(step);
            }
        }));

        void Step(int number)
        {
            batch.Run(inputs, targets, order, 0, 100, (ulong)number, carries: false, out var shards);
            update.Run(shards, new UpdateStep(number, 0.001));
        }
    }

    [Fact]
    public void Scoring_into_the_callers_memory_allocates_nothing()
    {
        var network = new Network(new SampleShape(12, 3), Forecaster, 1);
        var windows = Recipes.Windows(200, 36, 1);
        var outputs = new float[200];

        Assert.Equal(0, Allocation.Of(() => network.Run(windows, outputs, threads: 2)));
    }

    [Fact]
    public void A_streamed_sample_allocates_nothing()
    {
        var live = new Network(new SampleShape(1, 3), [new Lstm(10) { ReturnSequences = true }, new Dropout(0.4), new Lstm(10), new Dense(2)], 1).GoLive();
        var (input, output) = (new float[3], new float[2]);

        Assert.Equal(0, Allocation.Of(() =>
        {
            for (var n = 0; n < 100; n++)
            {
                live.Step(input, output);
            }
        }));
    }
}
