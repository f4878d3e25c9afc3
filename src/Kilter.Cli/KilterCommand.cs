using System.CommandLine;
using Kilter.Cli.Options;

namespace Kilter.Cli;

/// <summary>A command with what its help shows beside the options: their groups, and examples.</summary>
internal sealed class KilterCommand(string name, string summary) : Command(name, summary)
{
    private readonly List<OptionGroup> _groups = [];

    /// <summary>The options by heading.</summary>
    public IReadOnlyList<OptionGroup> Groups => _groups;

    /// <summary>Whole commands to try, each with what it does.</summary>
    public IReadOnlyList<(string Command, string Does)> Examples { get; init; } = [];

    /// <summary>What is worth knowing beside; a line each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>What the command asks for when its argument is missing: "a file".</summary>
    public string Needs { get; init; } = "more";

    /// <summary>Adds options under a heading.</summary>
    public void Add(OptionGroup group)
    {
        _groups.Add(group);
        foreach (var option in group.Options)
        {
            Add(option);
        }
    }
}
