using System.Text.RegularExpressions;

namespace Kilter.Tests.Support.House;

/// <summary>The calls that BannedSymbols.txt forbids, looked for in compiled code. The analyzer says the same while one types; this proves it of what was built.</summary>
internal static partial class BannedApis
{
    /// <summary>The banned names: "Namespace.Type" for a type, "Namespace.Type.Member" for a member (get_X for a property).</summary>
    public static IReadOnlyList<string> Read(string text)
        => [.. Lines().Matches(text).Select(m => Name(m.Groups["kind"].Value, m.Groups["name"].Value)).Distinct(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Violations(IEnumerable<Use> uses, IEnumerable<string> banned)
    {
        var names = banned.ToHashSet(StringComparer.Ordinal);
        return [.. uses.Where(u => names.Contains(u.To) || (u.Member is not null && names.Contains($"{u.To}.{u.Member}")))
            .Select(u => $"{u.From} uses {u.To}{(u.Member is null ? "" : "." + u.Member)}")
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static string Name(string kind, string name)
        => kind == "P" ? $"{name[..name.LastIndexOf('.')]}.get_{name[(name.LastIndexOf('.') + 1)..]}" : name;

    [GeneratedRegex(@"^(?<kind>[TMPF]):(?<name>[^(;\s]+)", RegexOptions.Multiline)]
    private static partial Regex Lines();
}
