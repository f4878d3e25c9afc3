using Kilter.Numerics.Kernels;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Training;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>What one forward and backward pass of some layers gave, in plain arrays.</summary>
/// <param name="Y">(B, T', O).</param>
/// <param name="Dx">(B, T, I).</param>
/// <param name="Gradients">By name of the weights, each (inputs, outputs) without padding.</param>
/// <param name="StateAfter">(B, S), or empty.</param>
/// <param name="StateGradient">(B, S): of the state before the first step, or empty.</param>
/// <param name="Penalty">The sum of the layers' own penalties.</param>
internal sealed record LayerRun(
    float[] Y, float[] Dx, IReadOnlyDictionary<string, float[]> Gradients, float[] StateAfter, float[] StateGradient, double Penalty);

/// <summary>Runs layers forward and backward on plain row-major arrays, panel by panel, the way training does, and turns everything back into arrays.</summary>
internal sealed class LayerRunner(SampleShape input, params ILayer[] layers)
{
    public Network Network { get; } = new(input, layers, seed: 1);

    public IEnumerable<string> Names => Network.Matrices.Select(m => m.Name);

    /// <summary>The key of random masks, where no other is given.</summary>
    public const ulong UsualKey = 99;

    public ulong Key { get; init; } = UsualKey;

    public WeightMatrix Matrix(string name) => Network.Matrices.Single(m => m.Name == name);

    /// <summary>The weights of that name, (inputs, outputs) without padding.</summary>
    public float[] Get(string name) => Compact(Matrix(name), Network.Weights);

    public void Set(string name, IReadOnlyList<double> values)
    {
        var matrix = Matrix(name);
        Assert.Equal(matrix.Count, values.Count);
        for (var i = 0; i < matrix.Count; i++)
        {
            Network.Weights[matrix.Offset + (i / matrix.Outputs * matrix.Stride) + (i % matrix.Outputs)] = (float)values[i];
        }

        Network.Pack();
    }

    /// <summary>Draws all weights anew, biases too, so that no term of a gradient is zero by accident.</summary>
    public void Randomize(int seed, double size = 0.5)
    {
        var rng = new Kilter.Numerics.Randomness.Rng((ulong)seed);
        foreach (var matrix in Network.Matrices)
        {
            Set(matrix.Name, [.. Enumerable.Range(0, matrix.Count).Select(_ => rng.NextDouble(-size, size))]);
        }
    }

    /// <summary>One pass over B samples; L = Σ y·upstream + Σ (state after)·stateUpstream.</summary>
    public LayerRun Run(float[] x, float[] upstream, bool random = true, float[]? state = null, float[]? stateUpstream = null)
    {
        var batch = x.Length / input.Length;
        var lanes = Panel.LanesFor(batch);
        var panels = (batch + lanes - 1) / lanes;
        var spaces = Enumerable.Range(0, panels).Select(_ => new StageWorkspace(Network, lanes, Network.Output.Length)).ToArray();
        var (stages, wide) = (Network.Stages, Network.BatchWide);
        var (sums, settled) = (wide.Select(w => new double[w.SumsLength * panels]).ToArray(), wide.Select(w => new double[w.SettledLength]).ToArray());
        var gradient = new float[Network.Weights.Length];
        var rows = Network.Stack.StateLength(lanes) / lanes;
        var result = new LayerRun(
            new float[batch * Network.Output.Length], new float[x.Length], new Dictionary<string, float[]>(), new float[batch * rows], new float[batch * rows], 0);
        var penalty = new double[1];
        var states = spaces.Select(_ => (Before: new AlignedBuffer(rows * lanes), After: new AlignedBuffer(rows * lanes), Gradient: new AlignedBuffer(rows * lanes), AfterGradient: new AlignedBuffer(rows * lanes))).ToArray();
        for (var p = 0; p < panels; p++)
        {
            ToPanel(state ?? [], states[p].Before.Span, rows, lanes, p);
            ToPanel(stateUpstream ?? [], states[p].AfterGradient.Span, rows, lanes, p);
        }

        for (var k = 0; k < stages.Count; k++)
        {
            for (var p = 0; p < panels; p++)
            {
                var space = spaces[p];
                var pass = Pass(p);
                if (k == 0)
                {
                    space.Gather(new WindowArray(x, input.Length), [.. Enumerable.Range(p * lanes, Math.Min(lanes, batch - (p * lanes)))], space.Input(0));
                }
                else
                {
                    wide[k - 1].ForwardSettled(pass, settled[k - 1], space.Output(k - 1), space.Input(k));
                }

                stages[k].Forward(space.For(pass, k), space.Input(k), space.Output(k), space.Cache(k));
                if (k < wide.Count)
                {
                    wide[k].Measure(pass, space.Output(k), sums[k].AsSpan(p * wide[k].SumsLength, wide[k].SumsLength));
                }
                else
                {
                    FromPanel(space.Output(k), result.Y, Network.Output.Length, lanes, p);
                    ToPanel(upstream, space.OutputGradient(k), Network.Output.Length, lanes, p);
                }
            }

            if (k < wide.Count)
            {
                wide[k].Settle(sums[k], batch, settled[k], Network.Weights);
            }
        }

        for (var k = stages.Count - 1; k >= 0; k--)
        {
            for (var p = 0; p < panels; p++)
            {
                var space = spaces[p];
                var pass = Pass(p);
                if (k < wide.Count)
                {
                    wide[k].BackwardSettled(pass, settled[k], space.Output(k), space.InputGradient(k + 1), space.OutputGradient(k));
                }

                var stage = stages[k];
                var dx = k == 0 ? new float[StackPlan.PanelLength(input, lanes)] : space.InputGradient(k);
                stage.Backward(space.For(pass, k), space.Input(k), space.Output(k), space.OutputGradient(k)[..(stage.Output.Length * lanes)], dx, space.Cache(k));
                if (k > 0)
                {
                    wide[k - 1].MeasureBackward(pass, settled[k - 1], space.Output(k - 1), dx, sums[k - 1].AsSpan(p * wide[k - 1].SumsLength, wide[k - 1].SumsLength));
                }
                else
                {
                    FromPanel(dx, result.Dx, input.Length, lanes, p);
                }
            }

            if (k > 0)
            {
                wide[k - 1].SettleBackward(sums[k - 1], batch, settled[k - 1]);
            }
        }

        for (var p = 0; p < panels; p++)
        {
            FromPanel(states[p].After.Span, result.StateAfter, rows, lanes, p);
            FromPanel(states[p].Gradient.Span, result.StateGradient, rows, lanes, p);
        }

        foreach (var matrix in Network.Matrices)
        {
            AssertPaddingIsZero(matrix, gradient);
        }

        return result with { Gradients = Network.Matrices.ToDictionary(m => m.Name, m => Compact(m, gradient)), Penalty = penalty[0] };

        PanelPass Pass(int panel) => new()
        {
            Lanes = lanes,
            Training = true,
            Random = random,
            Weights = Network.Weights,
            Packed = Network.Packed,
            Gradient = gradient,
            Scratch = spaces[panel].Scratch.Span,
            Key = Key,
            FirstSample = (uint)(panel * lanes),
            Valid = Math.Min(lanes, batch - (panel * lanes)),
            SampleWeight = 1f / batch,
            Penalty = penalty,
            StateBefore = state is null ? default : states[panel].Before.Span,
            StateAfter = states[panel].After.Span,
            StateAfterGradient = stateUpstream is null ? default : states[panel].AfterGradient.Span,
            StateGradient = states[panel].Gradient.Span,
        };
    }

