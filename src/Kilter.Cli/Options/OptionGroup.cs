using System.CommandLine;

namespace Kilter.Cli.Options;

/// <summary>Options that belong together, under one heading of the help.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Options">The options, in the order of the help.</param>
internal sealed record OptionGroup(string Title, IReadOnlyList<Option> Options);
