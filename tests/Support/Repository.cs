namespace Kilter.Tests.Support;

/// <summary>The source tree that the tests were built from: found by walking up from the test program to Kilter.slnx.</summary>
internal static class Repository
{
    private static readonly string[] Skipped = ["artifacts", "node_modules", "bin", "obj", ".git", ".vs", ".idea"];

    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>Every file under a folder of the tree, as paths relative to the root with forward slashes, sorted; build outputs are left out.</summary>
    public static IReadOnlyList<string> Files(string folder = "", string suffix = "")
    {
        var found = new List<string>();
        Walk(new DirectoryInfo(PathOf(folder)), suffix, found);
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static void Walk(DirectoryInfo folder, string suffix, List<string> found)
    {
        foreach (var file in folder.EnumerateFiles())
        {
            if (file.Name.EndsWith(suffix, StringComparison.Ordinal) && file.Name != ".git")
            {
                found.Add(Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'));
            }
        }

        foreach (var inner in folder.EnumerateDirectories().Where(d => !Skipped.Contains(d.Name, StringComparer.Ordinal)))
        {
            Walk(inner, suffix, found);
        }
    }

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Kilter.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Kilter.slnx in or above '{start}': these tests need the source tree beside them.");
    }
}
