using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>Dropout of the same values at every step of a window: of what the recurrent products see of h₋, or of inputs.</summary>
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

    /// <summary>Writes all steps of <paramref name="x"/> to <paramref name="y"/>, with the same values dropped at each; the two may be one.</summary>
    /// <param name="pass">Whether anything is dropped now, and which samples these are.</param>
    /// <param name="x">The values, step behind step.</param>
    /// <param name="y">As many.</param>
    /// <param name="step">Floats of one step.</param>
    public void ApplyToSteps(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, int step)
    {
        for (var at = 0; at < x.Length; at += step)
        {
            if (pass.Random && Drops)
            {
                MaskKernel.Apply(pass.Lanes, x.Slice(at, step), y.Slice(at, step), pass.WindowKey ^ key, 0, pass.FirstSample, rate);
            }
            else
            {
                x.Slice(at, step).CopyTo(y[at..]);
            }
        }
    }

    /// <summary>As <see cref="ApplyToSteps"/>, with other values dropped at each step.</summary>
    public void ApplyToAll(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        if (pass.Random && Drops)
        {
            MaskKernel.Apply(pass.Lanes, x, y, pass.Key ^ key, 0, pass.FirstSample, rate);
        }
        else
        {
            x.CopyTo(y);
        }
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
