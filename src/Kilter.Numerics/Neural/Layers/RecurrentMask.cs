using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Recurrent dropout: what the recurrent products see of h₋, the same units at every step of a window.</summary>
internal readonly struct RecurrentMask(ulong key, double rate)
{
    /// <summary>Whether anything is ever dropped.</summary>
    public bool Drops => rate > 0;

    /// <summary>The values that are seen: <paramref name="values"/> themselves, or with some of them dropped, in <paramref name="dropped"/>. None of none.</summary>
    public ReadOnlySpan<float> Apply(in PanelPass pass, ReadOnlySpan<float> values, Span<float> dropped)
    {
        if (!pass.Random || !Drops || values.IsEmpty)
        {
            return values;
        }

        MaskKernel.Apply(pass.Lanes, values, dropped, pass.WindowKey ^ key, 0, pass.FirstSample, rate);
        return dropped;
    }

    /// <summary>For the backward pass: what step 0 saw (empty where the window started from zeros), and what steps 1, 2, … saw.</summary>
    /// <param name="pass">Holds the state before the window.</param>
    /// <param name="rows">Floats of one step.</param>
    /// <param name="dropped">What <see cref="Apply"/> left, one entry a step; empty where nothing is ever dropped.</param>
    /// <param name="earlier">The outputs of steps 0, 1, ….</param>
    public SeenOutputs Seen(in PanelPass pass, int rows, ReadOnlySpan<float> dropped, ReadOnlySpan<float> earlier)
    {
        var before = pass.StateBefore.IsEmpty ? default : pass.StateBefore[..rows];
        return pass.Random && Drops ? new SeenOutputs(before.IsEmpty ? before : dropped[..rows], dropped[rows..]) : new SeenOutputs(before, earlier);
    }
}

/// <summary>What a recurrent product saw: at step 0 <see cref="Before"/>, at step t > 0 entry t − 1 of <see cref="Earlier"/>.</summary>
internal readonly ref struct SeenOutputs(ReadOnlySpan<float> before, ReadOnlySpan<float> earlier)
{
    public ReadOnlySpan<float> Before { get; } = before;

    public ReadOnlySpan<float> Earlier { get; } = earlier;

    /// <summary>What step <paramref name="t"/> saw.</summary>
    public ReadOnlySpan<float> At(int t, int rows) => t == 0 ? Before : Earlier.Slice((t - 1) * rows, rows);
}
