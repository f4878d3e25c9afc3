namespace Kilter.Tests.Support;

/// <summary>Parts of pages that are made from the catalogues: checked by tests, written only by <c>./dev accept</c>.</summary>
internal static class Page
{
    private static bool Accepting => Environment.GetEnvironmentVariable("KILTER_ACCEPT") == "1";

    /// <summary>What stands between the two markers of that name in a file must be <paramref name="text"/>.</summary>
    public static void VerifySection(string path, string name, string text)
    {
        var page = Repository.Read(path);
        var replaced = Replace(page, name, text);
        if (Accepting)
        {
            File.WriteAllText(Repository.PathOf(path), replaced);
            page = replaced;
        }

        Assert.True(page == replaced, $"{path}, between the markers '{name}', is not what the catalogue says. Run ./dev accept and review the change.");
    }

    internal static string Replace(string page, string name, string text)
    {
        var (start, end) = ($"<!-- {name}: made by ./dev accept -->\n", $"<!-- end of {name} -->");
        var from = page.IndexOf(start, StringComparison.Ordinal);
        var to = page.IndexOf(end, StringComparison.Ordinal);
        return from >= 0 && to > from
            ? string.Concat(page.AsSpan(0, from + start.Length), text, page.AsSpan(to))
            : throw new InvalidOperationException($"The page has no markers '{start.Trim()}' and '{end}'.");
    }
}
