using Kilter.SystemTests.Programs;

namespace Kilter.SystemTests.Documentation;

/// <summary>Shell on a page for people runs as it stands: the blocks of a page in order, in an empty folder that holds ./kilter and ./dev.</summary>
public sealed class ShellBlockTests
{
    public static TheoryData<string> PagesWithShell => [.. CodeBlock.AllPages.Where(p => CodeBlock.Of(p).Any(b => b.Tag == "sh"))];

    [Theory, MemberData(nameof(PagesWithShell))]
    public async Task Every_shell_block_of_the_page_runs(string page)
    {
        using var folder = new ScratchFolder();
        await StandInAsync(folder);

        foreach (var block in CodeBlock.Of(page).Where(b => b.Tag == "sh"))
        {
            var run = await ProgramRun.OfAsync("bash", ["-euo", "pipefail", "-c", block.Text], folder.Path, timeoutSeconds: 300);

            Assert.True(run.ExitCode == 0, $"{page}:{block.Line}: ended with code {run.ExitCode}\n{block.Text}\n{run.Output}\n{run.Errors}");
        }
    }

    [Fact]
    public async Task A_planted_block_that_fails_halfway_is_caught()
    {
        using var folder = new ScratchFolder();
        await StandInAsync(folder);

        Assert.NotEqual(0, (await ProgramRun.OfAsync("bash", ["-euo", "pipefail", "-c", "false | true\necho done"], folder.Path)).ExitCode);
        Assert.NotEqual(0, (await ProgramRun.OfAsync("bash", ["-euo", "pipefail", "-c", "./dev no-such-command"], folder.Path)).ExitCode);
    }

    // The real program behind ./kilter. ./dev runs these very tests, so its stand-in only makes sure that it has such a command.
    private static async Task StandInAsync(ScratchFolder folder)
    {
        await File.WriteAllTextAsync(folder["kilter"], $"#!/bin/sh\nexec '{Repository.PathOf("kilter")}' \"$@\"\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["dev"], $"#!/bin/sh\n'{Repository.PathOf("dev")}' help | grep -q \"^./dev $1 \"\n", TestContext.Current.CancellationToken);
        (await ProgramRun.OfAsync("chmod", ["+x", folder["kilter"], folder["dev"]])).Succeeded();
    }
}
