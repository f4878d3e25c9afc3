using System.CommandLine;
using Kilter.Cli.Completion;
using Kilter.Cli.Options;

namespace Kilter.Cli.Commands;

/// <summary><c>kilter completion SHELL</c>: a script that completes commands, options and their words.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish"];

    public static KilterCommand Create(Session session, Func<KilterCommand> tree)
    {
        var shell = new Argument<string>("shell") { HelpName = "bash|zsh|fish" };
        shell.CompletionSources.Add(Shells);
        var command = new KilterCommand("completion", "Print a script that lets the Tab key complete commands and options.")
        {
            Needs = "a shell: bash, zsh or fish",
            Examples =
            [
                ("kilter completion bash > ~/.local/share/bash-completion/completions/kilter", "for bash"),
                ("kilter completion zsh > ~/.zfunc/_kilter", "for zsh, with ~/.zfunc in fpath"),
                ("kilter completion fish > ~/.config/fish/completions/kilter.fish", "for fish"),
            ],
        };
        command.Add(shell);
        command.Add(new SpeechOptions().Plain);
        command.SetAction(parsed =>
        {
            var script = parsed.GetValue(shell) switch
            {
                "bash" => BashScript.Of(tree()),
                "zsh" => ZshScript.Of(tree()),
                "fish" => FishScript.Of(tree()),
                var other => throw Slips.Usage($"There is no completion for '{other}'. Shells: {string.Join(", ", Shells)}."),
            };
            session.Terminal.Out.Write(script);
            return ExitCodes.Done;
        });
        return command;
    }
}
