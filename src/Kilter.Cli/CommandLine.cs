using System.CommandLine;
using Kilter.Cli.Options;

namespace Kilter.Cli;

/// <summary>From words to work: finds slips, takes options from a file, and runs the command.</summary>
internal static class CommandLine
{
    // Names of options are long and files may start with "@": no bundles of letters, no response files.
    private static readonly ParserConfiguration Parser = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>Runs what was typed and gives the exit code.</summary>
    public static async Task<int> RunAsync(Session session, CancellationToken cancellation)
    {
        SpeechOptions.Apply(session.Args, session.Terminal);
        var root = CommandTree.Build(session);
        var command = CommandTree.Find(root, session.Args);
        if (session.Args.Count == 0 || HelpText.IsAskedFor(session.Args))
        {
            HelpText.Write(command, session.Terminal);
            return ExitCodes.Done;
        }

        Slips.CheckOptions(command, session.Args);
        var parsed = Parse(root, session.Args);
        if (ConfigFile.Of(parsed) is { } file)
        {
            parsed = Parse(root, ConfigFile.Merge(file, parsed, session.Args));
        }

        if (parsed.Errors.Count > 0)
        {
            throw Slips.Explain(parsed);
        }

        SpeechOptions.Apply(parsed, session.Terminal);
        var silent = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return await parsed.InvokeAsync(silent, cancellation);
    }

    /// <summary>Reads words as a command line.</summary>
    public static ParseResult Parse(Command root, IReadOnlyList<string> args) => root.Parse(args, Parser);
}
