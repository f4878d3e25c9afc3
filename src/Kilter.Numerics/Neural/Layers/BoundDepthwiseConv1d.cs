using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Onnx;
using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>A <see cref="Conv1d"/> with as many groups as channels, in its place: no sum over channels, so no product.</summary>
internal sealed class BoundDepthwiseConv1d(
    string name, SampleShape input, StepWindows windows, WeightMatrix kernel, WeightMatrix? bias, int filters, ActivationFunction activation) : IBoundLayer, IStepLayer
{
    private readonly int _each = filters / input.Width;
    private readonly StepHistory _history = new(windows, input.Width);

    public string Name => name;

    public SampleShape Input => input;

    public SampleShape Output { get; } = new(windows.Count, filters);

    public int CacheLength(int lanes, bool training) => training && activation.SlopeNeedsInput ? Output.Length * lanes : 0;

    // Gradients of the sums | of the kernel, sample by sample: float32 over the steps of a sample, samples in float64.
    public int ScratchLength(int lanes) => (Output.Length + (windows.Size * filters)) * lanes;

    public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
    {
        var (rows, stride, columns) = (input.Width * pass.Lanes, windows.Dilation * input.Width * pass.Lanes, filters * pass.Lanes);
        var start = bias is null ? default : bias.In(pass.Weights);
        for (var t = 0; t < windows.Count; t++)
        {
            var (first, last) = windows.Taps(t);
            var to = y.Slice(t * columns, columns);
            ProductKernel.Run(pass.Lanes, filters, Factor.None, Factor.None, start, to);
            if (first < last)
            {
                DepthwiseKernel.Forward(
                    pass.Lanes, filters, _each, last - first, stride, kernel.In(pass.Weights)[(first * filters)..], x[(windows.Step(t, first) * rows)..], to);
            }
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
        var (lanes, length) = (pass.Lanes, Output.Length * pass.Lanes);
        var (rows, stride, columns) = (input.Width * lanes, windows.Dilation * input.Width * lanes, filters * lanes);
        var sums = pass.Scratch[..length];
        activation.Backward(activation.SlopeNeedsInput ? cache[..length] : default, y[..length], dy[..length], sums);
        var gradients = pass.Scratch.Slice(length, windows.Size * columns);
        gradients.Clear();
        dx.Clear();
        for (var t = 0; t < windows.Count; t++)
        {
            var (first, last) = windows.Taps(t);
            if (first == last)
            {
                continue;
            }

            var start = windows.Step(t, first) * rows;
            var above = sums.Slice(t * columns, columns);
            DepthwiseKernel.AddGradient(lanes, filters, _each, last - first, stride, x[start..], above, gradients[(first * columns)..]);
            if (!dx.IsEmpty)
            {
                DepthwiseKernel.AddBackward(lanes, filters, _each, last - first, stride, kernel.In(pass.Weights)[(first * filters)..], above, dx[start..]);
            }
        }

        RowSumKernel.AddTo(lanes, windows.Size * filters, 1, gradients, kernel.In(pass.Gradient));
        if (bias is not null)
        {
            RowSumKernel.AddTo(lanes, filters, windows.Count, sums, bias.In(pass.Gradient));
        }
    }

    public bool CanStep => windows.IsCausal;

    public int StepStateLength => _history.Length;

    public void Step(ReadOnlySpan<float> weights, ReadOnlySpan<float> x, Span<float> y, Span<float> state)
    {
        _history.Add(x, state);
        var taps = kernel.In(weights);
        y.Clear();
        if (bias is not null)
        {
            bias.In(weights).CopyTo(y);
        }

        for (var tap = _history.FirstTap(state); tap < windows.Size; tap++)
        {
            var seen = _history.At(tap, state);
            for (var f = 0; f < filters; f++)
            {
                y[f] = MathF.FusedMultiplyAdd(taps[(tap * filters) + f], seen[f / _each], y[f]);
            }
        }

        activation.Forward(y, y);
    }

    public IReadOnlyList<ForeignModule> Modules(WeightLayout layout)
    {
        // Ours is (k, filters); theirs has a 1 for the inputs of each group.
        var weight = layout == WeightLayout.PyTorch
            ? ForeignPart.Of("weight", kernel, [windows.Size, filters], [1, 0]) with { Shape = [filters, 1, windows.Size] }
            : ForeignPart.Of("kernel", kernel, [windows.Size, filters], [0, 1]) with { Shape = [windows.Size, 1, filters] };
        return [new ForeignModule(name, bias is null ? [weight] : [weight, ForeignPart.Row("bias", bias)])];
    }

    public string? AddTo(OnnxGraph graph, string input)
    {
        var weight = graph.Assembled(Modules(WeightLayout.PyTorch)[0], "weight");
        return graph.Activate(activation, OnnxWindows.Convolve(graph, input, windows, bias is null ? [weight] : [weight, graph.Weights(bias)], Input.Width));
    }
}
