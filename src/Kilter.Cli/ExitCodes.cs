namespace Kilter.Cli;

/// <summary>What the program's exit code says. Programs may rely on these numbers.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A fault in Kilter.</summary>
    public const int Bug = 1;

    /// <summary>The command line does not make sense, or asks for something the data does not have.</summary>
    public const int Usage = 2;

    /// <summary>A file cannot be read, understood or written.</summary>
    public const int BadData = 3;

    /// <summary>Events were found, and <c>--fail-on-anomaly</c> was given.</summary>
    public const int Anomaly = 10;

    /// <summary>Stopped by Ctrl-C, as shells number it: 128 + the signal.</summary>
    public const int Interrupted = 130;

    /// <summary>The whole table, for help and documentation.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Done, "done"),
        (Bug, "a fault in Kilter"),
        (Usage, "the command line does not make sense, or asks for a channel or setting that is not there"),
        (BadData, "a file cannot be read, understood or written"),
        (Anomaly, "events were found, with --fail-on-anomaly"),
        (Interrupted, "stopped by Ctrl-C"),
    ];
}
