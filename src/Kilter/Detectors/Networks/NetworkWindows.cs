using Kilter.Numerics.Neural;
using Kilter.Windows;

namespace Kilter.Detectors.Networks;

/// <summary>A detector's windows, or the same part of each of them, as the engine reads them. Nothing is copied.</summary>
/// <param name="windows">The windows, mostly those of <see cref="InputGuard.Apply"/>.</param>
/// <param name="stride">Every how many windows one is taken.</param>
/// <param name="first">The first sample of a window that is taken.</param>
/// <param name="samples">How many samples are taken; all that are left for null. A forecaster gives the network (0, W − 1) and the loss (W − 1, 1).</param>
internal sealed class NetworkWindows(WindowSet windows, int stride = 1, int first = 0, int? samples = null) : IWindowSource
{
    private readonly int _from = first * windows.Channels;

    public int Count { get; } = (windows.Count + stride - 1) / stride;

    public int Length { get; } = (samples ?? (windows.Length - first)) * windows.Channels;

    public ReadOnlySpan<float> this[int index] => windows[index * stride].Slice(_from, Length);
}
