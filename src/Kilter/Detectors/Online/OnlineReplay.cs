using Kilter.Windows;

namespace Kilter.Detectors.Online;

/// <summary>Runs an online detector over windows of one sample: scores each, then learns it, and tells the state of every time jump.</summary>
internal static class OnlineReplay
{
    /// <summary>One score a window, from the state at the end of fitting.</summary>
    public static void Score(IOnlineFittedDetector fitted, WindowSet windows, Span<float> scores)
    {
        DetectorGuard.Score(fitted, windows, scores);
        var state = fitted.Start();
        var segment = 0;
        for (var n = 0; n < windows.Count; n++)
        {
            JumpBefore(state, windows, n, ref segment);
            scores[n] = state.Score(windows[n]);
            state.Learn(windows[n]);
        }
    }

    /// <summary>As <see cref="IFittedDetector.Explain"/>, from the state at the end of fitting.</summary>
    public static void Explain(IOnlineFittedDetector fitted, WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Explain(fitted, windows, contributions, expected);
        var state = fitted.Start();
        var (segment, channels) = (0, windows.Channels);
        for (var n = 0; n < windows.Count; n++)
        {
            JumpBefore(state, windows, n, ref segment);
            state.Explain(windows[n], contributions.Slice(n * channels, channels), expected.Slice(n * channels, channels));
            state.Learn(windows[n]);
        }
    }

    /// <summary>Learns every window in order.</summary>
    public static void Learn(IOnlineState state, WindowSet windows, CancellationToken cancellation)
    {
        var segment = 0;
        for (var n = 0; n < windows.Count; n++)
        {
            if (n % 65_536 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            JumpBefore(state, windows, n, ref segment);
            state.Learn(windows[n]);
        }
    }

    /// <summary>A jump lies before a window that is not one stride after the last one, or that opens a new stretch.</summary>
    private static void JumpBefore(IOnlineState state, WindowSet windows, int window, ref int segment)
    {
        var start = windows.StartOf(window);
        var opens = false;
        while (segment + 1 < windows.Segments.Count && start >= windows.Segments[segment + 1].Start)
        {
            segment++;
            opens = true;
        }

        if (window > 0 && (opens || start - windows.StartOf(window - 1) > windows.Stride))
        {
            state.Jump();
        }
    }
}
