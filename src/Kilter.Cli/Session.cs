using Kilter.Cli.Rendering;

namespace Kilter.Cli;

/// <summary>One start of the program: what was typed, where to answer, and the clock.</summary>
/// <param name="Args">The words after the program's name, as typed.</param>
/// <param name="Terminal">Where to answer.</param>
/// <param name="Clock">The time.</param>
internal sealed record Session(IReadOnlyList<string> Args, Terminal Terminal, TimeProvider Clock)
{
    /// <summary>What was typed, ready to be typed again.</summary>
    public string Command => Shell.Line(Args);
}
