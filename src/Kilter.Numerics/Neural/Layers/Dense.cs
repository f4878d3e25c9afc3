using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;
using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of a fully connected layer: y = f(Wᵀ·x + b) for each step by itself.</summary>
/// <remarks>
/// <para>Shapes: (T, I) → (T, units); the same weights at every step. Weights: kernel (I, units), bias (units).</para>
/// <para>Cost: 2·T·I·units operations a sample forward, twice that backward.</para>
/// </remarks>
/// <param name="Units">Outputs a step, at least 1.</param>
public sealed record Dense(int Units) : ILayer
{
    /// <summary>O, outputs a step. At least 1.</summary>
    public int Units { get; init => field = LayerGuard.AtLeastOne(value, "dense", nameof(Units)); } = LayerGuard.AtLeastOne(Units, "dense", nameof(Units));

    /// <summary>f. Default linear.</summary>
    public ActivationFunction Activation { get; init; } = ActivationFunction.Linear;

    /// <summary>Whether a bias is added. Default true.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>How weights are first drawn. Default Keras's.</summary>
    public Initializers Initializers { get; init; } = Initializers.Keras;

    /// <inheritdoc/>
    public string Kind => "dense";

    bool ILayer.StepByStep => true;

    IBoundLayer ILayer.Bind(BindContext context)
    {
        var inputs = context.Input.Width;
        var kernel = context.Matrix("kernel", inputs, Units, Initializers.Kernel);
        var bias = Bias ? context.Row("bias", Units, Initializers.Bias, new InitializerFan(inputs, Units)) : null;
        return new BoundDense(context.Name, context.Input, kernel, bias, Activation);
    }
}

/// <summary>A <see cref="Dense"/> layer in its place.</summary>
internal sealed class BoundDense(string name, SampleShape input, WeightMatrix kernel, WeightMatrix? bias, ActivationFunction activation) : IBoundLayer, IStepLayer
{
    // Steps whose turned gradients wait for one sum of outer products: enough to keep sums in registers, few enough to stay in cache.
    private const int MostWaiting = 8;

    public string Name => name;

    public SampleShape Input => input;

    public SampleShape Output { get; } = new(input.Steps, kernel.Outputs);

    public WeightMatrix Kernel => kernel;

    public WeightMatrix? Bias => bias;

    private int Waiting => Math.Min(MostWaiting, input.Steps);

    // Sums are kept only where the slope of f needs them.
    public int CacheLength(int lanes, bool training) => training && activation.SlopeNeedsInput ? Output.Length * lanes : 0;

    public int ScratchLength(int lanes) => (kernel.Stride * lanes) + (Waiting * Panel.BlockedLength(kernel.Stride, lanes));

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var (rows, columns) = (input.Width * pass.Lanes, kernel.Outputs * pass.Lanes);
        var start = bias is null ? default : bias.In(pass.Weights);
        for (var t = 0; t < input.Steps; t++)
        {
            var factor = kernel.Times(pass.Packed, x.Slice(t * rows, rows));
            ProductKernel.Run(pass.Lanes, kernel.Outputs, factor, Factor.None, start, y.Slice(t * columns, columns));
        }

        y = y[..(Output.Length * pass.Lanes)];
        if (pass.Training && activation.SlopeNeedsInput)
        {
            y.CopyTo(cache);
        }

        activation.Forward(y, y);
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        var lanes = pass.Lanes;
        var (rows, columns, turnedLength) = (input.Width * lanes, kernel.Outputs * lanes, Panel.BlockedLength(kernel.Stride, lanes));
        var sums = pass.Scratch[..(kernel.Stride * lanes)];
        var turned = pass.Scratch.Slice(sums.Length, Waiting * turnedLength);
        sums[columns..].Clear();
        for (var (t, first) = (0, 0); t < input.Steps; t++)
        {
            var place = new Range(t * columns, (t + 1) * columns);
            activation.Backward(activation.SlopeNeedsInput ? cache[place] : default, y[place], dy[place], sums);
            TransposeKernel.Blocked(kernel.Stride, lanes, sums, turned[((t - first) * turnedLength)..]);
            if (!dx.IsEmpty)
            {
                var factor = kernel.Transposed(pass.Packed, sums[..columns]);
                ProductKernel.Run(lanes, input.Width, factor, Factor.None, default, dx.Slice(t * rows, rows));
            }

            var waiting = t + 1 - first;
            if (waiting == Waiting || t == input.Steps - 1)
            {
                OuterKernel.Add(lanes, input.Width, kernel.Stride, waiting, x[(first * rows)..], rows, turned, turnedLength, kernel.In(pass.Gradient));
                if (bias is not null)
                {
                    OuterKernel.AddSum(lanes, kernel.Stride, waiting, turned, turnedLength, bias.In(pass.Gradient));
                }

                first = t + 1;
            }
        }
    }

    public int StepStateLength => 0;

    public void Step(ReadOnlySpan<float> weights, ReadOnlySpan<float> x, Span<float> y, Span<float> state)
    {
        y = y[..kernel.Stride];
        if (bias is null)
        {
            y.Clear();
        }
        else
        {
            bias.In(weights).CopyTo(y);
        }

        ColumnKernel.Accumulate(x[..input.Width], kernel.In(weights), y);
        activation.Forward(y, y);
    }

    public IReadOnlyList<ForeignModule> Modules(WeightLayout layout)
    {
        var weight = layout == WeightLayout.PyTorch
            ? ForeignPart.Of("weight", kernel, [kernel.Inputs, kernel.Outputs], [1, 0])
            : ForeignPart.Of("kernel", kernel, [kernel.Inputs, kernel.Outputs], [0, 1]);
        return [new ForeignModule(name, bias is null ? [weight] : [weight, ForeignPart.Row("bias", bias)])];
    }

    public string? AddTo(OnnxGraph graph, string input)
    {
        var sums = graph.Node("MatMul", [input, graph.Weights(kernel)]);
        return graph.Activate(activation, bias is null ? sums : graph.Node("Add", [sums, graph.Weights(bias)]));
    }
}
