namespace Kilter.Cli;

/// <summary>The one place that turns failures into words and exit codes.</summary>
internal static class Failures
{
    private const string Indent = "       ";

    // ENOSPC and EDQUOT, the same numbers on Linux and (the first) on macOS; .NET hands them through.
    private static readonly int[] NoSpace = [28, 122];

    /// <summary>Says what went wrong and gives the exit code.</summary>
    public static int Tell(Exception failure, Session session)
    {
        var code = CodeOf(failure);
        switch (failure)
        {
            case OperationCanceledException:
                break;
            case DataException data:
                Complain(session, data.Message, data.Expected, Attempts.Of(data, session.Args));
                break;
            case UnauthorizedAccessException or IOException or InvalidDataException:
                Complain(session, IsNoSpace(failure) ? "no space left on the disk. Nothing was left behind." : failure.Message, [], null);
                break;
            case ArgumentException:
                Complain(session, WithoutParameter(failure.Message), [], null);
                break;
            default:
                session.Terminal.Complain(session.Terminal.Verbose
                    ? "bug    This is a fault in Kilter, not in your data. Please report the text below."
                    : "bug    This is a fault in Kilter, not in your data. Run again with --verbose and report the text below.");
                break;
        }

        if (session.Terminal.Verbose && code != ExitCodes.Interrupted)
        {
            session.Terminal.Complain(failure.ToString());
        }

        return code;
    }

    /// <summary>True when a disk or a quota is full.</summary>
    public static bool IsNoSpace(Exception failure) => failure is IOException && NoSpace.Contains(failure.HResult & 0xFFFF);

    private static int CodeOf(Exception failure) => failure switch
    {
        OperationCanceledException => ExitCodes.Interrupted,
        DataException { IsUsage: true } or ArgumentException => ExitCodes.Usage,
        DataException or InvalidDataException or IOException or UnauthorizedAccessException => ExitCodes.BadData,
        _ => ExitCodes.Bug,
    };

    private static void Complain(Session session, string message, IEnumerable<string> expected, string? attempt)
    {
        session.Terminal.Complain("error  " + message.ReplaceLineEndings("\n" + Indent));
        foreach (var line in expected)
        {
            session.Terminal.Complain(Indent + line.ReplaceLineEndings("\n" + Indent));
        }

        if (attempt is not null)
        {
            session.Terminal.Complain($"{Indent}try    {attempt}");
        }
    }

    private static string WithoutParameter(string message)
    {
        var parameter = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return parameter < 0 ? message : message[..parameter];
    }
}
