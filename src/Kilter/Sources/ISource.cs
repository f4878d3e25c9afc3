namespace Kilter.Sources;

/// <summary>A place measurements come from: a file, a folder, standard input, a generator.</summary>
public interface ISource
{
    /// <summary>What people call it: a file name without its folder, "standard input", the generator's name.</summary>
    string Name { get; }

    /// <summary>Reads everything the options ask for. Streams: memory grows with the values kept, not with the text read.</summary>
    /// <exception cref="DataException">The data cannot be used, is not there, or does not fit the options; the message names the file, line, column and the fix.</exception>
    Task<Reading> ReadAsync(ReadOptions options, CancellationToken cancellation);
}
