using Kilter.Sources.Parsing;

namespace Kilter.Sources.Clocks;

/// <summary>Counts since 1970-01-01T00:00:00Z as text, whole or with a fraction, without passing through a double where the digits are plain.</summary>
internal static class UnixText
{
    /// <summary>Reads a count in the unit of <paramref name="layout"/> as UTC ticks. Parts of a tick are cut.</summary>
    public static bool TryRead(ReadOnlySpan<byte> cell, TimeLayout layout, out long ticks)
    {
        var (up, down) = layout switch
        {
            TimeLayout.UnixSeconds => (TimeSpan.TicksPerSecond, 1L),
            TimeLayout.UnixMilliseconds => (TimeSpan.TicksPerMillisecond, 1L),
            TimeLayout.UnixMicroseconds => (TimeSpan.TicksPerMicrosecond, 1L),
            _ => (1L, 100L),
        };

        return TryPlain(cell, up, down, out ticks) || TryScientific(cell, up, down, out ticks);
    }

    private static bool TryPlain(ReadOnlySpan<byte> cell, long up, long down, out long ticks)
    {
        ticks = 0;
        var (at, whole) = (0, 0L);
        uint digit;
        while (at < cell.Length && at < 19 && (digit = (uint)(cell[at] - '0')) <= 9)
        {
            whole = (whole * 10) + digit;
            at++;
        }

        if (at == 0 || whole > DateTime.MaxValue.Ticks / up * down)
        {
            return false;
        }

        ticks = DateTime.UnixEpoch.Ticks + (whole * up / down);
        if (at == cell.Length)
        {
            return ticks <= DateTime.MaxValue.Ticks;
        }

        if (cell[at++] != '.')
        {
            return false;
        }

        for (var unit = up / 10; at < cell.Length && (digit = (uint)(cell[at] - '0')) <= 9; unit /= 10)
        {
            ticks += unit * digit;
            at++;
        }

        return at == cell.Length && ticks <= DateTime.MaxValue.Ticks;
    }

    private static bool TryScientific(ReadOnlySpan<byte> cell, long up, long down, out long ticks)
    {
        ticks = 0;
        if (!NumberParser.TryParse(cell, (byte)'.', out var count) || !(count >= 0) || count * up / down > 2.5e18)
        {
            return false;
        }

        ticks = DateTime.UnixEpoch.Ticks + (long)(count * up / down);
        return ticks <= DateTime.MaxValue.Ticks;
    }
}
