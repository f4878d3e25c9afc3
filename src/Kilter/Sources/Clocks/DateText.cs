namespace Kilter.Sources.Clocks;

/// <summary>One written date and time, taken apart.</summary>
/// <param name="Ticks">Ticks on the clock the writer looked at.</param>
/// <param name="Offset">Ticks that clock was ahead of UTC, or null where the text does not say.</param>
internal readonly record struct WrittenTime(long Ticks, long? Offset);

/// <summary>Reads dates and times in the three usual orders of year, month and day, byte by byte, without a string.</summary>
/// <remarks>
/// Accepted: dates with '-', '/' or '.' between their parts; then nothing, or a blank, 'T', '.', '_' or ',' and H:mm[:ss[.fraction]] with ':' or '.' between;
/// then nothing, AM or PM, 'Z', or an offset ±hh[:mm]. Fractions beyond 100 ns are cut. Two-digit years 70–99 are 1970–1999, 00–69 are 2000–2069.
/// </remarks>
internal static class DateText
{
    /// <summary>Reads year, month, day and time.</summary>
    public static bool TryYearFirst(ReadOnlySpan<byte> cell, out WrittenTime time)
    {
        if (TryFixed(cell, out time))
        {
            return true;
        }

        var at = 0;
        return TryNumber(cell, ref at, 4, 4, out var year) && TryMark(cell, ref at, out var mark)
            && TryNumber(cell, ref at, 1, 2, out var month) && TryMark(cell, ref at, out var second) && second == mark
            && TryNumber(cell, ref at, 1, 2, out var day)
            && TryRest(cell, at, year, month, day, out time);
    }

    /// <summary>Reads month, day, year and time.</summary>
    public static bool TryMonthFirst(ReadOnlySpan<byte> cell, out WrittenTime time) => TryYearLast(cell, dayFirst: false, out time);

    /// <summary>Reads day, month, year and time.</summary>
    public static bool TryDayFirst(ReadOnlySpan<byte> cell, out WrittenTime time) => TryYearLast(cell, dayFirst: true, out time);

    private static bool TryYearLast(ReadOnlySpan<byte> cell, bool dayFirst, out WrittenTime time)
    {
        time = default;
        var at = 0;
        if (!(TryNumber(cell, ref at, 1, 2, out var first) && TryMark(cell, ref at, out var mark)
            && TryNumber(cell, ref at, 1, 2, out var second) && TryMark(cell, ref at, out var again) && again == mark))
        {
            return false;
        }

        var start = at;
        if (!TryNumber(cell, ref at, 2, 4, out var year) || at - start == 3)
        {
            return false;
        }

        year += at - start == 4 ? 0 : year < 70 ? 2000 : 1900;
        return TryRest(cell, at, year, dayFirst ? second : first, dayFirst ? first : second, out time);
    }

    // yyyy-MM-dd HH:mm:ss, the commonest of all, without a loop.
    private static bool TryFixed(ReadOnlySpan<byte> c, out WrittenTime time)
    {
        time = default;
        if (c.Length != 19 || c[4] != '-' || c[7] != '-' || c[10] is not ((byte)' ' or (byte)'T') || c[13] != ':' || c[16] != ':')
        {
            return false;
        }

        var (century, year, month, day) = (Two(c, 0), Two(c, 2), Two(c, 5), Two(c, 8));
        var (hour, minute, second) = (Two(c, 11), Two(c, 14), Two(c, 17));
        if ((century | year | month | day | hour | minute | second) < 0 || !TryDate((100 * century) + year, month, day, out var date))
        {
            return false;
        }

        time = new WrittenTime(date + ClockTicks(hour, minute, second), null);
        return hour < 24 && minute < 60 && second < 60;
    }

    private static int Two(ReadOnlySpan<byte> c, int at)
    {
        var (tens, ones) = ((uint)(c[at] - '0'), (uint)(c[at + 1] - '0'));
        return tens > 9 || ones > 9 ? -1 : (int)((10 * tens) + ones);
    }

