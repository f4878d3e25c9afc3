namespace Kilter.Cleaning;

/// <summary>How the samples inside one step become one sample. Missing values are skipped; a channel without any value in the step stays missing.</summary>
public enum Aggregate
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The latest value.</summary>
    Last,

    /// <summary>The greatest value.</summary>
    Max,

    /// <summary>The least value.</summary>
    Min,
}
