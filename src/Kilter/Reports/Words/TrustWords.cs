namespace Kilter.Reports.Words;

/// <summary>What the report says of itself: what the limit costs, what it rests on, and whether a simpler rule would do.</summary>
public static class TrustWords
{
    /// <summary>The false alarms to expect and the budget, in a sentence.</summary>
    public static string Cost(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var unit = RateUnit.Of(report);
        var rate = report.Method.Threshold.ExpectedRate;
        var budget = double.IsFinite(report.Method.Budget) ? $" (budget {RateUnit.SayBudget(report.Method)})" : "";
        return rate == 0 ? $"False alarms to expect: none was seen in {Certainty.Period(report.Method, report.Method.NormalUnits)} of normal running{budget}."
            : double.IsFinite(rate) ? $"False alarms to expect: {unit.Say(rate)}{budget}." : $"How many false alarms to expect is not known{budget}.";
    }

    /// <summary>What the calibration cannot support; empty when it saw enough normal running for the rates it states.</summary>
    public static string Caution(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var units = report.Method.NormalUnits;
        if (units <= 0 || units * (double.IsFinite(report.Method.Budget) ? report.Method.Budget : 1) >= 3)
        {
            return "";
        }

        return $"The limit rests on only {Certainty.Period(report.Method, units)} of normal running: rates below {RateUnit.SayAlone(report.Method, 1 / units)} are extrapolated.";
    }

    /// <summary>The comparison with simple rules in a short heading and a sentence or two, also when unflattering.</summary>
    /// <returns>Both empty when there is nothing to compare.</returns>
    public static (string Heading, string Text) AgainstRules(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.SimpleRules.Count < 2)
        {
            return ("", "");
        }

        return report.SimpleRules[0] is { Hits: int hits, Of: int of } own ? WithLabels(report, own, hits, of) : WithoutLabels(report);
    }

    private static (string Heading, string Text) WithLabels(Report report, RuleComparison own, int hits, int of)
    {
        var best = report.SimpleRules.Skip(1).OrderByDescending(r => r.Hits ?? 0).ThenBy(r => r.OtherAlarms).First();
        var bestHits = best.Hits ?? 0;
        var missed = hits < of ? $" It missed {of - hits}." : "";
        var text = $"This run met {hits} of {Numbers.Count(of, "known incident")} with {Numbers.Count(own.OtherAlarms, "other alarm")}.{missed} "
            + $"The best simple rule ({best.Name}) met {bestHits} with {Numbers.Count(best.OtherAlarms, "other alarm")}.";
        const string Labels = " Labels were used only for this table, never to set the limit.";
        if (bestHits > hits || (bestHits == hits && best.OtherAlarms < own.OtherAlarms))
        {
            return ("A simple rule does better here.", text + " It is easier to explain: prefer it." + Labels);
        }

        if (bestHits == hits && best.OtherAlarms <= own.OtherAlarms + 1)
        {
            return (best.OtherAlarms == own.OtherAlarms ? "A simple rule does as well here." : "A simple rule does nearly as well here.", text + " It is easier to explain." + Labels);
        }

        return ("Worth it here.", text + Labels);
    }

    private static (string Heading, string Text) WithoutLabels(Report report)
    {
        const string Nobody = "There are no labels here, so nobody can say which alarms were right.";
        if (report.Events.Count == 0)
        {
            return ("Nothing to compare.", "This run raised no alarm, so the simple rules were allowed none either. " + Nobody);
        }

        var best = report.SimpleRules.Skip(1).OrderByDescending(r => r.Agrees).ThenBy(r => r.OtherAlarms).First();
        var text = $"{best.Name} met {best.Agrees} of this run's {Numbers.Count(report.Events.Count, "event")}, with {Numbers.Count(best.OtherAlarms, "other alarm")}. ";
        return best.Agrees == report.Events.Count
            ? ("A simple rule finds the same events here.", text + "It is easier to explain. " + Nobody)
            : ("Simple rules see other things.", text + Nobody);
    }
}
