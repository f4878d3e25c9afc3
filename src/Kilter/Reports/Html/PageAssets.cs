namespace Kilter.Reports.Html;

/// <summary>What pages are made of: files embedded in the library.</summary>
internal static class PageAssets
{
    private const string Folder = "Kilter.Reports.Assets.";

    /// <summary>A file as text.</summary>
    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    /// <summary>A file without its indentation: that is for those who read the source, a page does without.</summary>
    public static string Flushed(string name) => string.Join('\n', Text(name).Split('\n').Select(l => l.TrimStart(' ')));

    /// <summary>A file as bytes.</summary>
    public static Stream Open(string name)
        => typeof(PageAssets).Assembly.GetManifestResourceStream(Folder + name)
            ?? throw new InvalidOperationException($"The library was built without '{name}'.");
}
