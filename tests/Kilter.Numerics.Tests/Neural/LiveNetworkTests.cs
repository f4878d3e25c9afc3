using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Neural;

public sealed class LiveNetworkTests
{
    [Fact]
    public void A_saved_state_goes_on_to_the_same_bits()
    {
        var network = new Network(new SampleShape(8, 2), [new Lstm(5) { ReturnSequences = true }, new Dense(3)], seed: 3);
        var (first, second) = (network.GoLive(), network.GoLive());
        var (one, two, state) = (new float[3], new float[3], new float[first.StateLength]);
        first.Step([0.5f, -1], one);
        first.Step([0.25f, 2], one);

        first.SaveState(state);
        second.LoadState(state);
        first.Step([1, 1], one);
        second.Step([1, 1], two);

        Assert.Equal(one, two);
        Assert.Throws<ArgumentException>(() => second.LoadState(new float[1]));
    }

    private const int Steps = 12;
    private const int Width = 3;

    // In a window every step's output must go out to be compared; each of these gives T steps.
    private static readonly Dictionary<string, Func<ILayer[]>> Networks = new()
    {
        ["dense"] = () => [new Dense(17) { Activation = ActivationFunction.Tanh }],
        ["dropout"] = () => [new Dropout(0.5)],
        ["lstm"] = () => [new Lstm(5) { ReturnSequences = true }],
        ["lstm two biases"] = () => [new Lstm(17) { ReturnSequences = true, Bias = RecurrentBias.Two, Activation = ActivationFunction.Relu, RecurrentActivation = ActivationFunction.HardSigmoid }],
        ["gru"] = () => [new Gru(5) { ReturnSequences = true }],
        ["gru one bias"] = () => [new Gru(16) { ReturnSequences = true, Bias = RecurrentBias.One, Activation = ActivationFunction.Relu }],
        ["gru without bias"] = () => [new Gru(33) { ReturnSequences = true, Bias = RecurrentBias.None }],
        ["gru reset before"] = () => [new Gru(9) { ReturnSequences = true, ResetAfter = false, RecurrentActivation = ActivationFunction.HardSigmoid }],
        ["gru reset before two biases"] = () => [new Gru(9) { ReturnSequences = true, ResetAfter = false, Bias = RecurrentBias.Two }],
        ["rnn"] = () => [new SimpleRnn(7) { ReturnSequences = true }],
        ["rnn relu two biases"] = () => [new SimpleRnn(20) { ReturnSequences = true, Activation = ActivationFunction.Relu, Bias = RecurrentBias.Two }],
        ["dense per step"] = () => [new TimeDistributed(new Dense(8), new Dropout(0.2), new Dense(2))],
        ["lstm per step"] = () => [new TimeDistributed(new Lstm(20), new Dense(2))],
        ["free running"] = () => [new FreeRunning(new Lstm(20), new Dense(Width)) { TeacherSteps = 4 }],
        ["stack"] = () => [new Lstm(18) { ReturnSequences = true }, new Dropout(0.3), new Gru(7) { ReturnSequences = true }, new SimpleRnn(5) { ReturnSequences = true }, new TimeDistributed(new Dense(2))],
        ["nested"] = () => [new TimeDistributed(new Dense(4)), new FreeRunning(new Gru(6), new TimeDistributed(new SimpleRnn(4))) { TeacherSteps = 6 }, new Dense(1)],
    };

    public static TheoryData<string> Names => [.. Networks.Keys];

    [Theory, MemberData(nameof(Names)), Trait(BitStability.Law, BitStability.SameBits)]
    public void A_series_step_by_step_gives_the_bits_of_the_whole_window(string name)
    {
        var network = Make(name);
        var x = GradientCheck.Draw(new Rng(2), Steps * Width);
        var runs = new List<float[]>();

        foreach (var lanes in Simd.Available)
        {
            Simd.Lanes = lanes;
            try
            {
                runs.Add(network.Run(new WindowArray(x, x.Length), threads: 1));
                runs.Add(Stream(network.GoLive(), x));
            }
            finally
            {
                Simd.Lanes = Simd.Widest;
            }
        }

        Assert.All(runs, run => Assert.Equal(runs[0], run));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_stream_that_was_reset_starts_from_zeros(string name)
    {
        var live = Make(name).GoLive();
        var x = GradientCheck.Draw(new Rng(2), Steps * Width);

        var first = Stream(live, x);
        live.Reset();

        Assert.Equal(first, Stream(live, x));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_step_allocates_nothing(string name)
    {
        var live = Make(name).GoLive();
        var (x, y) = (new float[Width], new float[live.OutputWidth]);

        Assert.Equal(0, Allocation.Of(() =>
        {
            for (var t = 0; t < 100; t++)
            {
                live.Step(x, y);
            }
        }));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_stream_can_look_ahead_in_a_copy_and_come_back(string name)
    {
        var network = Make(name);
        var (live, ahead) = (network.GoLive(), network.GoLive());
        var x = GradientCheck.Draw(new Rng(2), Steps * Width);
        Stream(live, x);

        ahead.CopyState(live);
        var looked = Stream(ahead, x);
        ahead.CopyState(live);

        Assert.Equal(looked, Stream(ahead, x));
        Assert.Equal(looked, Stream(live, x));
    }

    [Fact]
    public void The_state_of_another_network_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Make("lstm").GoLive().CopyState(Make("lstm").GoLive()));

        Assert.StartsWith("The other stream is one of another network", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_that_need_the_whole_window_are_refused_wherever_they_lie()
    {
        string Refusal(ILayer layer)
            => Assert.Throws<InvalidOperationException>(() => new Network(new SampleShape(Steps, Width), [layer], seed: 1).GoLive()).Message;

        Assert.StartsWith("Layer 'bidirectional_1' cannot take one step at a time", Refusal(new Bidirectional(new Lstm(2))), StringComparison.Ordinal);
        Assert.StartsWith("Layer 'time_distributed_1' cannot take one step at a time", Refusal(new TimeDistributed(new Bidirectional(new Lstm(2)))), StringComparison.Ordinal);
        Assert.StartsWith("Layer 'free_running_1' cannot take one step at a time", Refusal(new FreeRunning(new Bidirectional(new Lstm(2)), new Dense(Width))), StringComparison.Ordinal);
    }

    private static Network Make(string name)
    {
        var runner = new LayerRunner(new SampleShape(Steps, Width), Networks[name]());
        runner.Randomize(1);
        return runner.Network;
    }

    private static float[] Stream(LiveNetwork live, float[] x)
    {
        var y = new float[Steps * live.OutputWidth];
        for (var t = 0; t < Steps; t++)
        {
            live.Step(x.AsSpan(t * Width, Width), y.AsSpan(t * live.OutputWidth, live.OutputWidth));
        }

        return y;
    }
}
