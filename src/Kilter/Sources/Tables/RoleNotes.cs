namespace Kilter.Sources.Tables;

/// <summary>Tells people what was done with columns that are no plain channels, and how much is missing.</summary>
internal static class RoleNotes
{
    /// <summary>Adds the notes to the table.</summary>
    public static void Add(RawTable table, RoleGuess roles)
    {
        Missing(table, roles);
        Infinite(table);
        Constant(table, roles.Columns);
        Ignored(table, roles.Columns);
        if (roles.Label >= 0)
        {
            var others = roles.Columns.Where((column, c) => column.Role == ColumnRole.Label && c != roles.Label).Select(column => $"'{column.Name}'").ToList();
            var more = others.Count > 0 ? $" Also labels, not used: {Words.List(others)}." : "";
            table.Notes.Add(new DataNote("label", 1, $"'{roles.Columns[roles.Label].Name}' holds labels: shown beside the result; only what asks for labels by name learns from them.{more}", IsWarning: false));
        }
    }

    private static void Missing(RawTable table, RoleGuess roles)
    {
        foreach (var column in roles.Columns.Where(column => column is { Role: ColumnRole.Ignored, Why: "every value missing" }))
        {
            table.Notes.Add(new DataNote("missing", column.Missing, $"Every value of '{column.Name}' is missing: left out.", IsWarning: true));
        }

        var gappy = roles.Channels.Select(c => roles.Columns[c]).Where(column => column.Missing > 0).ToList();
        if (gappy.Count == 0)
        {
            return;
        }

        var total = gappy.Sum(column => column.Missing);
        var cells = (long)table.Cells.Rows * roles.Channels.Length;
        var worst = gappy.MaxBy(column => column.Missing)!;
        var where = roles.Channels.Length == 1
            ? $"{Words.Count(total, "value")} missing ({Words.Share(total, cells)})."
            : $"{Words.Count(total, "value")} missing ({Words.Share(total, cells)}), in {Words.Count(gappy.Count)} of {Words.Count(roles.Channels.Length, "channel")}; the most in '{worst.Name}' ({Words.Count(worst.Missing)}, {Words.Share(worst.Missing, table.Cells.Rows)}).";
        table.Notes.Add(new DataNote("missing", total, where, IsWarning: total * 20 > cells));
    }

    private static void Infinite(RawTable table)
    {
        var infinite = table.Columns.Sum(column => column.Issues.Infinite);
        if (infinite > 0)
        {
            var names = table.Columns.Where(column => column.Issues.Infinite > 0).Select(column => column.Name);
            table.Notes.Add(new DataNote("not-a-number", infinite, $"{Words.Count(infinite, "infinite value")} ({Words.List(names)}): taken as missing.", IsWarning: true));
        }
    }

    private static void Constant(RawTable table, ColumnReading[] columns)
    {
        var names = columns.Where(column => column.Role == ColumnRole.Constant).Select(column => column.Name).ToList();
        if (names.Count > 0)
        {
            table.Notes.Add(new DataNote("constant", names.Count, $"{Words.Count(names.Count, "constant column")} left out: {Words.List(names)}.", IsWarning: false));
        }
    }

    private static void Ignored(RawTable table, ColumnReading[] columns)
    {
        foreach (var group in columns.Where(IsWorthTelling).GroupBy(column => column.Why))
        {
            var names = group.Select(column => column.Name).ToList();
            table.Notes.Add(new DataNote("ignored", names.Count, $"{(names.Count == 1 ? "Column" : "Columns")} {Words.List(names)} left out ({group.Key}).", IsWarning: group.Key == "text"));
        }
    }

    private static bool IsWorthTelling(ColumnReading column)
        => column.Role == ColumnRole.Ignored && column.Why is not ("every value missing" or "not asked for" or "left out by request" or RoleGuess.JoinedClock);
}
