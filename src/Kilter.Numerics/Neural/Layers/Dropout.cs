using Kilter.Numerics.Neural.Onnx;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of dropout: in training each value is 0 with probability p, and 1/(1 − p) times itself otherwise.</summary>
/// <remarks>
/// Shapes: (T, I) → (T, I). The mask is a hash of step, layer, row and place in the epoch: the same seed drops the same values, whatever the threads.
/// Outside training it does nothing, unless Monte-Carlo passes are asked for.
/// Source: N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov, "Dropout", JMLR, 2014.
/// </remarks>
/// <param name="Rate">p, in [0, 1).</param>
public sealed record Dropout(double Rate) : ILayer
{
    /// <summary>p, the share dropped. Range [0, 1).</summary>
    public double Rate { get; init => field = LayerGuard.Rate(value, "dropout", nameof(Rate)); } = LayerGuard.Rate(Rate, "dropout", nameof(Rate));

    /// <summary>Whether a value that is dropped at one step is dropped at every step of the window. Default false.</summary>
    /// <remarks>Source: Y. Gal, Z. Ghahramani, "A theoretically grounded application of dropout in recurrent neural networks", NIPS, 2016.</remarks>
    public bool SameAtEveryStep { get; init; }

    /// <inheritdoc/>
    public string Kind => "dropout";

    bool ILayer.StepByStep => true;

    IBoundLayer ILayer.Bind(BindContext context) => new BoundDropout(context.Name, context.Input, context.Key, Rate, SameAtEveryStep);
}

/// <summary>A <see cref="Dropout"/> layer in its place.</summary>
internal sealed class BoundDropout(string name, SampleShape shape, ulong key, double rate, bool same) : IBoundLayer, IStepLayer
{
    public string Name => name;

    public SampleShape Input => shape;

    public SampleShape Output => shape;

    public int CacheLength(int lanes, bool training) => 0;

    public int ScratchLength(int lanes) => 0;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache) => Mask(pass, x, y);

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        if (!dx.IsEmpty)
        {
            Mask(pass, dy, dx);
        }
    }

    public int StepStateLength => 0;

    public void Step(ReadOnlySpan<float> weights, ReadOnlySpan<float> x, Span<float> y, Span<float> state) => x[..y.Length].CopyTo(y);

    // Nothing is dropped in scoring.
    public string? AddTo(OnnxGraph graph, string input) => input;

    private void Mask(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        x = x[..(shape.Length * pass.Lanes)];
        if (same)
        {
            new RecurrentMask(key, rate).ApplyToSteps(pass, x, y, shape.Width * pass.Lanes);
        }
        else
        {
            new RecurrentMask(key, rate).ApplyToAll(pass, x, y);
        }
    }
}
