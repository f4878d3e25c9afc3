namespace Kilter.SystemTests.Cli;

/// <summary>Pages of docs that are printed by the program stand as the program prints them.</summary>
public sealed class GeneratedPagesTests
{
    [Theory, InlineData("cli"), InlineData("detectors"), InlineData("metrics"), InlineData("preparations"), InlineData("sources"), InlineData("thresholds")]
    public async Task The_page_is_as_the_program_prints_it(string page)
    {
        using var kilter = new KilterProgram();

        var printed = (await kilter.RunAsync("docs", page)).Succeeded().Output;

        var path = Repository.PathOf($"docs/{page}.md");
        if (Environment.GetEnvironmentVariable("KILTER_ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(path, printed, TestContext.Current.CancellationToken);
        }

        Assert.True(File.Exists(path), $"{path} is missing. Run ./dev accept.");
        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), printed);
    }
}
