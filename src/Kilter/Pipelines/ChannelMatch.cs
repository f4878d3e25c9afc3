using Kilter.Frames;
using Kilter.Sources;

namespace Kilter.Pipelines;

/// <summary>Brings a record to the channels that something was, or will be, learned on.</summary>
internal static class ChannelMatch
{
    /// <summary>The frame with exactly these channels, in this order.</summary>
    /// <exception cref="DataException">A channel is missing; the message names it and the nearest name there is.</exception>
    public static Frame Like(Reading data, IReadOnlyList<Channel> channels)
    {
        var frame = data.Frame;
        if (frame.Channels.Count == channels.Count && frame.Channels.Zip(channels).All(p => string.Equals(p.First.Name, p.Second.Name, StringComparison.Ordinal)))
        {
            return frame;
        }

        var columns = new int[channels.Count];
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = frame.IndexOf(channels[c].Name);
            if (columns[c] >= 0)
            {
                continue;
            }

            var constant = data.Columns.FirstOrDefault(k => string.Equals(k.Name, channels[c].Name, StringComparison.Ordinal));
            throw new DataException(constant is null
                ? $"{data.Name} has no channel '{channels[c].Name}'. Closest: {Nearest.Of(channels[c].Name, frame.Channels.Select(k => k.Name))}."
                : $"{data.Name}: '{channels[c].Name}' cannot be used ({constant.Why}).")
            {
                Expected = [$"Needed: {string.Join(", ", channels.Select(k => k.Name))}.", $"Found: {string.Join(", ", frame.Channels.Select(k => k.Name))}."],
            };
        }

        return frame.Select(columns);
    }
}
