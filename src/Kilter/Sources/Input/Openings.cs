namespace Kilter.Sources.Input;

/// <summary>Opens files, and says what to do when that cannot be done.</summary>
internal static class Openings
{
    /// <summary>Opens a file for one pass from start to end.</summary>
    /// <exception cref="DataException">It is not there, is a folder, or is closed to this user.</exception>
    public static FileStream File(string path)
    {
        if (Directory.Exists(path))
        {
            throw new DataException($"'{path}' is a folder.") { File = path, Expected = ["One file was expected here."] };
        }

        try
        {
            return new FileStream(path, new FileStreamOptions { Access = FileAccess.Read, BufferSize = 0, Options = FileOptions.SequentialScan, Share = FileShare.ReadWrite });
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing(path, missing);
        }
        catch (UnauthorizedAccessException closed)
        {
            throw new DataException($"'{path}' may not be read: permission is denied.", closed) { File = path, Expected = [$"Ask its owner, or type:  chmod +r {path}"] };
        }
        catch (IOException failure)
        {
            throw new DataException($"'{path}' could not be opened: {failure.Message}", failure) { File = path };
        }
    }

    /// <summary>The error for a file that is not there: names those that look alike.</summary>
    public static DataException Missing(string path, Exception? cause = null)
    {
        var name = Path.GetFileName(path);
        var folder = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
        if (!Directory.Exists(folder))
        {
            return new DataException($"'{path}' does not exist; there is no folder '{folder}'.", cause) { File = path };
        }

        var there = Listing(folder);
        var close = Words.Closest(name, there);
        var shown = close.Count > 0 ? close : [.. there.Where(FileNames.IsReadable)];
        return new DataException($"'{path}' does not exist.", cause)
        {
            File = path,
            Expected = shown.Count > 0 ? [$"In this folder: {Words.List(shown)}."] : [],
            Try = [.. close.Take(1).Select(file => folder == "." ? file : Path.Combine(folder, file))],
        };
    }

    private static List<string> Listing(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }
}
