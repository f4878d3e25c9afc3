namespace Kilter;

/// <summary>Data that cannot be used, or a request that does not fit the data: what is wrong and where, what was expected, and what to type.</summary>
/// <remarks>
/// The message is one sentence or two that name the file, and where known the line and column ("pump.csv, line 88: time goes back by 55 min").
/// Programs print the message, then each line of <see cref="Expected"/>, then <see cref="Try"/>.
/// </remarks>
public sealed class DataException : Exception
{
    /// <summary>Makes the error.</summary>
    public DataException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error with the failure underneath it.</summary>
    public DataException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes an error without a text; the other constructors are better.</summary>
    public DataException()
        : this("The data cannot be used.")
    {
    }

    /// <summary>The file as the user gave it (a path or "-"), or null when the error is about no one file.</summary>
    public string? File { get; init; }

    /// <summary>What was expected or found beside, a sentence or two a line; may be empty.</summary>
    public IReadOnlyList<string> Expected { get; init; } = [];

    /// <summary>What to type instead. An entry that starts with "--" is added to the command that failed, after the file; any other entry stands
    /// in the place of the file ("pump.csv"). Several entries are alternatives. May be empty.</summary>
    public IReadOnlyList<string> Try { get; init; } = [];

    /// <summary>True when the data is sound and the request does not fit it (a channel that is not there): a slip of usage, exit code 2. Otherwise exit code 3.</summary>
    public bool IsUsage { get; init; }
}
