namespace Kilter.Reports;

/// <summary>The answer to "is something wrong?".</summary>
public enum Verdict
{
    /// <summary>At least one event is likely or near certain.</summary>
    Yes,

    /// <summary>There are events, all only possible.</summary>
    Probably,

    /// <summary>Nothing left its normal range.</summary>
    No,

    /// <summary>The data does not allow an answer; <see cref="Report.VerdictReason"/> says why.</summary>
    CannotTell,
}
