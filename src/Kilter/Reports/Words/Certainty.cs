using Kilter.Events;

namespace Kilter.Reports.Words;

/// <summary>How sure the report is, in words, and what these words mean. Never a bare percentage.</summary>
public static class Certainty
{
    /// <summary>"Possible", "Likely" or "Near certain".</summary>
    public static string Word(Confidence confidence) => confidence switch
    {
        Confidence.NearCertain => "Near certain",
        Confidence.Likely => "Likely",
        _ => "Possible",
    };

    /// <summary>The same for files: "possible", "likely" or "near-certain".</summary>
    public static string Key(Confidence confidence) => confidence switch
    {
        Confidence.NearCertain => "near-certain",
        Confidence.Likely => "likely",
        _ => "possible",
    };

    /// <summary>What the word rests on: "normal running gets this far about once in 34 weeks". Claims nothing beyond what calibration supports.</summary>
    public static string Meaning(Report report, AnomalyEvent found)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(found);
        if (double.IsNaN(found.ReturnPeriod))
        {
            return "how rare this is in normal running is not known";
        }

        if (double.IsInfinity(found.ReturnPeriod))
        {
            return "rarer than calibration can tell" + (report.Method.NormalUnits > 0 ? $" (it saw {Period(report.Method, report.Method.NormalUnits)} of normal running)" : "");
        }

        return "normal running gets this far about once in " + Period(report.Method, found.ReturnPeriod);
    }

    /// <summary>A number of the method's units of rate as a length: "34 weeks", "11,000 rows".</summary>
    internal static string Period(MethodSummary method, double units)
        => method.RatesPerWeek ? Durations.Rough(units * 7) : Numbers.Count(RoundRows(units * 10_000), "row");

    // Two figures: a return period is never known better.
    private static long RoundRows(double rows)
    {
        if (rows < 100)
        {
            return (long)Math.Round(rows);
        }

        var step = Math.Pow(10, Math.Floor(Math.Log10(rows)) - 1);
        return (long)(Math.Round(rows / step) * step);
    }
}
