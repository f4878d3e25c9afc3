using System.Globalization;
using System.Text;

namespace Kilter.Sources.Clocks;

/// <summary>Reads the cells of one time column as UTC ticks.</summary>
internal sealed class TimeReader
{
    private readonly TimeLayout _layout;
    private readonly string? _format;
    private readonly ZoneClock _zone;
    private long _stated;
    private long _assumed;

    /// <summary>A reader of one layout, for wall times in one zone.</summary>
    /// <param name="layout">How the cells are written.</param>
    /// <param name="zone">The IANA name of the zone of cells that state no offset.</param>
    /// <param name="format">The .NET format for <see cref="TimeLayout.Given"/>.</param>
    public TimeReader(TimeLayout layout, string zone, string? format = null)
    {
        _layout = layout;
        _format = format;
        _zone = new ZoneClock(zone);
    }

    /// <summary>How the cells are written.</summary>
    public TimeLayout Layout => _layout;

    /// <summary>The layout in words.</summary>
    public string Words => _format is null ? _layout.Words() : $"format {_format}";

    /// <summary>The zone, with counts of what daylight saving made doubtful.</summary>
    public ZoneClock Zone => _zone;

    /// <summary>The zone the cells were taken to be in, for people.</summary>
    public string ZoneWords
        => _layout.IsUnix() ? "UTC (Unix time)"
            : _stated > 0 && _assumed == 0 ? "UTC (stated)"
            : _stated > 0 ? $"stated in part, the rest read as {_zone.Name}"
            : _zone.IsUtc ? "none given, read as UTC"
            : _zone.Name;

    /// <summary>Reads a cell that is not missing.</summary>
    /// <returns>False when the cell is not a time in this layout.</returns>
    public bool TryRead(ReadOnlySpan<byte> cell, out long ticks)
    {
        if (_layout.IsUnix())
        {
            return UnixText.TryRead(cell, _layout, out ticks);
        }

        ticks = 0;
        if (!TryWritten(cell, out var time))
        {
            return false;
        }

        if (time.Offset is { } offset)
        {
            _stated++;
            ticks = time.Ticks - offset;
        }
        else
        {
            _assumed++;
            ticks = _zone.ToUtc(time.Ticks);
        }

        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
    }

    private bool TryWritten(ReadOnlySpan<byte> cell, out WrittenTime time) => _layout switch
    {
        TimeLayout.YearFirst => DateText.TryYearFirst(cell, out time),
        TimeLayout.MonthFirst => DateText.TryMonthFirst(cell, out time),
        TimeLayout.DayFirst => DateText.TryDayFirst(cell, out time),
        _ => TryGiven(cell, out time),
    };

    private bool TryGiven(ReadOnlySpan<byte> cell, out WrittenTime time)
    {
        var text = Encoding.UTF8.GetString(cell);
        time = default;
        if (!DateTimeOffset.TryParseExact(text, _format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed))
        {
            return false;
        }

        time = _format!.Contains('z') || _format.Contains('K')
            ? new WrittenTime(parsed.DateTime.Ticks, parsed.Offset.Ticks)
            : new WrittenTime(parsed.DateTime.Ticks, null);
        return true;
    }
}
