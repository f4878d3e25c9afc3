using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;
using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of multi-head self-attention: every step asks all steps of its window and takes the mean of their values by how well they answer.</summary>
/// <remarks>
/// <para>
/// (q, k, v) = Wᵀ·x + b; for each head y[t] = Σᵤ softmaxᵤ(q[t]·k[u] / √d)·v[u] with d = C / heads; then one more dense layer over all heads.
/// </para>
/// <para>
/// Shapes: (T, C) → (T, C). Weights: kernel (C, 3·C) with columns q, k, v, each cut into heads one behind the other, bias (3·C), output_kernel (C, C),
/// output_bias (C): PyTorch's multi-head attention, transposed.
/// </para>
/// <para>
/// Cost: 8·T·C² + 4·T²·C operations a sample forward, about twice that backward. Memory: heads·T² weights a sample in training. NaN in a step spreads
/// to all steps that see it.
/// </para>
/// <para>Source: A. Vaswani et al., "Attention is all you need", NeurIPS, 2017, section 3.2.</para>
/// </remarks>
/// <param name="Heads">Heads, at least 1. Divides the width of what comes in.</param>
public sealed record SelfAttention(int Heads) : ILayer
{
    /// <summary>Heads. At least 1; divides the width of what comes in.</summary>
    public int Heads { get; init => field = LayerGuard.AtLeastOne(value, "self_attention", nameof(Heads)); } = LayerGuard.AtLeastOne(Heads, "self_attention", nameof(Heads));

    /// <summary>Whether a step asks itself and earlier steps only. Default false: all.</summary>
    public bool Causal { get; init; }

    /// <summary>Whether biases are added. Default true.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>How weights are first drawn. Default Keras's.</summary>
    public Initializers Initializers { get; init; } = Initializers.Keras;

    /// <inheritdoc/>
    public string Kind => "self_attention";

    IBoundLayer ILayer.Bind(BindContext context)
    {
        var width = context.Input.Width;
        if (width % Heads != 0)
        {
            throw context.Refusal($"{width} values a step cannot be cut into {Heads} heads. Choose Heads so that it divides the width, or put a dense layer before.");
        }

        var fan = new InitializerFan(width, width, Blocks: 3);
        var kernel = context.Matrix("kernel", width, 3 * width, Initializers.Kernel, fan);
        var bias = Bias ? context.Row("bias", 3 * width, Initializers.Bias, fan) : null;
        var output = context.Matrix("output_kernel", width, width, Initializers.Kernel);
        var outputBias = Bias ? context.Row("output_bias", width, Initializers.Bias, new InitializerFan(width, width)) : null;
        return new BoundSelfAttention(
            this,
            new BoundDense(context.Name, context.Input, kernel, bias, ActivationFunction.Linear),
            new BoundDense(context.Name, context.Input, output, outputBias, ActivationFunction.Linear));
    }
}

/// <summary>A <see cref="SelfAttention"/> in its place: a dense layer, the heads, a dense layer.</summary>
internal sealed class BoundSelfAttention(SelfAttention settings, BoundDense project, BoundDense output) : IBoundLayer
{
    private readonly int _steps = project.Input.Steps;
    private readonly int _width = project.Input.Width;

    public string Name => project.Name;

    public SampleShape Input => project.Input;

    public SampleShape Output => output.Output;

    // q, k, v of each step | what the heads gave | the weights: of all heads and steps in training, of one step otherwise.
    public int CacheLength(int lanes, bool training) => ((4 * Input.Length) + (training ? settings.Heads * _steps * _steps : _steps)) * lanes;

    // Gradients of the heads | of q, k, v | of the weights of one step | what the dense layers use.
    public int ScratchLength(int lanes) => (((4 * Input.Length) + _steps) * lanes) + Math.Max(project.ScratchLength(lanes), output.ScratchLength(lanes));

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var length = Input.Length * pass.Lanes;
        var projected = cache[..(3 * length)];
        var heads = cache.Slice(3 * length, length);
        project.Forward(pass, x, projected, default);
        var shape = Shape(pass.Lanes, pass.Training);
        for (var h = 0; h < settings.Heads; h++)
        {
            AttentionKernel.Forward(
                shape,
                projected[Start(h, 0, pass.Lanes)..],
                projected[Start(h, 1, pass.Lanes)..],
                projected[Start(h, 2, pass.Lanes)..],
                cache[Weights(h, pass.Lanes, pass.Training)..],
                heads[Start(h, 0, pass.Lanes)..]);
        }

