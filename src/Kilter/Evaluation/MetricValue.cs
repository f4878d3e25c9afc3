using System.Globalization;

namespace Kilter.Evaluation;

/// <summary>What a metric gave: a number, or "undefined" with the reason. Undefined is never 0 and never an exception.</summary>
/// <remarks>A metric that some worked definition calls 0 where it is 0/0 has a second name for that (<c>PrecisionOrZero</c>); this type never mixes the two.</remarks>
public readonly record struct MetricValue
{
    private MetricValue(double value, string? reason)
    {
        Value = value;
        Reason = reason;
    }

    /// <summary>The number; NaN when undefined.</summary>
    public double Value { get; }

    /// <summary>Why there is no number, in a few words; null when there is one.</summary>
    public string? Reason { get; }

    /// <summary>True when there is a number.</summary>
    public bool IsDefined => Reason is null;

    /// <summary>A number, or undefined for <paramref name="reason"/> where the number is NaN.</summary>
    public static MetricValue Of(double value, string reason) => double.IsNaN(value) ? Undefined(reason) : new(value, null);

    /// <summary>No number, and why.</summary>
    public static MetricValue Undefined(string reason) => new(double.NaN, reason);

    /// <summary>The number in the shortest form that reads back to it, or "undefined".</summary>
    public override string ToString() => IsDefined ? Value.ToString("R", CultureInfo.InvariantCulture) : "undefined";
}
