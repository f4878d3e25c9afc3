using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>The matrices of a recurrent layer whose gates all sum W·x + U·h₋ + b: those of an LSTM and of a plain recurrent layer.</summary>
internal sealed class RecurrentWeights
{
    private RecurrentWeights(WeightMatrix kernel, WeightMatrix recurrent, WeightMatrix? bias, WeightMatrix? second)
    {
        (Kernel, Recurrent, Bias, SecondBias) = (kernel, recurrent, bias, second);
    }

    /// <summary>W, (I, gates·H).</summary>
    public WeightMatrix Kernel { get; }

    /// <summary>U, (H, gates·H).</summary>
    public WeightMatrix Recurrent { get; }

    /// <summary>b, or none.</summary>
    public WeightMatrix? Bias { get; }

    /// <summary>PyTorch's second bias, or none.</summary>
    public WeightMatrix? SecondBias { get; }

    public static RecurrentWeights Claim(BindContext context, int units, int gates, RecurrentBias bias, Initializers initializers)
    {
        var (inputs, outputs) = (context.Input.Width, gates * units);
        // PyTorch draws all parts of a recurrent layer by the number of units, Keras the kernel by its own shape.
        var byUnits = new InitializerFan(units, units, gates);
        var kernelFan = initializers.Kernel == Initializer.FanInUniform ? byUnits : new InitializerFan(inputs, outputs, gates);
        var kernel = context.Matrix("kernel", inputs, outputs, initializers.Kernel, kernelFan);
        var recurrent = context.Matrix("recurrent", units, outputs, initializers.Recurrent, byUnits);
        var first = bias == RecurrentBias.None ? null : context.Row("bias", outputs, initializers.Bias, byUnits);
        var second = bias == RecurrentBias.Two ? context.Row("bias_recurrent", outputs, initializers.Bias == Initializer.ForgetOne ? Initializer.Zeros : initializers.Bias, byUnits) : null;
        return new RecurrentWeights(kernel, recurrent, first, second);
    }

    /// <summary>Floats that <see cref="Gather"/> needs, and <see cref="StartingBias"/>.</summary>
    public int ScratchLength(int lanes, int steps)
        => (Kernel.Stride * lanes) + (WaitingSums.ChunkFor(steps) * Panel.BlockedLength(Kernel.Stride, lanes));

    /// <summary>The bias to start sums with: the one, the sum of both, or none.</summary>
    public ReadOnlySpan<float> StartingBias(in PanelPass pass, Span<float> scratch)
    {
        if (SecondBias is null)
        {
            return Bias is null ? default : Bias.In(pass.Weights);
        }

        StartSums(pass.Weights, scratch[..Kernel.Stride]);
        return scratch[..Kernel.Stride];
    }

    /// <summary>sums = b.</summary>
    public void StartSums(ReadOnlySpan<float> weights, Span<float> sums)
    {
        if (Bias is null)
        {
            sums.Clear();
            return;
        }

        Bias.In(weights).CopyTo(sums);
        if (SecondBias is not null)
        {
            var more = SecondBias.In(weights);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += more[i];
            }
        }
    }

    /// <summary>As other libraries keep them.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="layout">Theirs.</param>
    /// <param name="gates">Their number of each gate of ours.</param>
    public ForeignModule Module(string layer, WeightLayout layout, int[] gates)
    {
        var torch = layout == WeightLayout.PyTorch;
        List<ForeignPart> parts =
        [
            ForeignPart.Gates(torch ? "weight_ih" : "kernel", Kernel, torch, gates, gates.Length),
            ForeignPart.Gates(torch ? "weight_hh" : "recurrent_kernel", Recurrent, torch, gates, gates.Length),
        ];
        if (Bias is not null)
        {
            parts.Add(ForeignPart.Gates(torch ? "bias_ih" : "bias", Bias, transposed: false, gates, gates.Length));

            // PyTorch always has two, and where we have one it is their sum; Keras always has one.
            var second = ForeignPart.Gates(torch ? "bias_hh" : "bias", SecondBias ?? Bias, transposed: false, gates, gates.Length);
            parts.AddRange(torch ? [second with { Adds = SecondBias is null }] : SecondBias is null ? [] : [second with { Folds = true }]);
        }

        return new ForeignModule(layer, parts);
    }

    /// <summary>Starts gathering the gradients of the sums, last step first.</summary>
    public WaitingSums Gather(in PanelPass pass, Span<float> scratch, int steps) => new(this, pass.Lanes, scratch, steps);
}

