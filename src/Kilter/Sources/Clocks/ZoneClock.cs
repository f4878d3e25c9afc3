namespace Kilter.Sources.Clocks;

/// <summary>Turns the time on a wall clock in one zone into UTC, row after row, and counts what daylight saving made doubtful.</summary>
/// <remarks>
/// An hour that happens twice: the first passing is taken until time would go back, then the second. An hour that never happened: it is read with the
/// offset in force before it, so that it lands right after the change. Both are counted. Keeps the offset of the current day: cost O(1) a row.
/// </remarks>
internal sealed class ZoneClock
{
    private readonly TimeZoneInfo _zone;
    private long _dayStart = long.MaxValue;
    private long _offset;
    private bool _changes;
    private long _previous = long.MinValue;

    /// <summary>A clock in the zone of that IANA name.</summary>
    /// <exception cref="DataException">There is no such zone.</exception>
    public ZoneClock(string name)
    {
        Name = name;
        IsUtc = name is "UTC" or "Etc/UTC" or "Z";
        if (IsUtc)
        {
            _zone = TimeZoneInfo.Utc;
        }
        else if (!TimeZoneInfo.TryFindSystemTimeZoneById(name, out _zone!))
        {
            var close = Words.Closest(name, TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id));
            throw new DataException($"There is no time zone '{name}'.{(close.Count > 0 ? $" Closest: {string.Join(", ", close)}." : "")}")
            {
                IsUsage = true,
                Expected = ["Zones go by their IANA names, such as Europe/Berlin or America/New_York; the computer must have them installed."],
                Try = [.. close.Take(1).Select(zone => $"--time-zone {zone}")],
            };
        }
    }

    /// <summary>The name as given.</summary>
    public string Name { get; }

    /// <summary>True when wall time is UTC.</summary>
    public bool IsUtc { get; }

    /// <summary>Rows in an hour that happened twice.</summary>
    public long Repeated { get; private set; }

    /// <summary>Rows in an hour that never happened.</summary>
    public long Skipped { get; private set; }

    /// <summary>UTC ticks of the next row.</summary>
    public long ToUtc(long wall)
    {
        if (IsUtc)
        {
            return wall;
        }

        var day = wall - (wall % TimeSpan.TicksPerDay);
        if (day != _dayStart)
        {
            _dayStart = day;
            _offset = Offset(day);
            _changes = Offset(day) != Offset(day + TimeSpan.TicksPerDay) || Offset(day) != Offset(day - TimeSpan.TicksPerHour);
        }

        _previous = wall - (_changes ? OffsetOnTheDay(wall) : _offset);
        return _previous;
    }

    private long OffsetOnTheDay(long wall)
    {
        var time = new DateTime(wall, DateTimeKind.Unspecified);
        if (_zone.IsInvalidTime(time))
        {
            Skipped++;
            return Offset(wall - (3 * TimeSpan.TicksPerHour));
        }

        if (!_zone.IsAmbiguousTime(time))
        {
            return Offset(wall);
        }

        Repeated++;
        var offsets = _zone.GetAmbiguousTimeOffsets(time);
        var (early, late) = (offsets.Max(o => o.Ticks), offsets.Min(o => o.Ticks));
        return wall - early > _previous ? early : late;
    }

    private long Offset(long wall)
        => _zone.GetUtcOffset(new DateTime(Math.Clamp(wall, 0, DateTime.MaxValue.Ticks), DateTimeKind.Unspecified)).Ticks;
}
