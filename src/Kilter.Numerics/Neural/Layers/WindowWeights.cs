using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Layers;

/// <summary>A matrix of weights over windows of steps: Wᵀ·window, its way back, and the gradient of W. Under both kinds of convolution.</summary>
/// <remarks>
/// W is (taps·channels, outputs). Steps lie one behind the other in a panel, so a window without gaps is one run of rows and one product; with
/// gaps each tap is a product. What lies outside the series is left out, which adds no zeros. Each sum runs over taps in order, then channels.
/// </remarks>
/// <param name="windows">Where the windows lie.</param>
/// <param name="kernel">W.</param>
/// <param name="width">Channels of the series.</param>
/// <param name="firstChannel">The first channel that W sees; as many as its rows tell.</param>
internal sealed class WindowWeights(StepWindows windows, WeightMatrix kernel, int width, int firstChannel)
{
    private readonly int _channels = kernel.Inputs / windows.Size;
    private readonly bool _whole = windows.Dilation == 1 && kernel.Inputs == windows.Size * width;

    public WeightMatrix Kernel => kernel;

    /// <summary>y = start + Wᵀ·(window t of x).</summary>
    public void Forward(in PanelPass pass, int window, ReadOnlySpan<float> x, ReadOnlySpan<float> start, Span<float> y)
    {
        var (first, last) = windows.Taps(window);
        var each = _whole ? Math.Max(1, last - first) : 1;
        var one = first < last ? Times(pass, window, first, each, x) : Factor.None;
        var two = first + each < last ? Times(pass, window, first + each, each, x) : Factor.None;
        ProductKernel.Run(pass.Lanes, kernel.Outputs, one, two, start, y);
        for (var tap = first + (2 * each); tap < last; tap += 2)
        {
            one = Times(pass, window, tap, 1, x);
            two = tap + 1 < last ? Times(pass, window, tap + 1, 1, x) : Factor.None;
            ProductKernel.Accumulate(pass.Lanes, kernel.Outputs, one, two, y);
        }
    }

    /// <summary>(window t of x) += W·y.</summary>
    public void AddBackward(in PanelPass pass, int window, ReadOnlySpan<float> y, Span<float> x)
    {
        var (first, last) = windows.Taps(window);
        var each = _whole ? Math.Max(1, last - first) : 1;
        for (var tap = first; tap < last; tap += each)
        {
            var rows = each * _channels;
            var factor = kernel.TransposedFrom(tap * _channels, pass.Packed, y);
            ProductKernel.Accumulate(pass.Lanes, rows, factor, Factor.None, x.Slice(Place(window, tap, pass.Lanes), rows * pass.Lanes));
        }
    }

    /// <summary>Adds the gradient of W over some windows.</summary>
    /// <param name="pass">Holds the gradient.</param>
    /// <param name="first">The first window.</param>
    /// <param name="count">Windows.</param>
    /// <param name="x">The series.</param>
    /// <param name="turned">What stands at the other side of each window, turned and in blocks.</param>
    /// <param name="turnedStride">Floats from one window's to the next.</param>
    public void AddGradient(in PanelPass pass, int first, int count, ReadOnlySpan<float> x, ReadOnlySpan<float> turned, int turnedStride)
    {
        var lanes = pass.Lanes;
        var gradient = kernel.In(pass.Gradient);
        var stride = windows.Stride * width * lanes;
        if (_whole && windows.Taps(first) == (0, windows.Size) && windows.Taps(first + count - 1) == (0, windows.Size))
        {
            OuterKernel.Add(lanes, kernel.Inputs, kernel.Stride, count, x[Place(first, 0, lanes)..], stride, turned, turnedStride, gradient);
            return;
        }

        for (var tap = 0; tap < windows.Size; tap++)
        {
            var (from, to) = windows.WindowsOf(tap, first, first + count);
            if (from < to)
            {
                var rows = gradient.Slice(tap * _channels * kernel.Stride, _channels * kernel.Stride);
                OuterKernel.Add(lanes, _channels, kernel.Stride, to - from, x[Place(from, tap, lanes)..], stride, turned[((from - first) * turnedStride)..], turnedStride, rows);
            }
        }
    }

    private Factor Times(in PanelPass pass, int window, int tap, int taps, ReadOnlySpan<float> x)
    {
        var rows = taps * _channels;
        return kernel.TimesFrom(tap * _channels, rows, pass.Packed, x.Slice(Place(window, tap, pass.Lanes), rows * pass.Lanes));
    }

    private int Place(int window, int tap, int lanes) => ((windows.Step(window, tap) * width) + firstChannel) * lanes;
}
