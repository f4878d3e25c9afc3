namespace Kilter.Numerics.Neural.Layers;

/// <summary>Which steps of a series each of several windows sees: window t, tap j is step t·stride + j·dilation − before.</summary>
/// <param name="Steps">T, steps of the series.</param>
/// <param name="Size">Taps of a window.</param>
/// <param name="Stride">Steps between the starts of two windows.</param>
/// <param name="Dilation">Steps between two taps.</param>
/// <param name="Before">Imagined steps before the series.</param>
/// <param name="Count">Windows.</param>
internal sealed record StepWindows(int Steps, int Size, int Stride, int Dilation, int Before, int Count)
{
    /// <summary>Steps that a window reaches over.</summary>
    public int Span => ((Size - 1) * Dilation) + 1;

    /// <summary>True where window t ends at step t, so that a stream can be followed: nothing is skipped, nothing comes after.</summary>
    public bool IsCausal => Stride == 1 && Before == Span - 1 && Count == Steps;

    /// <summary>Imagined steps after the series that windows see; those that none sees do not count.</summary>
    public int After => Math.Max(0, ((Count - 1) * Stride) + Span - Steps - Before);

    /// <summary>Lays windows over what comes in.</summary>
    /// <param name="context">The place, for messages.</param>
    /// <param name="size">Taps.</param>
    /// <param name="stride">Steps between windows.</param>
    /// <param name="dilation">Steps between taps.</param>
    /// <param name="padding">Steps around.</param>
    /// <param name="ceil">True where a last window may reach beyond the end, as long as it starts before it.</param>
    public static StepWindows Over(BindContext context, int size, int stride, int dilation, StepPadding padding, bool ceil = false)
    {
        var (steps, span) = (context.Input.Steps, ((size - 1) * dilation) + 1);
        var (before, after) = padding.For(steps, span, stride);
        var room = steps + before + after - span;
        if (room < 0)
        {
            throw context.Refusal($"a window reaches over {span} steps, and {steps + before + after} come in, padding included. "
                + $"Shorten the window, pad (StepPadding.Same), or give at least {span - before - after} steps.");
        }

        var count = ((room + (ceil ? stride - 1 : 0)) / stride) + 1;
        // A window that starts behind the series would see nothing of it.
        count -= ceil && (count - 1) * stride >= steps + before ? 1 : 0;
        return new StepWindows(steps, size, stride, dilation, before, count);
    }

    /// <summary>The step that a tap of a window sees; outside [0, Steps) it is imagined.</summary>
    public int Step(int window, int tap) => (window * Stride) + (tap * Dilation) - Before;

    /// <summary>The taps [First, Last) of a window that lie inside the series.</summary>
    public (int First, int Last) Taps(int window)
    {
        var start = Step(window, 0);
        var first = Ceil(-start, Dilation);
        return (first, Math.Max(first, Math.Min(Size, Ceil(Steps - start, Dilation))));
    }

    /// <summary>The windows of [from, to) whose tap lies inside the series.</summary>
    public (int First, int Last) WindowsOf(int tap, int from, int to)
    {
        var offset = Step(0, tap);
        var first = Math.Max(from, Ceil(-offset, Stride));
        return (first, Math.Max(first, Math.Min(to, Ceil(Steps - offset, Stride))));
    }

    /// <summary>⌈a / b⌉, or 0 for a below 0.</summary>
    private static int Ceil(int a, int b) => a <= 0 ? 0 : (a + b - 1) / b;
}
