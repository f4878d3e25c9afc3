using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of layers that see each step by itself, as a window of one step, with the same weights at every step.</summary>
/// <remarks>
/// <para>
/// Shapes: (T, I) → (T, O), where the layers inside turn (1, I) into O values; if they give several steps, these stand one behind the other.
/// A recurrent layer inside starts each step from zeros. Random masks differ from step to step.
/// </para>
/// <para>Cost: T times that of the layers inside. A dense layer works step by step of itself and costs the same with or without this one.</para>
/// </remarks>
/// <param name="Layers">One after the other, at least one.</param>
public sealed record TimeDistributed(params IReadOnlyList<ILayer> Layers) : ILayer
{
    /// <summary>The layers inside, one after the other. At least one.</summary>
    public IReadOnlyList<ILayer> Layers { get; init => field = LayerGuard.Inside(value, "time_distributed", nameof(Layers)); } = LayerGuard.Inside(Layers, "time_distributed", nameof(Layers));

    /// <inheritdoc/>
    public string Kind => "time_distributed";

    bool ILayer.StepByStep => true;

    IBoundLayer ILayer.Bind(BindContext context)
    {
        // Layers that work step by step anyway take all steps in one call, whose weight gradients are sums over several steps at once.
        var calls = Layers.All(l => l.StepByStep) ? 1 : context.Input.Steps;
        var inside = context.BindInside(Layers, new SampleShape(context.Input.Steps / calls, context.Input.Width));
        return new BoundTimeDistributed(context, inside, calls);
    }
}

/// <summary>A <see cref="TimeDistributed"/> layer in its place.</summary>
internal sealed class BoundTimeDistributed(BindContext context, LayerStack inside, int calls) : IBoundLayer, IStepLayer
{
    private readonly StepStack? _steps = StepStack.Wrong(inside.Layers) is null ? new StepStack(inside.Layers) : null;

    public string Name { get; } = context.Name;

    public SampleShape Input { get; } = context.Input;

    public SampleShape Output { get; } = new(context.Input.Steps, inside.Output.Length * calls / context.Input.Steps);

    // One cache a call.
    public int CacheLength(int lanes, bool training) => Panel.Round16(inside.CacheLength(lanes, training)) * (training ? calls : 1);

    public int ScratchLength(int lanes) => inside.ScratchLength(lanes);

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var (rows, columns) = (inside.Input.Length * pass.Lanes, inside.Output.Length * pass.Lanes);
        for (var t = 0; t < calls; t++)
        {
            inside.Forward(pass.AtStep(t, pass.Scratch), x.Slice(t * rows, rows), y.Slice(t * columns, columns), Own(pass, t, cache));
        }
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        var (rows, columns) = (inside.Input.Length * pass.Lanes, inside.Output.Length * pass.Lanes);
        for (var t = 0; t < calls; t++)
        {
            var place = new Range(t * columns, (t + 1) * columns);
            var target = dx.IsEmpty ? dx : dx.Slice(t * rows, rows);
            inside.Backward(pass.AtStep(t, pass.Scratch), x.Slice(t * rows, rows), y[place], dy[place], target, Own(pass, t, cache));
        }
    }

    public bool CanStep => _steps is not null;

    public int StepStateLength => _steps?.Length ?? 0;

    public void Step(ReadOnlySpan<float> weights, ReadOnlySpan<float> x, Span<float> y, Span<float> state)
    {
        // Each step is a window of its own.
        state.Clear();
        _steps!.Step(weights, x, y, state);
    }

    private Span<float> Own(in PanelPass pass, int call, Span<float> cache)
    {
        var length = Panel.Round16(inside.CacheLength(pass.Lanes, pass.Training));
        return cache.Slice(pass.Training ? call * length : 0, length);
    }
}
