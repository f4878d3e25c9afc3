using System.Reflection;
using System.Text.RegularExpressions;

namespace Kilter.Tests.Support.House;

/// <summary>The words that docs/glossary.md rules out (its last column, set as code), looked for in public names.</summary>
internal static partial class Glossary
{
    public static IReadOnlySet<string> RuledOut(string markdown)
        => markdown.Split('\n').Where(line => line.StartsWith('|'))
            .Select(line => line.Split('|')[3])
            .SelectMany(cell => Codes().Matches(cell)).Select(m => m.Groups[1].Value)
            .ToHashSet(StringComparer.Ordinal);

    public static IEnumerable<string> Violations(IEnumerable<Type> types, IReadOnlySet<string> ruledOut)
        => from type in types
           where type.IsVisible
           from name in NamesOf(type)
           from word in Words(name)
           where ruledOut.Contains(word) || ruledOut.Contains(word.TrimEnd('s'))
           select $"{type.FullName}: '{name}' says '{word}'";

    public static IEnumerable<string> Words(string name) => WordParts().Matches(name).Select(m => m.Value.ToLowerInvariant());

    private static IEnumerable<string> NamesOf(Type type)
    {
        var all = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetMembers(all).Where(m => m is not MethodInfo { IsSpecialName: true }).Select(m => m.Name)
            .Concat(type.GetMethods(all).SelectMany(m => m.GetParameters()).Select(p => p.Name ?? ""))
            .Concat(type.GetConstructors(all).SelectMany(m => m.GetParameters()).Select(p => p.Name ?? ""))
            .Append(type.Name).Distinct(StringComparer.Ordinal);
    }

    [GeneratedRegex("`([a-z]+)`")]
    private static partial Regex Codes();

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")]
    private static partial Regex WordParts();
}
