namespace Kilter.Frames;

/// <summary>Timestamps × channels: one table of measurements, T samples of C channels.</summary>
/// <remarks>
/// <para>Values are float64, row-major (T, C), as they came from the source; NaN means missing, infinities do not occur. Immutable.</para>
/// <para>Slicing shares the values; selecting channels copies them.</para>
/// </remarks>
public sealed class Frame
{
    private readonly ReadOnlyMemory<double> _values;

    /// <summary>Makes a frame over <paramref name="values"/>, which the caller gives away: it is kept, not copied.</summary>
    /// <exception cref="ArgumentException">The number of values is not samples × channels, a channel name occurs twice, or there is no channel.</exception>
    public Frame(TimeAxis time, IReadOnlyList<Channel> channels, ReadOnlyMemory<double> values)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(channels);
        Guard.AtLeast(channels.Count, 1, "channels");
        if (values.Length != (long)time.Count * channels.Count)
        {
            throw new ArgumentException($"'values' has {values.Length} values; {time.Count} samples of {channels.Count} channels need {(long)time.Count * channels.Count}.", nameof(values));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var channel in channels)
        {
            if (!names.Add(channel.Name))
            {
                throw new ArgumentException($"Two channels are named '{channel.Name}'.", nameof(channels));
            }
        }

        Time = time;
        Channels = channels;
        _values = values;
    }

    /// <summary>When each sample was taken.</summary>
    public TimeAxis Time { get; }

    /// <summary>The C measured variables, in column order.</summary>
    public IReadOnlyList<Channel> Channels { get; }

    /// <summary>T, the number of samples.</summary>
    public int Count => Time.Count;

    /// <summary>All values, row-major (T, C); NaN for missing.</summary>
    public ReadOnlySpan<double> Values => _values.Span;

    /// <summary>The C values of one sample.</summary>
    public ReadOnlySpan<double> this[int sample] => _values.Span.Slice(sample * Channels.Count, Channels.Count);

    /// <summary>One value; NaN when missing.</summary>
    public double this[int sample, int channel] => _values.Span[(sample * Channels.Count) + channel];

    /// <summary>A stretch of samples. Shares the values.</summary>
    public Frame Slice(SampleRange range)
        => new(Time.Slice(range), Channels, _values.Slice(range.Start * Channels.Count, range.Length * Channels.Count));

    /// <summary>The frame with only the channels at <paramref name="columns"/>, in that order. Copies the values.</summary>
    public Frame Select(IReadOnlyList<int> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var chosen = new double[(long)Count * columns.Count];
        for (var t = 0; t < Count; t++)
        {
            var sample = this[t];
            for (var c = 0; c < columns.Count; c++)
            {
                chosen[(t * columns.Count) + c] = sample[columns[c]];
            }
        }

        return new Frame(Time, [.. columns.Select(c => Channels[c])], chosen);
    }

    /// <summary>All values of one channel, copied.</summary>
    public double[] Column(int channel)
    {
        var column = new double[Count];
        var values = _values.Span;
        for (var t = 0; t < column.Length; t++)
        {
            column[t] = values[(t * Channels.Count) + channel];
        }

        return column;
    }

    /// <summary>The position of the channel of that name, or −1.</summary>
    public int IndexOf(string name)
    {
        for (var c = 0; c < Channels.Count; c++)
        {
            if (string.Equals(Channels[c].Name, name, StringComparison.Ordinal))
            {
                return c;
            }
        }

        return -1;
    }
}
