using Kilter.Frames;

namespace Kilter.Preparation;

/// <summary>Where an instant lies in its day and week, in UTC ticks. Monday is 0.</summary>
internal static class CalendarSlots
{
    /// <summary>0 for Monday to 6 for Sunday. The day that ticks count from, 0001-01-01, was a Monday.</summary>
    public static int Weekday(long ticks) => (int)(ticks / TimeSpan.TicksPerDay % 7);

    /// <summary>0 to 23.</summary>
    public static int Hour(long ticks) => (int)(ticks % TimeSpan.TicksPerDay / TimeSpan.TicksPerHour);

    /// <summary>The slot of the day of so many minutes, from 0.</summary>
    public static int OfDay(long ticks, int minutes) => (int)(ticks % TimeSpan.TicksPerDay / (minutes * TimeSpan.TicksPerMinute));

    /// <summary>Throws when samples are only numbered.</summary>
    public static void NeedTime(Frame frame, string stage)
    {
        if (!frame.Time.HasTime)
        {
            throw new ArgumentException($"'{stage}' goes by the time of day, but the samples carry no time. Leave it out, or give the rows times with --row-step.", nameof(frame));
        }
    }
}
