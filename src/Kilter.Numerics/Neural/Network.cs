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
        Run(windows, outputs, threads);
        return outputs;
    }

    /// <summary>The same into memory of the caller's: after the first call nothing is allocated.</summary>
    /// <param name="windows">Windows of the input shape.</param>
    /// <param name="outputs">N·Output.Length values. Overwritten.</param>
    /// <param name="threads">Threads that share the work, or 0 for all processors.</param>
    /// <exception cref="ArgumentException">The windows do not fit the input shape, or the memory is too short.</exception>
    public void Run(IWindowSource windows, Memory<float> outputs, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(windows);
        if (windows.Length != Input.Length)
        {
            throw new ArgumentException($"A window has {windows.Length} values; the network takes {Input}, {Input.Length} values.", nameof(windows));
        }

        Panel.Check(outputs.Length, windows.Count * Output.Length, nameof(outputs));
        var pool = WorkerPool.Of(threads == 0 ? Math.Min(256, Environment.ProcessorCount) : threads);
        // One caller at a time finds the memory of the last call; another one beside it takes memory of its own.
        var scoring = Interlocked.Exchange(ref _idle, null);
        scoring = scoring?.Threads == pool.Threads ? scoring : new Scoring(this, pool);
        scoring.Outputs(windows, outputs);
        _idle = scoring;
    }

    /// <summary>Starts a stream: one sample a step, with a state of its own.</summary>
    /// <exception cref="InvalidOperationException">A layer needs more than the current step and its state; the message names it.</exception>
    public LiveNetwork GoLive() => new(this);

    /// <summary>Renews the packed copies after weights were set.</summary>
    internal void Pack()
    {
        foreach (var matrix in Matrices)
        {
            matrix.Pack(0, matrix.Inputs, _weights.Span, _packed.Span);
        }
    }
}
