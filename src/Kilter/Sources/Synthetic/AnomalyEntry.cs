namespace Kilter.Sources.Synthetic;

/// <summary>One line of the catalogue of anomalies that can be planted.</summary>
public sealed record AnomalyEntry
{
    /// <summary>The kind's name.</summary>
    public required string Kind { get; init; }

    /// <summary>What it does to the values, in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>The magnitude used unless another is asked for; 0 for a kind without one.</summary>
    public double Magnitude { get; init; }

    /// <summary>What a magnitude of 1 means; empty for a kind without one.</summary>
    public string MagnitudeUnit { get; init; } = "";

    /// <summary>The shortest and longest length drawn, in cycles of the signal.</summary>
    public required (double Shortest, double Longest) Cycles { get; init; }

    /// <summary>The longest length drawn, in samples, whatever the cycle.</summary>
    public int MostSamples { get; init; } = int.MaxValue;

    /// <summary>True when it strikes every channel unless one is named.</summary>
    public bool AllChannels { get; init; }

    /// <summary>True when it means nothing in a signal of one channel.</summary>
    public bool NeedsTwoChannels { get; init; }
}
