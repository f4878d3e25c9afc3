using Kilter.Frames;

namespace Kilter.Preparation;

/// <summary>Settings of <see cref="ChannelsPreparation"/>.</summary>
public sealed record ChannelsOptions
{
    /// <summary>The channels to keep, by name; none for all but those dropped.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>The channels to leave out, by name.</summary>
    public IReadOnlyList<string> Drop { get; init; } = [];
}

/// <summary>Keeps or leaves out channels by name. Those that stay keep their order.</summary>
public sealed class ChannelsPreparation : IPreparation
{
    internal const string Name = "channels";
    private readonly ChannelsOptions _options;

    /// <summary>A preparation by <paramref name="options"/>.</summary>
    /// <exception cref="ArgumentException">Nothing is named, or both what to keep and what to drop.</exception>
    public ChannelsPreparation(ChannelsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if ((options.Keep.Count > 0) == (options.Drop.Count > 0))
        {
            throw new ArgumentException("'channels' takes either keep=NAME,… or drop=NAME,….", nameof(options));
        }

        _options = options;
    }

    /// <inheritdoc/>
    public bool Causal => true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no channel of a name, or none would stay.</exception>
    public IFittedPreparation Fit(Frame frame, SampleRange rows)
    {
        ChannelGuard.Inside(frame, rows);
        var named = (_options.Keep.Count > 0 ? _options.Keep : _options.Drop).Select(name => Find(frame, name)).ToHashSet();
        int[] kept = [.. Enumerable.Range(0, frame.Channels.Count).Where(c => named.Contains(c) == _options.Keep.Count > 0)];
        return kept.Length > 0
            ? new FittedSelection(Name, frame.Channels.Count, kept, FittedSelection.EveryRow)
            : throw new ArgumentException($"'{Name}' would leave no channel of {string.Join(", ", frame.Channels.Select(c => c.Name))}.");
    }

    private static int Find(Frame frame, string name) => frame.IndexOf(name) is >= 0 and var place ? place
        : throw new ArgumentException($"'{Name}': there is no channel '{name}'. Closest: {Nearest.Of(name, frame.Channels.Select(c => c.Name))}.");
}
