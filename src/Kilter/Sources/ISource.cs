namespace Kilter.Sources;

/// <summary>A place measurements come from: a file, a folder, standard input, a generator.</summary>
public interface ISource
{
    /// <summary>What people call it: a file name without its folder, "standard input", the generator's name.</summary>
    string Name { get; }

    /// <summary>Reads everything the options ask for. Streams: memory grows with the values kept, not with the text read.</summary>
    /// <exception cref="InvalidDataException">The data cannot be used; the message names the file, line, column and the fix.</exception>
    /// <exception cref="FileNotFoundException">There is no such file; the message lists files that look alike.</exception>
    Task<Reading> ReadAsync(ReadOptions options, CancellationToken cancellation);
}
