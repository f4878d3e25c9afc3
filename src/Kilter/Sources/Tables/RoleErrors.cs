namespace Kilter.Sources.Tables;

/// <summary>The errors of giving roles.</summary>
internal static class RoleErrors
{
    /// <summary>A column of numbers holds a word.</summary>
    public static DataException NotNumber(RawTable table, int position, bool asked)
    {
        var column = table.Columns[position];
        var issues = column.Issues;
        var found = issues.MissingFound.Count == 0
            ? "Accepted as missing: an empty cell, NA, N/A, NaN, null, none, -, ?."
            : $"Other words for missing found and accepted: {string.Join(", ", issues.MissingFound.Reverse().Select(word => $"\"{word}\""))}.";
        var more = (issues.LikeFirst - 1, issues.Bad - issues.LikeFirst) switch
        {
            (0, 0) => "",
            (var same, 0) => $" {Words.Count(same, "more cell")} like this one.",
            (0, var other) => $" {Words.Count(other, "other cell")} of this column {(other == 1 ? "is" : "are")} no number either.",
            var (same, other) => $" {Words.Count(same, "more cell")} like this one, {Words.Count(other)} with other words.",
        };
        return new DataException($"{issues.FirstPlace}, column {Words.Count(position + 1)} ({column.Name}): \"{issues.First}\" is not a number.")
        {
            File = table.File,
            Expected = [found + more],
            Try = asked || table.Columns.Count < 3
                ? [$"--missing {Typed(issues.First!)}"]
                : [$"--missing {Typed(issues.First!)}", $"--ignore {ColumnNames.Quoted(column.Name)}"],
        };
    }

    /// <summary>No channel is left: all constant, all missing, or no numbers at all.</summary>
    public static DataException NoChannel(RawTable table, ColumnReading[] columns, double[] values)
    {
        var constant = Enumerable.Range(0, columns.Length).Where(c => columns[c].Role == ColumnRole.Constant).ToList();
        if (constant.Count > 0)
        {
            var list = Words.List(constant.Select(c => $"{columns[c].Name} = {Words.Value(values[c])}"));
            return new DataException($"{table.Name}: {(constant.Count == 1 ? "the only channel is" : "all channels are")} constant ({list}).")
            {
                File = table.File,
                Expected = ["There is nothing to learn from; a constant series has no normal variation."],
                Try = ["--detector fixed --above HIGH --below LOW"],
            };
        }

        var empty = Array.FindIndex(columns, column => column.Why == "every value missing");
        var others = columns.Where(column => column.Role == ColumnRole.Ignored && column.Why == "not asked for" && column.Missing < table.Cells.Rows).Select(column => ColumnNames.Quoted(column.Name)).ToList();
        if (empty >= 0)
        {
            var rows = Words.Count(table.Cells.Rows);
            return new DataException($"{table.Name}: every value of '{columns[empty].Name}' is missing ({rows} of {rows}).")
            {
                File = table.File,
                Try = others.Count > 0 ? [$"--channels {string.Join(",", others.Take(8))}"] : [],
            };
        }

        return new DataException($"{table.Name} has no column of numbers.")
        {
            File = table.File,
            Expected = [$"Columns: {Words.List(columns.Select(column => $"{column.Name} ({column.Why})"))}."],
        };
    }

    private static string Typed(string word) => $"\"{word.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
