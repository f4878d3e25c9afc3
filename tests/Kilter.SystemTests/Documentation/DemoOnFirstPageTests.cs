using Kilter.SystemTests.Cli;

namespace Kilter.SystemTests.Documentation;

/// <summary>What the first page says that the demo prints is what the demo prints.</summary>
public sealed class DemoOnFirstPageTests
{
    [Fact]
    public async Task The_first_page_shows_the_demo_as_it_runs()
    {
        using var kilter = new KilterProgram();

        var run = (await kilter.RunAsync("demo")).Succeeded();

        Page.VerifySection("README.md", "demo", $"```text\n{run.Output}```\n");
        Assert.True(File.Exists(kilter["kilter-demo.html"]));
    }
}
