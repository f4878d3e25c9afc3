using System.CommandLine;
using Kilter.Cli.Rendering;

namespace Kilter.Cli.Options;

/// <summary>How much to say while working; every command has them.</summary>
internal sealed class SpeechOptions
{
    /// <summary>The option that names a file of options.</summary>
    public const string ConfigName = "--config";

    private readonly Option<bool> _quiet = Opt.Switch("--quiet", "no progress, no notes", "-q");
    private readonly Option<bool> _verbose = Opt.Switch("--verbose", "more detail; where an error came from", "-v");
    private readonly Option<string?> _config = Opt.Text(ConfigName, "FILE", "options from a JSON file; what is typed wins");
    private readonly Option<bool> _dryRun = Opt.Switch("--dry-run", "show how the file is read and what would run; run nothing");

    /// <summary>For commands that run something on data.</summary>
    public OptionGroup WithConfig => new("General", [_config, _dryRun, _quiet, _verbose]);

    /// <summary>For commands that only show something.</summary>
    public OptionGroup Plain => new("General", [_quiet, _verbose]);

    /// <summary>Whether to show instead of run.</summary>
    public bool DryRun(ParseResult parsed) => parsed.GetValue(_dryRun);

    /// <summary>Makes the terminal as talkative as the words ask, before they are understood: errors in them are told that way too.</summary>
    public static void Apply(IReadOnlyList<string> args, Terminal terminal)
    {
        terminal.Quiet = args.Contains("--quiet") || args.Contains("-q");
        terminal.Verbose = args.Contains("--verbose") || args.Contains("-v");
    }

    /// <summary>Makes the terminal as talkative as the options ask, those from a file among them.</summary>
    public static void Apply(ParseResult parsed, Terminal terminal)
    {
        var options = parsed.CommandResult.Command.Options.OfType<Option<bool>>().ToList();
        terminal.Quiet = options.Exists(o => o.Name == "--quiet" && parsed.GetValue(o));
        terminal.Verbose = options.Exists(o => o.Name == "--verbose" && parsed.GetValue(o));
    }
}
