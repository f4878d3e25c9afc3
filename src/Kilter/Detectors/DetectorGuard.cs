using Kilter.Windows;

namespace Kilter.Detectors;

/// <summary>The checks at the door of every detector: shapes, enough windows, and finite values.</summary>
/// <remarks>Values are looked at once a call, at memory speed; the loops behind run unchecked.</remarks>
internal static class DetectorGuard
{
    /// <summary>Checks the windows of a fit.</summary>
    /// <exception cref="ArgumentException">Another window length, too few windows, or a value that is not finite.</exception>
    public static void Fit(WindowSet train, int length, int least, FitContext context)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(context);
        context.Cancellation.ThrowIfCancellationRequested();
        Guard.Length(train.Length, length, "window");
        Guard.AtLeast(train.Count, least, "training windows");
        train.CheckFinite();
    }

    /// <summary>Checks the windows to score and the room for their scores.</summary>
    /// <exception cref="ArgumentException">Another shape, or a value that is not finite; the message names its channel.</exception>
    public static void Score(IFittedDetector fitted, WindowSet windows, Span<float> scores)
    {
        Windows(fitted, windows);
        Guard.Length(scores.Length, windows.Count, nameof(scores));
    }

    /// <summary>Checks the windows to explain and the room for the answer.</summary>
    /// <exception cref="ArgumentException">Another shape, or a value that is not finite; the message names its channel.</exception>
    public static void Explain(IFittedDetector fitted, WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        Windows(fitted, windows);
        Guard.Length(contributions.Length, windows.Count * windows.Channels, nameof(contributions));
        Guard.Length(expected.Length, windows.Count * windows.Channels, nameof(expected));
    }

    /// <summary>Checks one sample of a stream.</summary>
    /// <exception cref="ArgumentException">Another number of channels, or a value that is not finite; the message names its channel.</exception>
    public static void Sample(ReadOnlySpan<float> sample, int channels)
    {
        Guard.Length(sample.Length, channels, nameof(sample));
        for (var c = 0; c < sample.Length; c++)
        {
            if (!float.IsFinite(sample[c]))
            {
                throw new ArgumentException($"Channel {c} is {sample[c]} in the sample; missing values must be filled before scoring.", nameof(sample));
            }
        }
    }

    private static void Windows(IFittedDetector fitted, WindowSet windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        Guard.Length(windows.Length, fitted.WindowLength, "window");
        Guard.Length(windows.Channels, fitted.Channels, "sample");
        windows.CheckFinite();
    }
}
