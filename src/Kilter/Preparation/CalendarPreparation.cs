using Kilter.Artifacts;
using Kilter.Frames;
using Kilter.Numerics.Randomness;

namespace Kilter.Preparation;

/// <summary>Which hours count as awake.</summary>
public enum AwakeRule
{
    /// <summary>6 to 23 o'clock: the rule of the Scala program (default).</summary>
    Scala,

    /// <summary>6 to 23 o'clock, and the hour after midnight: the rule of the notebook.</summary>
    Notebook,
}

/// <summary>A channel that the calendar can add.</summary>
public enum CalendarChannel
{
    /// <summary>The hour of the day, 0 to 23.</summary>
    Hour,

    /// <summary>The day of the week, 0 for Monday to 6 for Sunday.</summary>
    Weekday,

    /// <summary>1 in hours in which people are awake, else 0.</summary>
    Awake,

    /// <summary>Sine and cosine of the time of day: two channels in which 23:59 and 0:00 are neighbours.</summary>
    DayCircle,

    /// <summary>Sine and cosine of the time of the week: two channels.</summary>
    WeekCircle,
}

/// <summary>Settings of <see cref="CalendarPreparation"/>.</summary>
public sealed record CalendarOptions
{
    /// <summary>What to add, in this order. Default: hour, weekday, awake.</summary>
    public IReadOnlyList<CalendarChannel> Add { get; init; } = [CalendarChannel.Hour, CalendarChannel.Weekday, CalendarChannel.Awake];

    /// <summary>Which hours count as awake. Default: the Scala rule.</summary>
    public AwakeRule Awake { get; init; }
}

/// <summary>Adds channels that say what time it is, so that a detector can tell night from day. Times are UTC.</summary>
/// <remarks>
/// <para>The measured channels stay as they are; the added ones (hour, weekday, awake, day-sin, day-cos, week-sin, week-cos) follow them and are not shown in reports.
/// Nothing is learned. Cost: O(T·C).</para>
/// <para>Source: the taxi example of Intel Analytics Zoo, "Anomaly detection using RNN", 2018 (hour and awake).</para>
/// </remarks>
public sealed class CalendarPreparation : IPreparation
{
    internal const string Name = "calendar";
    private readonly CalendarOptions _options;

    /// <summary>A preparation that adds what <paramref name="options"/> name.</summary>
    /// <exception cref="ArgumentException">Nothing is to be added, or something twice.</exception>
    public CalendarPreparation(CalendarOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Add.Count == 0 || options.Add.Distinct().Count() != options.Add.Count)
        {
            throw new ArgumentException("'add' of 'calendar' must name at least one channel, and none twice: hour, weekday, awake, day-circle, week-circle.", nameof(options));
        }

        _options = options;
    }

    /// <inheritdoc/>
    public bool Causal => true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The samples carry no time, or a channel already has the name of one that is to be added.</exception>
    public IFittedPreparation Fit(Frame frame, SampleRange rows)
    {
        ChannelGuard.Inside(frame, rows);
        CalendarSlots.NeedTime(frame, Name);
        return new FittedCalendar([.. _options.Add], _options.Awake, frame.Channels.Count);
    }

    /// <summary>True when the hour of a day, 0 to 23, counts as awake.</summary>
    public static bool IsAwake(int hour, AwakeRule rule) => hour is >= 6 and <= 23 || (rule == AwakeRule.Notebook && hour == 0);
}

/// <summary>A fitted <see cref="CalendarPreparation"/>.</summary>
internal sealed class FittedCalendar(CalendarChannel[] add, AwakeRule awake, int channels) : IFittedPreparation
{
    public bool HasInverse => true;

    public static FittedCalendar Read(ArtifactReader artifact)
    {
        var add = artifact.WholeNumbers("add");
        var counts = artifact.WholeNumbers("counts", 2);
        return add.Length > 0 && Array.TrueForAll(add, a => a is >= 0 and <= (long)CalendarChannel.WeekCircle) && counts[0] is 0 or 1 && counts[1] is >= 1 and <= 1_000_000
            ? new FittedCalendar([.. add.Select(a => (CalendarChannel)a)], (AwakeRule)counts[0], (int)counts[1])
            : throw new InvalidDataException("The model's calendar holds impossible settings.");
    }

    public PreparedFrame Apply(Frame frame)
    {
        ChannelGuard.Same(frame, channels, CalendarPreparation.Name);
        CalendarSlots.NeedTime(frame, CalendarPreparation.Name);
        var names = add.SelectMany(NamesOf).ToArray();
        if (names.FirstOrDefault(n => frame.IndexOf(n) >= 0) is { } taken)
        {
            throw new ArgumentException($"'calendar' would add a channel '{taken}', but there is one of that name. Leave it out with add=…, or drop the other.", nameof(frame));
        }

        var width = channels + names.Length;
        var values = new double[(long)frame.Count * width];
        for (var t = 0; t < frame.Count; t++)
        {
            var row = values.AsSpan(t * width, width);
            frame[t].CopyTo(row);
            var place = channels;
            foreach (var channel in add)
            {
                place += Fill(channel, frame.Time[t], row[place..]);
            }
        }

        return new PreparedFrame(
            new Frame(frame.Time, [.. frame.Channels, .. names.Select(n => new Channel(n))], values),
            samples: null,
            [.. Enumerable.Range(0, channels), .. names.Select(_ => -1)]);
    }

    public double Restore(Frame before, int sample, int channel, double value) => value;

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("add", [.. add.Select(a => (long)a)]);
        artifact.Set("counts", [(long)awake, channels]);
    }

    private static string[] NamesOf(CalendarChannel channel) => channel switch
    {
        CalendarChannel.Hour => ["hour"],
        CalendarChannel.Weekday => ["weekday"],
        CalendarChannel.Awake => ["awake"],
        CalendarChannel.DayCircle => ["day-sin", "day-cos"],
        _ => ["week-sin", "week-cos"],
    };

    private int Fill(CalendarChannel channel, long ticks, Span<double> row)
    {
        switch (channel)
        {
            case CalendarChannel.Hour:
                row[0] = CalendarSlots.Hour(ticks);
                return 1;
            case CalendarChannel.Weekday:
                row[0] = CalendarSlots.Weekday(ticks);
                return 1;
            case CalendarChannel.Awake:
                row[0] = CalendarPreparation.IsAwake(CalendarSlots.Hour(ticks), awake) ? 1 : 0;
                return 1;
            default:
                var length = channel == CalendarChannel.DayCircle ? TimeSpan.TicksPerDay : 7 * TimeSpan.TicksPerDay;
                var turns = (double)(ticks % length) / length;
                (row[0], row[1]) = (PortableMath.SinTurns(turns), PortableMath.SinTurns(turns + 0.25));
                return 2;
        }
    }
}
