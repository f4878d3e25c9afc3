using System.CommandLine;
using System.Text;
using System.Text.Json;
using Kilter.Cli.Options;

namespace Kilter.Cli;

/// <summary>Options kept in a JSON file: one object whose keys are option names without the dashes. What is typed wins.</summary>
/// <remarks>A list gives an option several times; an object under "set" or "threshold-set" holds settings by name; true stands for an option without a value.</remarks>
internal static class ConfigFile
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The file named by <c>--config</c>, or null.</summary>
    public static string? Of(ParseResult parsed) => parsed.CommandResult.Command.Options.OfType<Option<string?>>().FirstOrDefault(o => o.Name == SpeechOptions.ConfigName) is { } option
        ? parsed.GetValue(option)
        : null;

    /// <summary>What was typed, with the options of the file that were not typed.</summary>
    /// <exception cref="DataException">The file cannot be read, holds a key that is no option, or a value that does not fit.</exception>
    public static IReadOnlyList<string> Merge(string file, ParseResult parsed, IReadOnlyList<string> args)
    {
        var command = (KilterCommand)parsed.CommandResult.Command;
        using var document = Open(file);
        var words = new List<string>(args);
        foreach (var entry in document.RootElement.EnumerateObject())
        {
            var option = OptionOf(file, entry.Name, command);
            if (parsed.GetResult(option) is { Implicit: false })
            {
                continue;
            }

            var added = Words(file, option.Name, entry.Value);
            Check(file, entry.Name, command, added);
            words.AddRange(added);
        }

        return words;
    }

    private static JsonDocument Open(string file)
    {
        if (!File.Exists(file))
        {
            throw Slips.Usage($"There is no file '{file}' to take options from.");
        }

        try
        {
            var document = JsonDocument.Parse(File.ReadAllText(file, Encoding.UTF8), Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw Slips.Usage($"{file}: one JSON object of options is needed, as in {{\"detector\": \"pca\", \"window\": 60}}.");
        }
        catch (JsonException failure)
        {
            throw Slips.Usage($"{file}, line {failure.LineNumber + 1}: this is not JSON.");
        }
    }

    private static Option OptionOf(string file, string key, KilterCommand command)
    {
        var options = command.Options.Where(o => !o.Hidden && o.Name != SpeechOptions.ConfigName).ToList();
        if (options.FirstOrDefault(o => o.Name == "--" + key || o.Aliases.Contains("--" + key)) is { } option)
        {
            return option;
        }

        var near = NearestName.Of(key, options.Select(o => o.Name[2..]));
        throw Slips.Usage($"{file}: \"{key}\" is not an option of '{command.Name}'.{(near is null ? "" : $" Did you mean \"{near}\"?")}");
    }

    private static List<string> Words(string file, string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => [name + "=true"],
        JsonValueKind.False => [name + "=false"],
        JsonValueKind.Null => [],
        JsonValueKind.Array => [.. value.EnumerateArray().Select(v => $"{name}={Text(file, name, v)}")],
        JsonValueKind.Object when name is "--set" or "--threshold-set" => [.. value.EnumerateObject().Select(s => $"{name}={s.Name}={Text(file, name, s.Value)}")],
        _ => [$"{name}={Text(file, name, value)}"],
    };

    private static string Text(string file, string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw Slips.Usage($"{file}: \"{name[2..]}\" holds {value.GetRawText()}; a text or a number is needed."),
    };

    // Each value is read by itself, so that a complaint can name the file and the key instead of something that nobody typed.
    private static void Check(string file, string key, KilterCommand command, IReadOnlyList<string> words)
    {
        var errors = CommandLine.Parse(command, words).Errors.Where(e => e.SymbolResult is not System.CommandLine.Parsing.CommandResult and not System.CommandLine.Parsing.ArgumentResult { Parent: System.CommandLine.Parsing.CommandResult });
        if (errors.FirstOrDefault() is { } error)
        {
            throw Slips.Usage($"{file}: \"{key}\": {error.Message}");
        }
    }
}
