namespace Kilter.Cli;

/// <summary>Turns what an error suggests into a command that can be typed.</summary>
internal static class Attempts
{
    /// <summary>The suggestion in one line, or null when there is none.</summary>
    public static string? Of(DataException failure, IReadOnlyList<string> args)
        => failure.Try switch
        {
            [] => null,
            [var only] => Whole(only, failure.File, args),
            var several when several.All(IsOption) => string.Join("    or    ", several),
            var several => string.Join("    or    ", several.Select(s => Whole(s, failure.File, args))),
        };

    private static bool IsOption(string attempt) => attempt.StartsWith("--", StringComparison.Ordinal);

    private static string Whole(string attempt, string? file, IReadOnlyList<string> args)
        => attempt.StartsWith("kilter ", StringComparison.Ordinal) || attempt.StartsWith("mkdir ", StringComparison.Ordinal) ? attempt
            : IsOption(attempt) ? $"{Shell.Line(Without(args, attempt.Split(' ', '=')[0]))} {attempt}"
            : file is not null && args.Contains(file) ? Shell.Line(args.Select(a => a == file ? attempt : a))
            : Shell.Line(args.Take(1).Append(attempt));

    // The option as first typed, with its value, gives way to the one suggested.
    private static List<string> Without(IReadOnlyList<string> args, string option)
    {
        var kept = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == option)
            {
                i++;
            }
            else if (!args[i].StartsWith(option + "=", StringComparison.Ordinal))
            {
                kept.Add(args[i]);
            }
        }

        return kept;
    }
}
