using System.Text.RegularExpressions;

namespace Kilter.Tests.Support.House;

/// <summary>Laws that are read from the text of the files. Each function gives one line for each violation in a file.</summary>
internal static partial class SourceRules
{
    public const int MostLines = 400;

    // The house's own word for a place on one machine, put together here so that this file does not hold one.
    private static readonly string[] MachinePaths = ["/" + "work/", "/" + "root/", "/" + "home/", "C:" + "\\Users"];

    /// <summary>A file is read in one sitting.</summary>
    public static IEnumerable<string> Size(string path, string text)
    {
        var lines = text.Count(c => c == '\n');
        return lines > MostLines ? [$"{path}: {lines} lines; at most {MostLines}"] : [];
    }

    /// <summary>The namespace is the folder: src/Kilter/Frames holds Kilter.Frames.</summary>
    public static IEnumerable<string> Namespace(string path, string text)
    {
        if (!Namespaces().IsMatch(text))
        {
            return Types().IsMatch(text) ? [$"{path}: has types and no file-scoped namespace"] : [];
        }

        var expected = string.Join('.', path.Split('/')[1..^1]);
        expected = expected == "Support" || expected.StartsWith("Support.", StringComparison.Ordinal) ? "Kilter.Tests." + expected : expected;
        var actual = Namespaces().Match(text).Groups[1].Value;
        return actual == expected ? [] : [$"{path}: namespace {actual}; the folder says {expected}"];
    }

    /// <summary>
    /// One public class a file. Records, structs and enums that carry its data may sit beside it, and the interfaces of one contract
    /// (a detector, its fitted half) may share a file. The file is named after one of its types.
    /// </summary>
    public static IEnumerable<string> OnePublicClass(string path, string text)
    {
        var types = Types().Matches(text).Select(m => (Public: m.Groups["public"].Success, Kind: m.Groups["kind"].Value, Name: m.Groups["name"].Value)).ToArray();
        var classes = types.Where(t => t.Public && t.Kind is "class").Select(t => t.Name).ToArray();
        if (classes.Length > 1)
        {
            yield return $"{path}: {classes.Length} public classes ({string.Join(", ", classes)}); one a file";
        }

        // Reader.Columns.cs is a part of Reader.
        var name = Path.GetFileName(path).Split('.')[0];
        if (types.Length > 0 && types.All(t => t.Name != name))
        {
            yield return $"{path}: holds {string.Join(", ", types.Select(t => t.Name))}, none named like the file";
        }
    }

    /// <summary>Only a program's outermost handler may catch everything; others name what they can deal with.</summary>
    public static IEnumerable<string> CatchAll(string path, string text)
        => CatchAlls().Matches(text).Select(m => $"{path}:{LineOf(text, m.Index)}: catches everything");

    /// <summary>Nothing is put off without an issue that says so.</summary>
    public static IEnumerable<string> PutOff(string path, string text)
        => Reminders().Matches(text).Select(m => $"{path}:{LineOf(text, m.Index)}: {m.Value} without an issue number, as in {m.Value}(#12)");

    /// <summary>No file knows the machine it was written on.</summary>
    public static IEnumerable<string> MachinePath(string path, string text)
        => MachinePaths.Where(p => text.Contains(p, StringComparison.Ordinal))
            .Select(p => $"{path}:{LineOf(text, text.IndexOf(p, StringComparison.Ordinal))}: names a place on one machine ({p})");

    /// <summary>Warnings are mended, not switched off; code is not folded away.</summary>
    public static IEnumerable<string> Silenced(string path, string text)
        => Silencers().Matches(text).Select(m => $"{path}:{LineOf(text, m.Index)}: {m.Value.Trim()}");

    private static int LineOf(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespaces();

    [GeneratedRegex(@"^((?<public>public)|internal) ((sealed|static|abstract|readonly|partial|ref|unsafe) )*(?<kind>record struct|record|class|struct|interface|enum|delegate [\w<>\[\]?]+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Types();

    // "catch (Exception e) when (e is IOException or …)" names what it can deal with, and is welcome.
    [GeneratedRegex(@"\bcatch\s*(?:\{|\(\s*(?:System\.)?Exception\b[^)]*\)(?!\s*when\s*\(\s*\w+ is ))")]
    private static partial Regex CatchAlls();

    [GeneratedRegex(@"\b(?:TO" + @"DO|FIX" + @"ME|HA" + @"CK|XX" + @"X)\b(?!\(#\d+\))")]
    private static partial Regex Reminders();

    [GeneratedRegex(@"^\s*#(?:pragma warning disable|region)\b.*|\[\w*:?\s*SuppressMessage\b(?![^\]]*Justification)", RegexOptions.Multiline)]
    private static partial Regex Silencers();
}
