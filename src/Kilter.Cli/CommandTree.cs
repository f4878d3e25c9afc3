using Kilter.Cli.Commands;

namespace Kilter.Cli;

/// <summary>All commands, in the order of the help.</summary>
internal static class CommandTree
{
    /// <summary>The program's root command.</summary>
    public static KilterCommand Build(Session session)
    {
        var root = new KilterCommand("kilter", "Finds where time series went off-kilter, and says when, where and how sure it is.")
        {
            Examples =
            [
                ("kilter demo", "see it work on a made-up pump"),
                ("kilter detect FILE --report report.html", "your own file"),
            ],
        };
        root.Add(DemoCommand.Create(session));
        root.Add(DetectCommand.Create(session));
        root.Add(FitCommand.Create(session));
        root.Add(ScoreCommand.Create(session));
        root.Add(EvalCommand.Create(session));
        root.Add(InspectCommand.Create(session));
        root.Add(ReproduceCommand.Create(session));
        root.Add(RecipesCommand.Create(session));
        root.Add(DetectorsCommand.Create(session));
        root.Add(ThresholdsCommand.Create(session));
        root.Add(PreparationsCommand.Create(session));
        root.Add(SourcesCommand.Create(session));
        root.Add(SynthCommand.Create(session));
        root.Add(CompletionCommand.Create(session, () => root));
        root.Add(DocsCommand.Create(session, () => root));
        return root;
    }

    /// <summary>The command that the words name, or the root.</summary>
    public static KilterCommand Find(KilterCommand root, IReadOnlyList<string> args)
    {
        var command = root;
        foreach (var word in args)
        {
            if (command.Subcommands.FirstOrDefault(c => c.Name == word) is not KilterCommand inner)
            {
                break;
            }

            command = inner;
        }

        return command;
    }
}
