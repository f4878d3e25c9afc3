using Kilter.Sources;

namespace Kilter.SystemTests.Sources;

/// <summary>The public data sets the tests read: in the folder KILTER_DATA names, else in ../shared/data beside the source tree. Never part of the repository.</summary>
internal static class SharedData
{
    public static string Root { get; } = Find();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>The files that match a pattern in a folder and below, relative to the root, in order; a pattern that finds none is a failure.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern)
    {
        string[] found = [.. Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal)];
        return found.Length > 0 ? found : throw new InvalidOperationException($"No '{pattern}' in '{PathOf(folder)}'.");
    }

    public static Task<Reading> ReadAsync(string relative, ReadOptions? options = null)
        => SourceCatalog.Open(PathOf(relative)).ReadAsync(options ?? ReadOptions.Default, CancellationToken.None);

    private static string Find()
    {
        var folder = Environment.GetEnvironmentVariable("KILTER_DATA") is { Length: > 0 } set ? set : Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data"));
        return Directory.Exists(folder) ? folder
            : throw new InvalidOperationException($"The public data sets are not at '{folder}'. Put them there, or set KILTER_DATA to their folder.");
    }
}
