using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;
using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Settings of batch normalisation: y = (x − mean) / √(variance + ε)·scale + shift, each channel over all steps of all samples of the batch.</summary>
/// <remarks>
/// <para>
/// Shapes: (T, C) → (T, C). Weights: scale and shift (C), and the running mean and variance (C), which are kept and not trained. In training the numbers
/// of the batch count, whatever number of panels it fills; the variance divides by n. In scoring the running numbers count, and a step by itself gives
/// the same bits as in a window.
/// </para>
/// <para>
/// Sums are float32 over at most 64 steps of a sample, float64 beyond; each panel sums around its own mean, and panels are put together in order (Chan,
/// Golub, LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979). Root and division are exact.
/// </para>
/// <para>It must stand in the network itself, not inside another layer. A batch of one value a channel is normalised to its shift. Cost: about 10·T·C operations a sample.</para>
/// <para>Source: S. Ioffe, C. Szegedy, "Batch normalization", ICML, 2015, section 3.</para>
/// </remarks>
public sealed record BatchNorm : ILayer
{
    /// <summary>ε, added to the variance. Range [1e-12, 1]. Default 1e-5, PyTorch's; Keras has 1e-3.</summary>
    public double Epsilon { get; init => field = LayerGuard.InRange(value, 1e-12, 1, "batch_norm", nameof(Epsilon)); } = 1e-5;

    /// <summary>The share of a batch in the running numbers: running ← (1 − m)·running + m·batch. Range [0, 1]. Default 0.1, PyTorch's; Keras's 0.99 is 0.01 here.</summary>
    public double Momentum { get; init => field = LayerGuard.InRange(value, 0, 1, "batch_norm", nameof(Momentum)); } = 0.1;

    /// <summary>Whether the running variance takes that of a batch divided by n − 1, as in PyTorch, or by n, as in Keras. Default true.</summary>
    public bool UnbiasedRunningVariance { get; init; } = true;

    /// <summary>Whether the result is multiplied by a trained scale, which starts at 1. Default true.</summary>
    public bool Scale { get; init; } = true;

    /// <summary>Whether a trained shift is added, which starts at 0. Default true.</summary>
    public bool Shift { get; init; } = true;

    /// <inheritdoc/>
    public string Kind => "batch_norm";

    IBoundLayer ILayer.Bind(BindContext context)
    {
        var width = context.Input.Width;
        return new BoundBatchNorm(
            context.Name,
            context.Input,
            this,
            Scale ? context.Row("scale", width, Initializer.Ones) : null,
            Shift ? context.Row("shift", width, Initializer.Zeros) : null,
            context.Row("running_mean", width, Initializer.Zeros, trainable: false),
            context.Row("running_variance", width, Initializer.Ones, trainable: false));
    }
}

