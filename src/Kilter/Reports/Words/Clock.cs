using System.Globalization;
using Kilter.Frames;

namespace Kilter.Reports.Words;

/// <summary>Says when samples were taken and how long stretches lasted, in the words that fit the record: dates and hours, or row numbers.</summary>
/// <remarks>Times are UTC. Seconds are shown only when samples lie less than a minute apart, the year when asked for or when the record spans more than 11 months.</remarks>
public sealed class Clock
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    private static readonly string[] Days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    private readonly TimeAxis _axis;
    private readonly bool _longRecord;

    /// <summary>A clock for a record. Cost: O(n log n) once when the axis is irregular.</summary>
    public Clock(TimeAxis axis)
        : this(axis, axis is null ? 0 : axis.TypicalStep())
    {
    }

    /// <summary>A clock for a record whose typical step is known.</summary>
    /// <param name="axis">The record's axis.</param>
    /// <param name="step">Ticks between neighbouring samples; 1 without time.</param>
    public Clock(TimeAxis axis, long step)
    {
        ArgumentNullException.ThrowIfNull(axis);
        _axis = axis;
        Step = step;
        _longRecord = axis.HasTime && axis.Count > 0 && axis[axis.Count - 1] - axis[0] > 335 * TimeSpan.TicksPerDay;
    }

    /// <summary>The clock of a report's record.</summary>
    public static Clock Of(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(report.Frame.Time, report.Data.Step > 0 ? report.Data.Step : report.Frame.Time.TypicalStep());
    }

    /// <summary>False when samples are only numbered.</summary>
    public bool HasTime => _axis.HasTime;

    /// <summary>Ticks between neighbouring samples; 1 without time.</summary>
    public long Step { get; }

    /// <summary>"Mon 27 Jan, 14:30", with <paramref name="year"/> "Mon 27 Jan 2014, 14:30"; "row 15,925" without time.</summary>
    public string When(int sample, bool year = false)
        => HasTime ? Date(sample, year) + (NeedsHour(sample) ? ", " + Hour(sample) : "") : "row " + Numbers.Count(_axis[sample]);

    /// <summary>The same for the first sample after a stretch, which may lie just past the end of the record.</summary>
    public string WhenEnded(int end, bool year = false)
        => end < _axis.Count ? When(end, year)
            : HasTime ? Say(EndTicks(end), year)
            : "row " + Numbers.Count(EndTicks(end));

    /// <summary>The day alone: "Mon 27 Jan"; "row 15,925" without time.</summary>
    public string Day(int sample, bool year = false) => HasTime ? Date(sample, year) : When(sample);

    /// <summary>The hour alone: "14:30", "14:30:05" or "14:30:05.250" by how closely the record was sampled.</summary>
    public string Hour(int sample) => Hour(_axis.At(sample));

    /// <summary>How long [start, end) lasted, from its first sample to the step after its last.</summary>
    public string Lasted(SampleRange range) => HasTime ? Durations.Exact(Length(range)) : Numbers.Count(range.Length, "row");

    /// <summary>How long [start, end) lasted; one tick a row without time.</summary>
    public TimeSpan Length(SampleRange range)
        => range.Length == 0 ? TimeSpan.Zero : new TimeSpan(HasTime ? _axis[range.End - 1] - _axis[range.Start] + Step : range.Length);

    /// <summary>The length of the whole record in one unit: "11 weeks"; "23,694 rows" without time.</summary>
    public string WholeRecord()
        => HasTime ? Durations.Rough(Length(new SampleRange(0, _axis.Count))) : Numbers.Count(_axis.Count, "row");

    /// <summary>The first and last instant: "2 Dec 2013 – 19 Feb 2014", "9 Mar 2020, 10:14:33 – 10:34:32" within two days, "rows 0 – 23,693" without time.</summary>
    public string Span()
    {
        if (_axis.Count == 0)
        {
            return "no samples";
        }

        if (!HasTime)
        {
            return "rows " + Numbers.Count(_axis[0]) + " – " + Numbers.Count(_axis[_axis.Count - 1]);
        }

        var (first, last) = (_axis.At(0), _axis.At(_axis.Count - 1));
        var (from, to) = (DayMonth(first), DayMonth(last));
        if (last - first < TimeSpan.FromHours(48))
        {
            return from + Year(first) + ", " + Hour(first) + " – " + (first.Date == last.Date ? "" : to + ", ") + Hour(last);
        }

        return from + (first.Year == last.Year ? "" : Year(first)) + " – " + to + Year(last);
    }

    /// <summary>For files: ISO 8601 with Z, "2014-01-27T14:30:00Z", fractions of a second only where there are some.</summary>
    /// <exception cref="InvalidOperationException">The record has no time; write the row number instead.</exception>
    public string Iso(int sample) => Iso(_axis.At(sample));

    /// <summary>For files: the first instant after [start, end).</summary>
    public string IsoEnd(int end) => Iso(new DateTime(EndTicks(end), DateTimeKind.Utc));

    /// <summary>Ticks (or the row number) of the first instant after a stretch that ends before sample <paramref name="end"/>.</summary>
    public long EndTicks(int end) => end == 0 ? _axis[0] : _axis[end - 1] + (HasTime ? Step : 1);

    internal static string Iso(DateTime time)
        => time.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string DayMonth(DateTime time) => time.Day.ToString(CultureInfo.InvariantCulture) + " " + Months[time.Month - 1];

    private static string Year(DateTime time) => " " + time.Year.ToString(CultureInfo.InvariantCulture);

    private string Date(int sample, bool year) => Date(_axis.At(sample), year);

    private string Date(DateTime time, bool year) => Days[(int)time.DayOfWeek] + " " + DayMonth(time) + (year || _longRecord ? Year(time) : "");

    private string Say(long ticks, bool year)
    {
        var time = new DateTime(ticks, DateTimeKind.Utc);
        return Date(time, year) + (Step % TimeSpan.TicksPerDay == 0 && Step > 0 && time.TimeOfDay == TimeSpan.Zero ? "" : ", " + Hour(time));
    }

    // A record of whole days has no hours worth saying.
    private bool NeedsHour(int sample) => Step == 0 || Step % TimeSpan.TicksPerDay != 0 || _axis.At(sample).TimeOfDay != TimeSpan.Zero;

    private string Hour(DateTime time)
        => time.ToString(Step >= TimeSpan.TicksPerMinute ? "HH:mm" : Step >= TimeSpan.TicksPerSecond || Step == 0 ? "HH:mm:ss" : "HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
