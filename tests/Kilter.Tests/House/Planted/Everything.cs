namespace Kilter.Tests.House.Planted;

/// <summary>One of each kind of public member, for the test of the API text.</summary>
public sealed record Everything(string Name, int? Size = null) : IDisposable
{
    public const double Half = 0.5;

    public required IReadOnlyList<string?> Words { get; init; }

    public static Everything? None => null;

    internal int Hidden { get; init; }

    public double this[int row, string column] => row + column.Length;

    public static bool TryFind<T>(ReadOnlySpan<T> values, out T? found, bool sorted = true)
    {
        found = values.Length > 0 && sorted ? values[0] : default;
        return values.Length > 0;
    }

    public void Dispose() => GC.SuppressFinalize(this);
}