        output.Forward(pass, heads, y, default);
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        var (lanes, length) = (pass.Lanes, Input.Length * pass.Lanes);
        var projected = cache[..(3 * length)];
        var heads = cache.Slice(3 * length, length);
        var headGradient = pass.Scratch[..length];
        var gradient = pass.Scratch.Slice(length, 3 * length);
        var slopes = pass.Scratch.Slice(4 * length, _steps * lanes);
        var inner = pass.WithScratch(pass.Scratch[((4 * length) + slopes.Length)..]);
        output.Backward(inner, heads, y, dy, headGradient, default);
        gradient.Clear();
        var shape = Shape(lanes, training: true);
        for (var h = 0; h < settings.Heads; h++)
        {
            var (q, k, v) = (Start(h, 0, lanes), Start(h, 1, lanes), Start(h, 2, lanes));
            AttentionKernel.AddBackward(
                shape, projected[q..], projected[k..], projected[v..], cache[Weights(h, lanes, training: true)..], headGradient[q..],
                slopes, gradient[q..], gradient[k..], gradient[v..]);
        }

        project.Backward(inner, x, projected, gradient, dx, default);
    }

    /// <remarks>PyTorch's (q, k, v) stand one below the other, as ours side by side. Keras keeps them apart and by heads, which is not read.</remarks>
    public IReadOnlyList<ForeignModule> Modules(WeightLayout layout)
    {
        if (layout == WeightLayout.Keras)
        {
            return [];
        }

        List<ForeignPart> parts = [Turned("in_proj_weight", project.Kernel), Turned("out_proj.weight", output.Kernel)];
        if (project.Bias is not null && output.Bias is not null)
        {
            parts.AddRange([ForeignPart.Row("in_proj_bias", project.Bias), ForeignPart.Row("out_proj.bias", output.Bias)]);
        }

        return [new ForeignModule(Name, parts)];

        static ForeignPart Turned(string part, WeightMatrix kernel) => ForeignPart.Of(part, kernel, [kernel.Inputs, kernel.Outputs], [1, 0]);
    }

    public string? AddTo(OnnxGraph graph, string input)
    {
        var width = _width / settings.Heads;

        // (batch, steps, 3, heads, width of a head) → (3, batch, heads, steps, width of a head).
        var apart = graph.Transpose(graph.Reshape(project.AddTo(graph, input)!, 0, _steps, 3, settings.Heads, width), 2, 0, 3, 1, 4);
        string[] parts = [.. Enumerable.Range(0, 3).Select(part => graph.Node("Gather", [apart, graph.Integer(part)], OnnxAttribute.Of("axis", 0L)))];
        var scores = graph.Node("MatMul", [graph.Node("Mul", [parts[0], graph.Number(1 / MathF.Sqrt(width))]), graph.Transpose(parts[1], 0, 1, 3, 2)]);
        if (settings.Causal)
        {
            scores = graph.Node("Add", [scores, graph.Tensor("mask", Mask(), _steps, _steps)]);
        }

        var heads = graph.Node("MatMul", [graph.Node("Softmax", [scores], OnnxAttribute.Of("axis", 3L)), parts[2]]);
        return output.AddTo(graph, graph.Reshape(graph.Transpose(heads, 0, 2, 1, 3), 0, _steps, _width));
    }

    // Row t lets step t see steps up to t.
    private float[] Mask()
    {
        var mask = new float[_steps * _steps];
        for (var n = 0; n < mask.Length; n++)
        {
            mask[n] = n % _steps > n / _steps ? float.NegativeInfinity : 0;
        }

        return mask;
    }

    private AttentionShape Shape(int lanes, bool training)
    {
        var width = _width / settings.Heads;
        var (stride, projected) = (_width * lanes, 3 * _width * lanes);
        return new AttentionShape(
            lanes, _steps, _steps, width, width, 1 / MathF.Sqrt(width), settings.Causal, projected, projected, projected, stride, training ? _steps * lanes : 0);
    }

    /// <summary>Where a head's part of q, k or v (0, 1, 2) begins in a step.</summary>
    private int Start(int head, int part, int lanes) => ((part * _width) + (head * (_width / settings.Heads))) * lanes;

    private int Weights(int head, int lanes, bool training) => ((4 * Input.Length) + (training ? head * _steps * _steps : 0)) * lanes;
}
