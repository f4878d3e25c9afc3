using Kilter.Frames;

namespace Kilter.Cleaning;

/// <summary>The values a channel may take, ends included. Infinite ends leave that side open.</summary>
/// <param name="Low">The least value.</param>
/// <param name="High">The greatest value; not below <paramref name="Low"/>.</param>
public readonly record struct ValueLimits(double Low, double High);

/// <summary>Pulls values outside stated limits back to the nearer limit: for sensors that report impossible numbers.</summary>
/// <remarks>Missing values stay missing. It hides far values from the detector, so it is for what is physically impossible, not for what is rare.</remarks>
public static class Clipper
{
    /// <summary>Clips every channel to its limits and counts the values that were moved. The frame itself comes back when none was.</summary>
    /// <param name="frame">T samples of C channels.</param>
    /// <param name="limits">One pair a channel, (C).</param>
    /// <exception cref="ArgumentException">There is not one pair a channel, or a pair's low end lies above its high end.</exception>
    public static (Frame Frame, long Clipped) Clip(Frame frame, IReadOnlyList<ValueLimits> limits)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(limits);
        Guard.Length(limits.Count, frame.Channels.Count, nameof(limits));
        for (var c = 0; c < limits.Count; c++)
        {
            if (!(limits[c].Low <= limits[c].High))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The limits of '{frame.Channels[c].Name}' are {limits[c].Low} and {limits[c].High}; the first must not lie above the second."), nameof(limits));
            }
        }

        var values = frame.Values.ToArray();
        var clipped = 0L;
        for (var i = 0; i < values.Length; i++)
        {
            var limit = limits[i % limits.Count];
            var inside = Math.Clamp(values[i], limit.Low, limit.High);
            if (inside != values[i] && !double.IsNaN(values[i]))
            {
                clipped++;
                values[i] = inside;
            }
        }

        return (clipped == 0 ? frame : new Frame(frame.Time, frame.Channels, values), clipped);
    }
}
