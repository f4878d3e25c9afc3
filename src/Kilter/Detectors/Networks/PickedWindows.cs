using Kilter.Numerics.Neural;

namespace Kilter.Detectors.Networks;

/// <summary>Some of the windows of a source, by number.</summary>
internal sealed class PickedWindows(IWindowSource source, int[] windows) : IWindowSource
{
    public int Count => windows.Length;

    public int Length => source.Length;

    public ReadOnlySpan<float> this[int index] => source[windows[index]];
}
