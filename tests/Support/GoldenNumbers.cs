using System.Globalization;
using System.Text.Json;

namespace Kilter.Tests.Support;

/// <summary>Reads the reference numbers under Golden: tensors as {"shape", "data"}, plain arrays and numbers.</summary>
internal static class GoldenNumbers
{
    /// <summary>The case of that name in a golden file.</summary>
    public static JsonElement Case(string file, string name)
        => Root(file).GetProperty("cases").EnumerateArray().First(c => c.GetProperty("name").GetString() == name);

    /// <summary>The names of all cases of a golden file, in its order.</summary>
    public static string[] Names(string file)
        => [.. Root(file).GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    /// <summary>The header of a golden file.</summary>
    public static JsonElement Header(string file) => Root(file).GetProperty("header");

    /// <summary>All values of a tensor, an array or a number, flat and row-major.</summary>
    public static double[] Values(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Values(element.GetProperty("data")),
        JsonValueKind.Array => [.. element.EnumerateArray().Select(Number)],
        _ => [Number(element)],
    };

    private static JsonElement Root(string file)
    {
        using var document = JsonDocument.Parse(Golden.Bytes(file));
        return document.RootElement.Clone();
    }

    private static double Number(JsonElement element)
        => element.ValueKind == JsonValueKind.String ? double.Parse(element.GetString()!, CultureInfo.InvariantCulture) : element.GetDouble();
}
