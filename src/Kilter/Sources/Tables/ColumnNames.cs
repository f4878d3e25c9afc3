using System.Globalization;

namespace Kilter.Sources.Tables;

/// <summary>Finds columns by what the user calls them, and makes names unique.</summary>
internal static class ColumnNames
{
    /// <summary>The column of that name, else of that name in other letter case or without its unit, else with that 1-based number; −1 for none.</summary>
    public static int Find(IReadOnlyList<string> names, string wanted)
    {
        for (var c = 0; c < names.Count; c++)
        {
            if (names[c] == wanted)
            {
                return c;
            }
        }

        for (var c = 0; c < names.Count; c++)
        {
            if (string.Equals(names[c], wanted, StringComparison.OrdinalIgnoreCase) || string.Equals(Split(names[c]).Name, wanted, StringComparison.OrdinalIgnoreCase))
            {
                return c;
            }
        }

        return int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= names.Count ? number - 1 : -1;
    }

    /// <summary>The column of that name.</summary>
    /// <exception cref="DataException">There is none; the message names the closest and lists all, or those of <paramref name="shown"/>.</exception>
    public static int Demand(IReadOnlyList<string> names, string wanted, string what, string option, string name, string file, IReadOnlyList<string>? shown = null)
    {
        var found = Find(names, wanted);
        if (found >= 0)
        {
            return found;
        }

        shown ??= names;
        var close = Words.Closest(wanted, shown);
        throw new DataException($"There is no {what} '{wanted}' in {name}.{(close.Count > 0 ? $" Closest: {string.Join(", ", close)}." : "")}")
        {
            File = file,
            IsUsage = true,
            Expected = [$"{char.ToUpperInvariant(what[0])}{what[1..]}s: {Words.List(shown, 20)}."],
            Try = [.. close.Take(1).Select(c => $"{option} {Quoted(c)}")],
        };
    }

    /// <summary>The names with made-up ones (c1, c2, …) for empty cells and a number behind repeated ones.</summary>
    public static string[] Unique(IReadOnlyList<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var unique = new string[names.Count];
        for (var c = 0; c < unique.Length; c++)
        {
            var name = names[c].Length == 0 ? MadeUp(c) : names[c];
            var candidate = name;
            for (var copy = 2; !seen.Add(candidate); copy++)
            {
                candidate = $"{name} ({copy.ToString(CultureInfo.InvariantCulture)})";
            }

            unique[c] = candidate;
        }

        return unique;
    }

    /// <summary>Takes a unit in brackets off the end of a name: "flow (L/min)", "temp [°C]". Null where there is none.</summary>
    public static (string Name, string? Unit) Split(string header)
    {
        var open = header.Length > 0 ? header[^1] switch { ')' => '(', ']' => '[', _ => '\0' } : '\0';
        var start = open == '\0' ? -1 : header.LastIndexOf(open);
        if (start < 1 || header.Length - start is < 3 or > 14)
        {
            return (header, null);
        }

        var unit = header[(start + 1)..^1].Trim();
        var name = header[..start].Trim();
        return name.Length == 0 || unit.Length == 0 || unit.All(char.IsAsciiDigit) ? (header, null) : (name, unit);
    }

    /// <summary>The name of a column without one.</summary>
    public static string MadeUp(int column) => "c" + (column + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>A name as it is typed on a command line.</summary>
    public static string Quoted(string name) => name.Any(c => char.IsWhiteSpace(c) || c is ',' or ';' or '\'' or '"' or '$' or '&' or '|' or '*' or '?' or '(' or ')') ? $"\"{name}\"" : name;
}
