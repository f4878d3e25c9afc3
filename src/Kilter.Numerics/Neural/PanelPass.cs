namespace Kilter.Numerics.Neural;

/// <summary>All that a layer needs to know besides its panel: where the weights lie, whether this is training, and which samples these are.</summary>
internal readonly ref struct PanelPass
{
    /// <summary>Samples side by side in the panel: 32 or 16.</summary>
    public required int Lanes { get; init; }

    /// <summary>True in training: caches are filled for the backward pass.</summary>
    public required bool Training { get; init; }

    /// <summary>True where dropout drops and noise is drawn: in training, and in Monte-Carlo passes.</summary>
    public required bool Random { get; init; }

    /// <summary>The flat vector of all weights.</summary>
    public required ReadOnlySpan<float> Weights { get; init; }

    /// <summary>The weights again, in the order in which products read them.</summary>
    public required ReadOnlySpan<float> Packed { get; init; }

    /// <summary>The gradient of all weights, added to; empty outside training.</summary>
    public Span<float> Gradient { get; init; }

    /// <summary>Working memory for one call.</summary>
    public required Span<float> Scratch { get; init; }

    /// <summary>The key of random masks and noise: of this optimiser step and, inside a per-step layer, of this step in time. Each layer mixes its own number in.</summary>
    public ulong Key { get; init; }

    /// <summary>The same key without the step in time: for masks that stay over all steps of a window.</summary>
    public ulong WindowKey => Key ^ StepKey;

    private ulong StepKey { get; init; }

    /// <summary>The place in the epoch of the panel's first sample.</summary>
    public uint FirstSample { get; init; }

    /// <summary>Samples of the panel that are real; the rest are zeros.</summary>
    public int Valid { get; init; }

    /// <summary>1 / samples of the batch: the weight of one sample in a penalty.</summary>
    public float SampleWeight { get; init; }

    /// <summary>One value, to which layers with a penalty of their own add its sum over samples; empty where nobody wants it.</summary>
    public Span<double> Penalty { get; init; }

    /// <summary>The state before the first step, <see cref="IBoundLayer.StateLength"/> floats; empty for zeros.</summary>
    public ReadOnlySpan<float> StateBefore { get; init; }

    /// <summary>Where to write the state after the last step; empty where nobody wants it. May be <see cref="StateBefore"/>.</summary>
    public Span<float> StateAfter { get; init; }

    /// <summary>The gradient of the state after the last step, where what follows depends on it; empty for zeros.</summary>
    public ReadOnlySpan<float> StateAfterGradient { get; init; }

    /// <summary>Where backward writes the gradient of the state before the first step; empty where nobody wants it.</summary>
    public Span<float> StateGradient { get; init; }

    /// <summary>What a backward pass over time starts with: the gradient of the state after the last step, or zeros.</summary>
    public void StartGradient(Span<float> gradient)
    {
        if (StateAfterGradient.IsEmpty)
        {
            gradient.Clear();
        }
        else
        {
            StateAfterGradient[..gradient.Length].CopyTo(gradient);
        }
    }

    /// <summary>The same pass with other scratch: for layers that hold layers.</summary>
    public PanelPass WithScratch(Span<float> scratch) => With(scratch, StateBefore, StateAfter, StateAfterGradient, StateGradient);

    /// <summary>The same pass for one layer of several: its own scratch and its own part of the state.</summary>
    public PanelPass For(Span<float> scratch, int stateStart, int stateLength) => With(
        scratch,
        StateBefore.IsEmpty ? StateBefore : StateBefore.Slice(stateStart, stateLength),
        StateAfter.IsEmpty ? StateAfter : StateAfter.Slice(stateStart, stateLength),
        StateAfterGradient.IsEmpty ? StateAfterGradient : StateAfterGradient.Slice(stateStart, stateLength),
        StateGradient.IsEmpty ? StateGradient : StateGradient.Slice(stateStart, stateLength));

    /// <summary>The same pass for step <paramref name="step"/> of a window, which a layer that sees one step at a time takes for a window of its own.</summary>
    /// <param name="step">Mixed into the key, so that each step drops other values.</param>
    /// <param name="scratch">Working memory for the call.</param>
    /// <param name="before">The state before the step, or empty.</param>
    /// <param name="after">Where the state after it goes, or empty.</param>
    /// <param name="afterGradient">The gradient of the state after it, or empty.</param>
    /// <param name="gradient">Where the gradient of the state before it goes, or empty.</param>
    public PanelPass AtStep(
        int step, Span<float> scratch, ReadOnlySpan<float> before = default, Span<float> after = default,
        ReadOnlySpan<float> afterGradient = default, Span<float> gradient = default)
        => With(scratch, before, after, afterGradient, gradient, (ulong)step * 0x9FB2_1C65_1E98_DF25UL);

    private PanelPass With(
        Span<float> scratch, ReadOnlySpan<float> before, Span<float> after, ReadOnlySpan<float> afterGradient, Span<float> gradient, ulong stepKey = 0)
        => new()
        {
            Lanes = Lanes,
            Training = Training,
            Random = Random,
            Weights = Weights,
            Packed = Packed,
            Gradient = Gradient,
            Scratch = scratch,
            Key = Key ^ stepKey,
            StepKey = StepKey ^ stepKey,
            FirstSample = FirstSample,
            Valid = Valid,
            SampleWeight = SampleWeight,
            Penalty = Penalty,
            StateBefore = before,
            StateAfter = after,
            StateAfterGradient = afterGradient,
            StateGradient = gradient,
        };
}
