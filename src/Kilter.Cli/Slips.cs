using System.CommandLine;
using System.CommandLine.Parsing;

namespace Kilter.Cli;

/// <summary>Tells what is wrong with a command line, and what was probably meant.</summary>
internal static class Slips
{
    /// <summary>Throws on the first word that looks like an option and is none. The parser alone would take it for a file.</summary>
    /// <exception cref="DataException">There is such a word; the message names the nearest option.</exception>
    public static void CheckOptions(KilterCommand command, IReadOnlyList<string> args)
    {
        Option? waiting = null;
        foreach (var word in args)
        {
            if (word == "--")
            {
                return;
            }

            var name = word.Split('=', 2)[0];
            var option = command.Options.FirstOrDefault(o => o.Name == name || o.Aliases.Contains(name));
            if (option is null && waiting is null && word.Length > 1 && word[0] == '-')
            {
                throw Unknown(name, command);
            }

            waiting = option is { Arity.MaximumNumberOfValues: > 0 } && name == word ? option : null;
        }
    }

    /// <summary>The parser's first complaint in plain words.</summary>
    public static DataException Explain(ParseResult parsed)
    {
        var command = (KilterCommand)parsed.CommandResult.Command;
        foreach (var error in parsed.Errors)
        {
            for (var result = error.SymbolResult; result is not null; result = result.Parent)
            {
                if (result is OptionResult { IdentifierTokenCount: > 0 } option)
                {
                    return Usage(About(option, error.Message));
                }
            }
        }

        if (parsed.UnmatchedTokens is [var word, ..])
        {
            return command.Subcommands.Count > 0 ? UnknownCommand(word, command) : Usage($"'{word}' is one word too many for '{command.Name}'.", Try(command));
        }

        if (command.Arguments.FirstOrDefault(a => parsed.GetResult(a) is null or { Tokens.Count: 0 }) is { } argument)
        {
            return Usage($"'{command.Name}' needs {command.Needs}.", Try(command, argument));
        }

        var missing = command.Options.FirstOrDefault(o => o.Required && parsed.GetResult(o) is not { IdentifierTokenCount: > 0 });
        return missing is null
            ? Usage(parsed.Errors[0].Message)
            : Usage($"'{command.Name}' needs {missing.Name} {missing.HelpName}: {missing.Description}.");
    }

    /// <summary>An error of usage.</summary>
    public static DataException Usage(string message, params IReadOnlyList<string> attempts) => new(message) { IsUsage = true, Try = attempts };

    private static string About(OptionResult option, string message)
    {
        var name = option.Option.Name;
        return option.Tokens.Count == 0 ? $"{name} needs a value: {name} {option.Option.HelpName}."
            : option.IdentifierTokenCount > 1 && option.Option.Arity.MaximumNumberOfValues == 1 ? $"{name} is given {option.IdentifierTokenCount} times; once is enough."
            : message;
    }

    private static DataException Unknown(string name, KilterCommand command)
    {
        var names = command.Options.Where(o => !o.Hidden).SelectMany(o => o.Aliases.Prepend(o.Name));
        return NearestName.Of(name, names) is { } near
            ? Usage($"{name} is not an option. Did you mean {near}?")
            : Usage($"{name} is not an option of '{command.Name}'.", $"kilter {HelpText.PathOf(command)}--help");
    }

    private static DataException UnknownCommand(string word, KilterCommand command)
    {
        var names = command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name).ToList();
        if (File.Exists(word))
        {
            return Usage($"'{word}' is a file, not a command.", Shell.Line(["detect", word]));
        }

        return NearestName.Of(word, names) is { } near
            ? Usage($"'{word}' is not a command. Did you mean {near}?")
            : Usage($"'{word}' is not a command. There are: {string.Join(", ", names)}.", "kilter --help");
    }

    private static string Try(KilterCommand command, Argument? argument = null)
        => argument is not null && command.Examples.Count > 0 ? command.Examples[0].Command : $"kilter {command.Name} --help";
}