    private static bool TryRest(ReadOnlySpan<byte> cell, int at, int year, int month, int day, out WrittenTime time)
    {
        time = default;
        if (!TryDate(year, month, day, out var ticks))
        {
            return false;
        }

        if (at == cell.Length)
        {
            time = new WrittenTime(ticks, null);
            return true;
        }

        if (cell[at] is not ((byte)' ' or (byte)'T' or (byte)'t' or (byte)'.' or (byte)'_' or (byte)','))
        {
            return false;
        }

        at++;
        while (at < cell.Length && cell[at] == ' ')
        {
            at++;
        }

        if (!TryClock(cell, ref at, out var clock) || !TryHalf(cell, ref at, ref clock) || !TryOffset(cell, ref at, out var offset))
        {
            return false;
        }

        time = new WrittenTime(ticks + clock, offset);
        return at == cell.Length;
    }

    private static bool TryClock(ReadOnlySpan<byte> cell, ref int at, out long ticks)
    {
        ticks = 0;
        if (!TryNumber(cell, ref at, 1, 2, out var hour) || at >= cell.Length || cell[at] is not ((byte)':' or (byte)'.'))
        {
            return false;
        }

        var mark = cell[at++];
        if (!TryNumber(cell, ref at, 2, 2, out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        var second = 0;
        if (at < cell.Length && cell[at] == mark)
        {
            at++;
            if (!TryNumber(cell, ref at, 2, 2, out second) || second > 59)
            {
                return false;
            }
        }

        ticks = ClockTicks(hour, minute, second);
        return TryFraction(cell, ref at, ref ticks);
    }

    private static bool TryFraction(ReadOnlySpan<byte> cell, ref int at, ref long ticks)
    {
        if (at >= cell.Length || cell[at] is not ((byte)'.' or (byte)','))
        {
            return true;
        }

        var start = ++at;
        for (var unit = TimeSpan.TicksPerSecond / 10; at < cell.Length && (uint)(cell[at] - '0') <= 9; unit /= 10)
        {
            ticks += unit * (cell[at++] - '0');
        }

        return at > start;
    }

    private static bool TryHalf(ReadOnlySpan<byte> cell, ref int at, ref long ticks)
    {
        var rest = cell[at..].TrimStart((byte)' ');
        if (rest.Length != 2 || (rest[1] | 0x20) != 'm' || (rest[0] | 0x20) is not ('a' or 'p'))
        {
            return true;
        }

        var noon = 12 * TimeSpan.TicksPerHour;
        if (ticks < TimeSpan.TicksPerHour || ticks >= noon + TimeSpan.TicksPerHour)
        {
            return false;
        }

        ticks = (ticks % noon) + ((rest[0] | 0x20) == 'p' ? noon : 0);
        at = cell.Length;
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<byte> cell, ref int at, out long? offset)
    {
        offset = null;
        if (at < cell.Length && cell[at] == ' ')
        {
            at++;
        }

        if (at == cell.Length)
        {
            return true;
        }

        var sign = cell[at++];
        if ((sign | 0x20) == 'z')
        {
            offset = 0;
            return true;
        }

        if (sign is not ((byte)'+' or (byte)'-') || !TryNumber(cell, ref at, 2, 2, out var hours) || hours > 14)
        {
            return false;
        }

        var minutes = 0;
        if (at < cell.Length && cell[at] == ':')
        {
            at++;
        }

        if (at < cell.Length && (!TryNumber(cell, ref at, 2, 2, out minutes) || minutes > 59))
        {
            return false;
        }

        var ticks = ClockTicks(hours, minutes, 0);
        offset = sign == '-' ? -ticks : ticks;
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> cell, ref int at, int least, int most, out int number)
    {
        number = 0;
        var start = at;
        uint digit;
        while (at < cell.Length && at - start < most && (digit = (uint)(cell[at] - '0')) <= 9)
        {
            number = (number * 10) + (int)digit;
            at++;
        }

        return at - start >= least;
    }

    private static bool TryMark(ReadOnlySpan<byte> cell, ref int at, out byte mark)
    {
        mark = at < cell.Length ? cell[at] : (byte)0;
        at++;
        return mark is (byte)'-' or (byte)'/' or (byte)'.';
    }

    private static bool TryDate(int year, int month, int day, out long ticks)
    {
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || (day > 28 && day > DateTime.DaysInMonth(year, month)))
        {
            ticks = 0;
            return false;
        }

        ticks = new DateTime(year, month, day).Ticks;
        return true;
    }

    private static long ClockTicks(int hour, int minute, int second)
        => ((((hour * 60L) + minute) * 60) + second) * TimeSpan.TicksPerSecond;
}
