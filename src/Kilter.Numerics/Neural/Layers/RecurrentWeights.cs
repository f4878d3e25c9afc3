using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>How many biases a recurrent layer trains.</summary>
public enum RecurrentBias
{
    /// <summary>None.</summary>
    None,

    /// <summary>One, as in Keras.</summary>
    One,

    /// <summary>Two that are added, as in PyTorch: each takes the full step of the optimiser, so that their sum moves twice as far.</summary>
    Two,
}

/// <summary>The matrices of a recurrent layer whose gates all sum W·x + U·h₋ + b: those of an LSTM and of a plain recurrent layer.</summary>
/// <param name="Kernel">W, (I, gates·H).</param>
/// <param name="Recurrent">U, (H, gates·H).</param>
/// <param name="Bias">b.</param>
internal sealed record RecurrentWeights(WeightMatrix Kernel, WeightMatrix Recurrent, SummedBias Bias)
{
    public static RecurrentWeights Claim(BindContext context, int units, int gates, RecurrentBias bias, Initializers initializers)
    {
        var fans = new RecurrentFans(context.Input.Width, units, gates);
        var kernel = context.Matrix("kernel", context.Input.Width, gates * units, initializers.Kernel, fans.Kernel(initializers, gates));
        var recurrent = context.Matrix("recurrent", units, gates * units, initializers.Recurrent, fans.ByUnits(gates));
        return new RecurrentWeights(kernel, recurrent, SummedBias.Claim(context, "bias", "bias_recurrent", gates * units, bias, initializers, fans.ByUnits(gates)));
    }

    /// <summary>Floats of scratch for the sums of the backward pass, which are more than those for the bias of the forward pass.</summary>
    public int ScratchLength(int lanes, int steps) => WaitingSums.ScratchLength(Kernel.Outputs, lanes, steps);

    /// <summary>Adds a full chunk to the gradients of all parts.</summary>
    public void AddGradients(Span<float> gradient, in WaitingSums waiting, int t, ReadOnlySpan<float> x, in SeenOutputs seen)
    {
        waiting.Add(gradient, Kernel, t, x);
        waiting.AddRecurrent(gradient, Recurrent, t, seen);
        Bias.AddGradients(gradient, waiting, t);
    }
}

/// <summary>What the first weights of a recurrent layer are scaled by.</summary>
/// <remarks>PyTorch draws all parts of a recurrent layer by the number of units, Keras the kernel by the shape of all its gates together.</remarks>
internal readonly record struct RecurrentFans(int Inputs, int Units, int Gates)
{
    public InitializerFan Kernel(Initializers initializers, int blocks)
        => initializers.Kernel == Initializer.FanInUniform ? ByUnits(blocks) : new InitializerFan(Inputs, Gates * Units, blocks);

    public InitializerFan ByUnits(int blocks) => new(Units, Units, blocks);
}

/// <summary>No bias, one, or two that are added.</summary>
internal sealed record SummedBias(WeightMatrix? First, WeightMatrix? Second)
{
    public static SummedBias Claim(BindContext context, string first, string second, int outputs, RecurrentBias bias, Initializers initializers, InitializerFan fan)
    {
        var one = bias == RecurrentBias.None ? null : context.Row(first, outputs, initializers.Bias, fan);
        // Keras's forget bias of 1 is that of the sum.
        var other = initializers.Bias == Initializer.ForgetOne ? Initializer.Zeros : initializers.Bias;
        return new SummedBias(one, bias == RecurrentBias.Two ? context.Row(second, outputs, other, fan) : null);
    }

    /// <summary>What sums start with: the one bias, the sum of both (in scratch), or nothing.</summary>
    public ReadOnlySpan<float> Start(ReadOnlySpan<float> weights, Span<float> scratch)
    {
        if (First is null || Second is null)
        {
            return First is null ? default : First.In(weights);
        }

        Fill(weights, scratch[..First.Stride]);
        return scratch[..First.Stride];
    }

    /// <summary>sums = b, or 0.</summary>
    public void Fill(ReadOnlySpan<float> weights, Span<float> sums)
    {
        if (First is null)
        {
            sums.Clear();
            return;
        }

        First.In(weights).CopyTo(sums);
        if (Second is not null)
        {
            PairKernel.Add(sums, Second.In(weights), sums);
        }
    }

    public void AddGradients(Span<float> gradient, in WaitingSums waiting, int t)
    {
        waiting.AddBias(gradient, First, t);
        waiting.AddBias(gradient, Second, t);
    }
}

/// <summary>Where a recurrent layer's outputs lie: in y where every step goes out, so that nothing is kept twice; else in its cache, and the last in y.</summary>
internal readonly record struct StepOutputs(int Steps, int Units, bool All)
{
    /// <summary>Floats of cache. Outside training two slots take turns, so that they stay in the fastest cache.</summary>
    public int SavedLength(int lanes, bool training) => All ? 0 : Slots(training) * Units * lanes;

    /// <summary>The place of the output of step <paramref name="t"/>.</summary>
    public Span<float> At(int t, int lanes, bool training, Span<float> y, Span<float> saved)
    {
        var rows = Units * lanes;
        return All ? y.Slice(t * rows, rows) : t == Steps - 1 ? y[..rows] : saved.Slice(t % Slots(training) * rows, rows);
    }

    /// <summary>The gradient from above of the output of step <paramref name="t"/>, or empty.</summary>
    public ReadOnlySpan<float> Above(int t, int lanes, ReadOnlySpan<float> dy)
    {
        var rows = Units * lanes;
        return All ? dy.Slice(t * rows, rows) : t == Steps - 1 ? dy[..rows] : default;
    }

    /// <summary>In the backward pass: the outputs of steps 0, 1, …, without the last.</summary>
    public ReadOnlySpan<float> Earlier(ReadOnlySpan<float> y, ReadOnlySpan<float> saved) => All ? y : saved;

    private int Slots(bool training) => training ? Steps - 1 : Math.Min(2, Steps - 1);
}
