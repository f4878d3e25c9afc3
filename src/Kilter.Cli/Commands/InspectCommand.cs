using System.CommandLine;
using Kilter.Cli.Options;
using Kilter.Cli.Rendering;
using Kilter.Pipelines;

namespace Kilter.Cli.Commands;

/// <summary><c>kilter inspect MODEL</c>: what a model file holds and where it came from.</summary>
internal static class InspectCommand
{
    public static KilterCommand Create(Session session)
    {
        var file = new Argument<string>("model") { HelpName = "MODEL" };
        var output = new OutputOptions();
        var command = new KilterCommand("inspect", "Show what a model holds and where it came from, after checking that it is whole.")
        {
            Needs = "a model file",
            Examples = [("kilter inspect pump.kilter", "what it learned, from what, and how to make it again"), ("kilter inspect pump.kilter --format json", "for a program")],
        };
        command.Add(file);
        command.Add(new OptionGroup("Results", [output.Format]));
        command.Add(new SpeechOptions().Plain);
        command.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(file);
            ModelSheet.Inspected(session.Terminal, output.FormatOf(parsed), name, Model.Load(name).Card);
            return ExitCodes.Done;
        });
        return command;
    }
}