/// <summary>
/// Gradients of the sums of a few steps, turned, waiting for one sum of outer products: with the sums in registers over several steps it runs at
/// the speed of a product, and few enough steps wait to stay in cache.
/// </summary>
internal readonly ref struct WaitingSums
{
    private const int Most = 8;
    private readonly RecurrentWeights _weights;
    private readonly Span<float> _sums;
    private readonly Span<float> _turned;
    private readonly int _lanes;
    private readonly int _chunk;
    private readonly int _steps;

    public WaitingSums(RecurrentWeights weights, int lanes, Span<float> scratch, int steps)
    {
        (_weights, _lanes, _chunk, _steps) = (weights, lanes, ChunkFor(steps), steps);
        _sums = scratch[..(weights.Kernel.Stride * lanes)];
        _sums[(weights.Kernel.Outputs * lanes)..].Clear();
        _turned = scratch.Slice(_sums.Length, _chunk * Panel.BlockedLength(weights.Kernel.Stride, lanes));
    }

    /// <summary>Where to put the gradients of one step's sums.</summary>
    public Span<float> Sums => _sums[..(_weights.Kernel.Outputs * _lanes)];

    /// <summary>Steps that wait together: at most 8, in equal parts. Depends on the shape alone, since it is part of the result.</summary>
    public static int ChunkFor(int steps)
    {
        var chunks = (steps + Most - 1) / Most;
        return (steps + chunks - 1) / chunks;
    }

    /// <summary>Takes step <paramref name="t"/>; at the first step of a chunk, adds the chunk to the gradient.</summary>
    /// <param name="pass">Holds the gradient.</param>
    /// <param name="t">The step, descending.</param>
    /// <param name="x">All inputs.</param>
    /// <param name="inputRows">Floats of one step of x.</param>
    /// <param name="recurrent">The recurrent inputs: entry t is what step t saw.</param>
    /// <param name="recurrentRows">Floats of one of them.</param>
    /// <param name="started">Whether step 0 saw a state.</param>
    public void Add(in PanelPass pass, int t, ReadOnlySpan<float> x, int inputRows, ReadOnlySpan<float> recurrent, int recurrentRows, bool started)
    {
        var (stride, slot) = (Panel.BlockedLength(_weights.Kernel.Stride, _lanes), t % _chunk);
        TransposeKernel.Blocked(_weights.Kernel.Stride, _lanes, _sums, _turned[(slot * stride)..]);
        if (slot > 0)
        {
            return;
        }

        var (kernel, u) = (_weights.Kernel, _weights.Recurrent);
        var waiting = Math.Min(_chunk, _steps - t);
        OuterKernel.Add(_lanes, kernel.Inputs, kernel.Stride, waiting, x[(t * inputRows)..], inputRows, _turned, stride, kernel.In(pass.Gradient));
        var skip = t == 0 && !started ? 1 : 0;
        if (waiting > skip)
        {
            OuterKernel.Add(_lanes, u.Inputs, u.Stride, waiting - skip, recurrent[((t + skip) * recurrentRows)..], recurrentRows, _turned[(skip * stride)..], stride, u.In(pass.Gradient));
        }

        if (_weights.Bias is not null)
        {
            OuterKernel.AddSum(_lanes, kernel.Stride, waiting, _turned, stride, _weights.Bias.In(pass.Gradient));
        }

        if (_weights.SecondBias is not null)
        {
            OuterKernel.AddSum(_lanes, kernel.Stride, waiting, _turned, stride, _weights.SecondBias.In(pass.Gradient));
        }
    }
}