/// <summary>A <see cref="BatchNorm"/> in its place. As an ordinary layer it uses the running numbers, forward and backward.</summary>
internal sealed class BoundBatchNorm(
    string name, SampleShape shape, BatchNorm settings, WeightMatrix? scale, WeightMatrix? shift, WeightMatrix runningMean, WeightMatrix runningVariance) : IBatchWideLayer, IStepLayer
{
    private readonly int _width = shape.Width;
    private readonly int _row = Panel.Round16(shape.Width);
    private readonly float _epsilon = (float)settings.Epsilon;

    public string Name => name;

    public SampleShape Input => shape;

    public SampleShape Output => shape;

    public int CacheLength(int lanes, bool training) => 0;

    // Numbers of the channels: centre, factor, shift or mean, slope.
    public int ScratchLength(int lanes) => 4 * _row;

    // The number of values of a channel, then mean and sum of squares around it, of each channel. Backward: Σ dy and Σ dy·x̂.
    public int SumsLength => 1 + (2 * _width);

    // Mean, 1/√(variance + ε), mean of dy, mean of dy·x̂, of each channel.
    public int SettledLength => 4 * _width;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var numbers = new Numbers(pass.Scratch, _width, _row);
        Frozen(pass.Weights, numbers);
        NormKernel.Forward(pass.Lanes, shape.Steps, numbers.Centre, numbers.Factor, numbers.Third, x, y);
    }

    public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
    {
        var numbers = new Numbers(pass.Scratch, _width, _row);
        Frozen(pass.Weights, numbers);
        for (var c = 0; c < _width; c++)
        {
            var inverse = 1 / MathF.Sqrt(runningVariance.In(pass.Weights)[c] + _epsilon);
            var (sum, product) = Slopes(pass, c, numbers.Centre[c], inverse, x, dy);
            AddGradient(pass, c, sum, product);
        }

        if (!dx.IsEmpty)
        {
            numbers.Third.Clear();
            numbers.Fourth.Clear();
            NormKernel.Backward(pass.Lanes, shape.Steps, numbers.Centre, numbers.Factor, numbers.Third, numbers.Fourth, x, dy, dx);
        }
    }

    public void Measure(in PanelPass pass, ReadOnlySpan<float> x, Span<double> sums)
    {
        var (lanes, stride, count) = (pass.Lanes, _width * pass.Lanes, (double)pass.Valid * shape.Steps);
        sums[0] = count;
        for (var c = 0; c < _width; c++)
        {
            var row = x[(c * lanes)..];
            var near = (float)(RowSumKernel.Sums<PlainTerms>(lanes, pass.Valid, shape.Steps, row, stride, default, 0, 0, 1).First / count);
            var (first, second) = RowSumKernel.Sums<MomentTerms>(lanes, pass.Valid, shape.Steps, row, stride, default, 0, near, 1);
            sums[1 + c] = near + (first / count);
            sums[1 + _width + c] = second - (first * first / count);
        }
    }

    public void Settle(ReadOnlySpan<double> sums, int samples, Span<double> settled, Span<float> weights)
    {
        var panels = sums.Length / SumsLength;
        for (var c = 0; c < _width; c++)
        {
            var (count, mean, squares) = (0.0, 0.0, 0.0);
            for (var p = 0; p < panels; p++)
            {
                var panel = sums.Slice(p * SumsLength, SumsLength);
                var (more, away) = (panel[0], panel[1 + c] - mean);
                mean += away * more / (count + more);
                squares += panel[1 + _width + c] + (away * away * count * more / (count + more));
                count += more;
            }

            settled[c] = mean;
            settled[_width + c] = 1 / Math.Sqrt(Math.Max(0, squares / count) + settings.Epsilon);
            var variance = squares / (settings.UnbiasedRunningVariance && count > 1 ? count - 1 : count);
            Keep(ref runningMean.In(weights)[c], mean);
            Keep(ref runningVariance.In(weights)[c], variance);
        }
    }

    public void ForwardSettled(in PanelPass pass, ReadOnlySpan<double> settled, ReadOnlySpan<float> x, Span<float> y)
    {
        var numbers = new Numbers(pass.Scratch, _width, _row);
        FromBatch(pass.Weights, settled, numbers);
        for (var c = 0; c < _width; c++)
        {
            numbers.Third[c] = shift is null ? 0 : shift.In(pass.Weights)[c];
        }

        NormKernel.Forward(pass.Lanes, shape.Steps, numbers.Centre, numbers.Factor, numbers.Third, x, y);
    }

    public void MeasureBackward(in PanelPass pass, ReadOnlySpan<double> settled, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<double> sums)
    {
        for (var c = 0; c < _width; c++)
        {
            var (sum, product) = Slopes(pass, c, (float)settled[c], (float)settled[_width + c], x, dy);
            (sums[1 + c], sums[1 + _width + c]) = (sum, product);
            AddGradient(pass, c, sum, product);
        }
    }

    public void SettleBackward(ReadOnlySpan<double> sums, int samples, Span<double> settled)
    {
        var (panels, count) = (sums.Length / SumsLength, (double)samples * shape.Steps);
        for (var c = 0; c < 2 * _width; c++)
        {
            var sum = 0.0;
            for (var p = 0; p < panels; p++)
            {
                sum += sums[(p * SumsLength) + 1 + c];
            }

            settled[(2 * _width) + c] = sum / count;
        }
    }

    public void BackwardSettled(in PanelPass pass, ReadOnlySpan<double> settled, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        var numbers = new Numbers(pass.Scratch, _width, _row);
        FromBatch(pass.Weights, settled, numbers);
        for (var c = 0; c < _width; c++)
        {
            numbers.Third[c] = (float)settled[(2 * _width) + c];
            numbers.Fourth[c] = (float)(settled[_width + c] * settled[(3 * _width) + c]);
        }

        NormKernel.Backward(pass.Lanes, shape.Steps, numbers.Centre, numbers.Factor, numbers.Third, numbers.Fourth, x, dy, dx);
        // The mean was taken off the places behind the real samples too; no gradient may leave them.
        PointLossKernel.ClearBehind(pass.Lanes, pass.Valid, dx[..(shape.Length * pass.Lanes)]);
    }

    public int StepStateLength => 0;

    public void Step(ReadOnlySpan<float> weights, ReadOnlySpan<float> x, Span<float> y, Span<float> state)
    {
        for (var c = 0; c < _width; c++)
        {
            y[c] = MathF.FusedMultiplyAdd(x[c] - runningMean.In(weights)[c], FrozenFactor(weights, c), shift is null ? 0 : shift.In(weights)[c]);
        }
    }

    private float FrozenFactor(ReadOnlySpan<float> weights, int channel)
        => (scale is null ? 1 : scale.In(weights)[channel]) / MathF.Sqrt(runningVariance.In(weights)[channel] + _epsilon);

    private void Frozen(ReadOnlySpan<float> weights, in Numbers numbers)
    {
        for (var c = 0; c < _width; c++)
        {
            numbers.Centre[c] = runningMean.In(weights)[c];
            numbers.Factor[c] = FrozenFactor(weights, c);
            numbers.Third[c] = shift is null ? 0 : shift.In(weights)[c];
        }
    }

    private void FromBatch(ReadOnlySpan<float> weights, ReadOnlySpan<double> settled, in Numbers numbers)
    {
        for (var c = 0; c < _width; c++)
        {
            numbers.Centre[c] = (float)settled[c];
            numbers.Factor[c] = (float)((scale is null ? 1 : scale.In(weights)[c]) * settled[_width + c]);
        }
    }

    private (double Sum, double Product) Slopes(in PanelPass pass, int channel, float centre, float factor, ReadOnlySpan<float> x, ReadOnlySpan<float> dy)
    {
        var (lanes, stride, start) = (pass.Lanes, _width * pass.Lanes, channel * pass.Lanes);
        return RowSumKernel.Sums<SlopeTerms>(lanes, pass.Valid, shape.Steps, x[start..], stride, dy[start..], stride, centre, factor);
    }

    private void AddGradient(in PanelPass pass, int channel, double sum, double product)
    {
        if (scale is not null)
        {
            scale.In(pass.Gradient)[channel] += (float)product;
        }

        if (shift is not null)
        {
            shift.In(pass.Gradient)[channel] += (float)sum;
        }
    }

    private void Keep(ref float running, double batch) => running = (float)(((1 - settings.Momentum) * running) + (settings.Momentum * batch));

    /// <summary>Four numbers of each channel, in the scratch.</summary>
    private readonly ref struct Numbers(Span<float> scratch, int width, int row)
    {
        public Span<float> Centre { get; } = scratch[..width];

        public Span<float> Factor { get; } = scratch.Slice(row, width);

        public Span<float> Third { get; } = scratch.Slice(2 * row, width);

        public Span<float> Fourth { get; } = scratch.Slice(3 * row, width);
    }

    public IReadOnlyList<ForeignModule> Modules(WeightLayout layout)
    {
        var torch = layout == WeightLayout.PyTorch;
        List<ForeignPart> parts = [ForeignPart.Row(torch ? "running_mean" : "moving_mean", runningMean), ForeignPart.Row(torch ? "running_var" : "moving_variance", runningVariance)];
        if (scale is not null)
        {
            parts.Add(ForeignPart.Row(torch ? "weight" : "gamma", scale));
        }

        if (shift is not null)
        {
            parts.Add(ForeignPart.Row(torch ? "bias" : "beta", shift));
        }

        return [new ForeignModule(name, parts) { Ignored = torch ? ["num_batches_tracked"] : [] }];
    }

    public string? AddTo(OnnxGraph graph, string input)
    {
        string[] inputs =
        [
            graph.StepsLast(input),
            scale is null ? graph.Repeated(1, _width) : graph.Weights(scale),
            shift is null ? graph.Repeated(0, _width) : graph.Weights(shift),
            graph.Weights(runningMean),
            graph.Weights(runningVariance),
        ];
        return graph.StepsLast(graph.Node("BatchNormalization", inputs, OnnxAttribute.Of("epsilon", _epsilon)));
    }
}
