namespace Kilter.Numerics.Neural.Saving;

/// <summary>What a safetensors file says about one tensor.</summary>
/// <param name="Name">Its name, unique in the file.</param>
/// <param name="Type">What its numbers are, in the format's words: "F32", "F64", "F16", "BF16", "I64", …</param>
/// <param name="Shape">Its sizes, outermost first; empty for a single number.</param>
public sealed record SafetensorsEntry(string Name, string Type, IReadOnlyList<int> Shape)
{
    /// <summary>Numbers in all.</summary>
    public int Count => Shape.Aggregate(1, (product, size) => product * size);

    /// <summary>Where its bytes lie behind the header: [Begin, End).</summary>
    internal int Begin { get; init; }

    internal int End { get; init; }

    /// <summary>"(64, 4)".</summary>
    internal static string Text(IEnumerable<int> shape) => "(" + string.Join(", ", shape) + ")";
}
