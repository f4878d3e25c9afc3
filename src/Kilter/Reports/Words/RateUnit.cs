namespace Kilter.Reports.Words;

/// <summary>The unit in which a report's rates are said: a week, an hour, or 10,000 rows.</summary>
/// <remarks>
/// Rates are reckoned in weeks. A record of less than a day that expects, or allows, at least one alert in ten hours is told by the hour;
/// with fewer the hour would only add zeros. The budget is always said in the unit it was given in.
/// </remarks>
public sealed record RateUnit
{
    private const double HoursInWeek = 168;

    private RateUnit(string name, string per, double scale)
    {
        Name = name;
        Per = per;
        Scale = scale;
    }

    /// <summary>"week", "hour" or "10,000 rows".</summary>
    public string Name { get; }

    /// <summary>"a week", "an hour" or "per 10,000 rows".</summary>
    public string Per { get; }

    /// <summary>What a rate in the report's own unit is multiplied by to be said in this one.</summary>
    public double Scale { get; }

    /// <summary>The unit that fits a report.</summary>
    public static RateUnit Of(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (!report.Method.RatesPerWeek)
        {
            return new("10,000 rows", "per 10,000 rows", 1);
        }

        var time = report.Frame.Time;
        var underADay = time.Count > 0 && time[time.Count - 1] - time[0] < TimeSpan.TicksPerDay;
        var most = Math.Max(Finite(report.Method.Budget), Finite(report.Method.Threshold.ExpectedRate));
        return underADay && most / HoursInWeek >= 0.1 ? new("hour", "an hour", 1 / HoursInWeek) : new("week", "a week", 1);
    }

    /// <summary>The budget in the unit it was given in: "1 a week".</summary>
    public static string SayBudget(MethodSummary method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return !double.IsFinite(method.Budget) ? Numbers.Missing : Numbers.Rate(method.Budget) + (method.RatesPerWeek ? " a week" : " per 10,000 rows");
    }

    /// <summary>A single rate in the unit that keeps it readable: "6.6 an hour" rather than "1,108 a week".</summary>
    public static string SayAlone(MethodSummary method, double rate)
    {
        ArgumentNullException.ThrowIfNull(method);
        return !double.IsFinite(rate) ? Numbers.Missing
            : !method.RatesPerWeek ? Numbers.Rate(rate) + " per 10,000 rows"
            : rate >= HoursInWeek ? Numbers.Rate(rate / HoursInWeek) + " an hour"
            : Numbers.Rate(rate) + " a week";
    }

    /// <summary>A rate given in the report's own unit, with this unit: "0.25 a week".</summary>
    public string Say(double rate) => double.IsFinite(rate) ? Numbers.Rate(rate * Scale) + " " + Per : Numbers.Missing;

    private static double Finite(double value) => double.IsFinite(value) ? value : 0;
}
