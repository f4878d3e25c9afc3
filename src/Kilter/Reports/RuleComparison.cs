namespace Kilter.Reports;

/// <summary>One row of "against simple rules": every rule may raise as many alarms as this run did.</summary>
/// <param name="Name">The rule.</param>
/// <param name="Why">How it works, in a few words.</param>
/// <param name="Hits">Known incidents it met; null without labels.</param>
/// <param name="Of">Known incidents; null without labels.</param>
/// <param name="OtherAlarms">Alarms outside known incidents, or all alarms when there are no labels.</param>
/// <param name="Agrees">How many of this run's events it also met.</param>
public sealed record RuleComparison(string Name, string Why, int? Hits, int? Of, int OtherAlarms, int Agrees);
