using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural;

/// <summary>The memory in which one thread takes one panel through a network. Made once and used again for every panel.</summary>
internal sealed class PanelWorkspace
{
    private readonly AlignedBuffer _rows;

    public PanelWorkspace(LayerStack stack, int lanes, bool training, int targetLength = 0)
    {
        Lanes = lanes;
        _rows = new AlignedBuffer(Panel.Round16(Math.Max(Math.Max(stack.Input.Length, stack.Output.Length), targetLength)) * lanes);
        Input = new AlignedBuffer(StackPlan.PanelLength(stack.Input, lanes));
        Output = new AlignedBuffer(StackPlan.PanelLength(stack.Output, lanes));
        Cache = new AlignedBuffer(stack.CacheLength(lanes, training));
        Scratch = new AlignedBuffer(stack.ScratchLength(lanes));
        Target = new AlignedBuffer(training ? Panel.Round16(targetLength) * lanes : 0);
        Gradient = new AlignedBuffer(training ? StackPlan.PanelLength(stack.Output, lanes) : 0);
    }

    public int Lanes { get; }

    public AlignedBuffer Input { get; }

    public AlignedBuffer Output { get; }

    public AlignedBuffer Target { get; }

    public AlignedBuffer Gradient { get; }

    public AlignedBuffer Cache { get; }

    public AlignedBuffer Scratch { get; }

    /// <summary>Fills a panel with windows; the places behind <paramref name="order"/> get zeros.</summary>
    public void Gather(IWindowSource windows, ReadOnlySpan<int> order, Span<float> panel)
    {
        var width = Panel.Round16(windows.Length);
        var rows = _rows.Span;
        for (var i = 0; i < Lanes; i++)
        {
            var row = rows.Slice(i * width, width);
            if (i < order.Length)
            {
                windows[order[i]].CopyTo(row);
            }
            else
            {
                row.Clear();
            }
        }

        TransposeKernel.ToPanel(windows.Length, Lanes, rows, panel);
    }

    /// <summary>Writes the samples of a panel one behind the other.</summary>
    public void Scatter(ReadOnlySpan<float> panel, int length, int count, Span<float> samples)
    {
        var width = Panel.Round16(length);
        TransposeKernel.FromPanel(length, Lanes, panel, _rows.Span);
        for (var i = 0; i < count; i++)
        {
            _rows.Span.Slice(i * width, length).CopyTo(samples[(i * length)..]);
        }
    }
}