    /// <summary>One panel forward and backward with batch-wide layers as they are in scoring: by their running numbers.</summary>
    public LayerRun RunFrozen(float[] x, float[] upstream)
    {
        var (stack, lanes, batch) = (Network.Stack, Panel.Narrow, x.Length / input.Length);
        Assert.InRange(batch, 1, lanes);
        var (from, to) = (new float[StackPlan.PanelLength(stack.Input, lanes)], new float[StackPlan.PanelLength(stack.Output, lanes)]);
        var (dx, dy, cache) = (new float[from.Length], new float[to.Length], new float[stack.CacheLength(lanes, training: true)]);
        var result = new LayerRun(new float[upstream.Length], new float[x.Length], new Dictionary<string, float[]>(), [], [], 0);
        var gradient = new float[Network.Weights.Length];
        var pass = new PanelPass
        {
            Lanes = lanes,
            Training = true,
            Random = false,
            Weights = Network.Weights,
            Packed = Network.Packed,
            Gradient = gradient,
            Scratch = new float[stack.ScratchLength(lanes)],
            Valid = batch,
        };
        ToPanel(x, from, input.Length, lanes, 0);
        ToPanel(upstream, dy, stack.Output.Length, lanes, 0);
        stack.Forward(pass, from, to, cache);
        stack.Backward(pass, from, to, dy, dx, cache);
        FromPanel(to, result.Y, stack.Output.Length, lanes, 0);
        FromPanel(dx, result.Dx, input.Length, lanes, 0);
        return result with { Gradients = Network.Matrices.ToDictionary(m => m.Name, m => Compact(m, gradient)) };
    }

    private static float[] Compact(WeightMatrix matrix, ReadOnlySpan<float> flat)
    {
        var values = new float[matrix.Count];
        for (var i = 0; i < matrix.Count; i++)
        {
            values[i] = flat[matrix.Offset + (i / matrix.Outputs * matrix.Stride) + (i % matrix.Outputs)];
        }

        return values;
    }

    private static void AssertPaddingIsZero(WeightMatrix matrix, float[] flat)
    {
        for (var i = 0; i < matrix.Length; i++)
        {
            Assert.True(i % matrix.Stride < matrix.Outputs || flat[matrix.Offset + i] == 0, $"{matrix.Name}: the padding has a gradient");
        }
    }

    private static void FromPanel(ReadOnlySpan<float> panel, float[] to, int length, int lanes, int number)
    {
        for (var s = 0; s < lanes && (((number * lanes) + s) * length) < to.Length; s++)
        {
            for (var i = 0; i < length; i++)
            {
                to[(((number * lanes) + s) * length) + i] = panel[(i * lanes) + s];
            }
        }
    }

    private static void ToPanel(float[] from, Span<float> panel, int length, int lanes, int number)
    {
        for (var s = 0; s < lanes && (((number * lanes) + s) * length) < from.Length; s++)
        {
            for (var i = 0; i < length; i++)
            {
                panel[(i * lanes) + s] = from[(((number * lanes) + s) * length) + i];
            }
        }
    }
}
