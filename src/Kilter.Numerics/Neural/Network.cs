using Kilter.Numerics.Kernels;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Neural;

/// <summary>Layers one after the other, and their weights.</summary>
/// <remarks>
/// <para>
/// Shapes are checked when it is made, and every error names the layer. The same seed draws the same weights on every machine. Training changes
/// the weights in place; computing outputs does not, and is safe from several threads as long as nobody trains.
/// </para>
/// <para>float32 throughout; the same input gives the same bits for any number of threads and any instruction set.</para>
/// </remarks>
public sealed class Network
{
    private readonly AlignedBuffer _weights;
    private readonly AlignedBuffer _packed;
    private Scoring? _idle;

    /// <summary>Binds the layers to the shape of what comes in, and draws the first weights.</summary>
    /// <param name="input">The shape of one sample.</param>
    /// <param name="layers">At least one.</param>
    /// <param name="seed">Of the first weights.</param>
    /// <exception cref="ArgumentException">A layer does not fit behind the one before it; the message names it and what to change.</exception>
    public Network(SampleShape input, IReadOnlyList<ILayer> layers, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Count == 0)
        {
            throw new ArgumentException("A network needs at least one layer.", nameof(layers));
        }

        if (input.Steps < 1 || input.Width < 1)
        {
            throw new ArgumentException($"The input shape is {input}; steps and width must be at least 1.", nameof(input));
        }

