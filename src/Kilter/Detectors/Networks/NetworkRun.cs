using Kilter.Numerics.Neural;
using Kilter.Windows;

namespace Kilter.Detectors.Networks;

/// <summary>Runs a network over a detector's windows a batch at a time, so that memory does not grow with the record.</summary>
internal static class NetworkRun
{
    // Outputs of one batch: 1 MB of floats stays in cache.
    private const int MostOutputs = 1 << 18;

    /// <summary>Takes one window: its number, its values as they came, and what the network gave for it.</summary>
    public delegate void Use(int window, ReadOnlySpan<float> values, ReadOnlySpan<float> output);

    /// <summary>Makes the network's input of windows as they came and as <see cref="InputGuard"/> makes them safe, one every <paramref name="stride"/>.</summary>
    public delegate IWindowSource Make(WindowSet windows, WindowSet safe, int stride);

    /// <summary>Runs the network over the windows <paramref name="first"/>, <paramref name="first"/> + <paramref name="stride"/>, … in order.</summary>
    /// <param name="network">Its input is <paramref name="samples"/> samples of a window.</param>
    /// <param name="guard">What makes the windows safe.</param>
    /// <param name="windows">The windows as they came.</param>
    /// <param name="use">Called once a window, in order.</param>
    /// <param name="first">The first window.</param>
    /// <param name="stride">Windows between two that are run.</param>
    /// <param name="samples">The samples of a window that go in, from its first; null for all.</param>
    /// <param name="make">Makes the input where it is more than those samples.</param>
    /// <param name="cancellation">Looked at once a batch.</param>
    public static void Each(
        Network network, InputGuard guard, WindowSet windows, Use use, int first = 0, int stride = 1, int? samples = null, Make? make = null, CancellationToken cancellation = default)
    {
        var size = network.Output.Length;
        var batch = Math.Clamp(MostOutputs / Math.Max(size, network.Input.Length), 1, 4096);
        var outputs = new float[Math.Min(batch, Math.Max(0, windows.Count - first)) * size];
        for (var start = first; start < windows.Count; start += batch * stride)
        {
            cancellation.ThrowIfCancellationRequested();
            var part = windows.Slice(start, (int)Math.Min(windows.Count, start + ((long)batch * stride)));
            var safe = guard.Apply(part);
            var inputs = make?.Invoke(part, safe, stride) ?? new NetworkWindows(safe, stride, 0, samples);
            network.Run(inputs, outputs.AsMemory(0, inputs.Count * size), threads: 1);
            for (var n = 0; n < inputs.Count; n++)
            {
                use(start + (n * stride), part[n * stride], outputs.AsSpan(n * size, size));
            }
        }
    }
}
