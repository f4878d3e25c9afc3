using Kilter.Windows;

namespace Kilter.Detectors.Online;

/// <summary>Runs an online detector over windows of one sample: scores each, then learns it, at its place on the clock.</summary>
internal static class OnlineReplay
{
    private const int SamplesBetweenPolls = 65_536;

    /// <summary>One score a window, from the state at the end of fitting.</summary>
    public static void Score(IOnlineFittedDetector fitted, WindowSet windows, Span<float> scores)
    {
        DetectorGuard.Score(fitted, windows, scores);
        var state = fitted.Start();
        for (var n = 0; n < windows.Count; n++)
        {
            state.Seek(windows.PlaceOf(n));
            scores[n] = state.Score(windows[n]);
            state.Learn(windows[n]);
        }
    }

    /// <summary>As <see cref="IFittedDetector.Explain"/>, from the state at the end of fitting.</summary>
    public static void Explain(IOnlineFittedDetector fitted, WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Explain(fitted, windows, contributions, expected);
        var (state, channels) = (fitted.Start(), windows.Channels);
        for (var n = 0; n < windows.Count; n++)
        {
            state.Seek(windows.PlaceOf(n));
            state.Explain(windows[n], contributions.Slice(n * channels, channels), expected.Slice(n * channels, channels));
            state.Learn(windows[n]);
        }
    }

    /// <summary>Learns every window in order.</summary>
    public static void Learn(IOnlineState state, WindowSet windows, CancellationToken cancellation)
    {
        for (var n = 0; n < windows.Count; n++)
        {
            if (n % SamplesBetweenPolls == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            state.Seek(windows.PlaceOf(n));
            state.Learn(windows[n]);
        }
    }
}