        Settings = [.. layers];
        var plan = new WeightPlan();
        Stack = BindContext.Bind(plan, input, layers);
        (Stages, BatchWide) = Split(Stack);
        Matrices = plan.Matrices;
        Parameters = [.. Matrices.Select(m => new Parameter(this, m))];
        (_weights, _packed) = (new AlignedBuffer(plan.Length), new AlignedBuffer(plan.PackedLength));
        plan.Initialize(_weights.Span, new Rng(seed));
        Pack();
    }

    /// <summary>The settings it was made of.</summary>
    public IReadOnlyList<ILayer> Settings { get; }

    /// <summary>The shape of one sample that goes in.</summary>
    public SampleShape Input => Stack.Input;

    /// <summary>The shape of what comes out for it.</summary>
    public SampleShape Output => Stack.Output;

    /// <summary>The weights, part by part, in the order of the layers.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Weights that are trained.</summary>
    public int ParameterCount => Matrices.Where(m => m.Trainable).Sum(m => m.Count);

    /// <summary>All layers, as scoring runs them.</summary>
    internal LayerStack Stack { get; }

    /// <summary>The layers between the batch-wide ones, as training runs them: one stage more than there are of those.</summary>
    internal IReadOnlyList<LayerStack> Stages { get; }

    /// <summary>The layers at which training must wait for the whole batch.</summary>
    internal IReadOnlyList<IBatchWideLayer> BatchWide { get; }

    internal IReadOnlyList<WeightMatrix> Matrices { get; }

    internal Span<float> Weights => _weights.Span;

    internal Span<float> Packed => _packed.Span;

    private static (IReadOnlyList<LayerStack> Stages, IReadOnlyList<IBatchWideLayer> BatchWide) Split(LayerStack stack)
    {
        var (stages, wide, current, input) = (new List<LayerStack>(), new List<IBatchWideLayer>(), new List<IBoundLayer>(), stack.Input);
        foreach (var layer in stack.Layers)
        {
            if (layer is IBatchWideLayer batchWide)
            {
                stages.Add(new LayerStack(stack.Name, input, current));
                wide.Add(batchWide);
                (current, input) = ([], layer.Output);
            }
            else
            {
                current.Add(layer);
            }
        }

        stages.Add(new LayerStack(stack.Name, input, current));
        return (stages, wide);
    }

    /// <summary>The output of every window, one behind the other: N·Output.Length values.</summary>
    /// <param name="windows">Windows of the input shape. NaN passes through to the outputs of its own window only.</param>
    /// <param name="threads">Threads that share the work, or 0 for all processors. Changes no bit.</param>
    /// <exception cref="ArgumentException">The windows do not fit the input shape.</exception>
    public float[] Run(IWindowSource windows, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(windows);
        var outputs = new float[windows.Count * Output.Length];
        Score(windows, outputs, threads);
        return outputs;
    }

    /// <summary>The same into memory of the caller's: after the first call nothing is allocated.</summary>
    /// <param name="windows">Windows of the input shape.</param>
    /// <param name="outputs">N·Output.Length values. Overwritten.</param>
    /// <param name="threads">Threads that share the work, or 0 for all processors.</param>
    /// <exception cref="ArgumentException">The windows do not fit the input shape, or the memory is too short.</exception>
    public void Run(IWindowSource windows, Memory<float> outputs, int threads = 0) => Score(windows, outputs, threads);

    /// <summary>The output of every window, one behind the other.</summary>
    /// <param name="windows">Windows of the input shape, one behind the other.</param>
    /// <param name="threads">Threads that share the work, or 0 for all processors. Changes no bit.</param>
    /// <exception cref="ArgumentException">The values are not a whole number of windows.</exception>
    public float[] Run(ReadOnlyMemory<float> windows, int threads = 0)
        => windows.Length % Input.Length == 0
            ? Run(new WindowArray(windows, Input.Length), threads)
            : throw new ArgumentException($"There are {windows.Length} values; a window of {Input} has {Input.Length}, and {windows.Length % Input.Length} are left over.", nameof(windows));

    /// <summary>Runs every window several times with dropout and noise left on, and says how far the outputs scatter.</summary>
    /// <remarks>Pass n of a seed is always the same, to the bit, for any number of threads and passes. Cost: that of <see cref="Run(IWindowSource, int)"/> a pass.</remarks>
    /// <param name="windows">Windows of the input shape.</param>
    /// <param name="passes">At least 2.</param>
    /// <param name="seed">Of masks and noise.</param>
    /// <param name="threads">Threads that share the work, or 0 for all processors.</param>
    /// <param name="keepPasses">Whether the outputs of each pass are given too. Default false: mean and deviation only.</param>
    /// <exception cref="ArgumentException">The windows do not fit the input shape, or there are fewer than 2 passes.</exception>
    public MonteCarloOutputs RunMonteCarlo(IWindowSource windows, int passes, ulong seed, int threads = 0, bool keepPasses = false)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentOutOfRangeException.ThrowIfLessThan(passes, 2);
        return MonteCarloOutputs.Run((key, outputs) => Score(windows, outputs, threads, key), windows.Count * Output.Length, passes, seed, keepPasses);
    }

    /// <summary>Layers, shapes and numbers of weights; as text, a table.</summary>
    public NetworkSummary Summary() => NetworkSummary.Of(this);

    /// <summary>Starts a stream: one sample a step, with a state of its own.</summary>
    /// <exception cref="InvalidOperationException">A layer needs more than the current step and its state; the message names it.</exception>
    public LiveNetwork GoLive() => new(this);

    private void Score(IWindowSource windows, Memory<float> outputs, int threads, ulong? randomKey = null)
    {
        ArgumentNullException.ThrowIfNull(windows);
        if (windows.Length != Input.Length)
        {
            throw new ArgumentException($"A window has {windows.Length} values; the network takes {Input}, {Input.Length} values.", nameof(windows));
        }

        Panel.Check(outputs.Length, windows.Count * Output.Length, nameof(outputs));
        var pool = WorkerPool.Of(WorkerPool.Wanted(threads));
        // One caller at a time finds the memory of the last call; another one beside it takes memory of its own.
        var scoring = Interlocked.Exchange(ref _idle, null);
        scoring = scoring?.Threads == pool.Threads ? scoring : new Scoring(this, pool);
        scoring.Outputs(windows, outputs, randomKey);
        _idle = scoring;
    }

    /// <summary>Renews the packed copies after weights were set.</summary>
    internal void Pack()
    {
        foreach (var matrix in Matrices)
        {
            matrix.Pack(0, matrix.Inputs, _weights.Span, _packed.Span);
        }
    }
}
