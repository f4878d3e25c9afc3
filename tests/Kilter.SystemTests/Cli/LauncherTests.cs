using Kilter.SystemTests.Programs;

namespace Kilter.SystemTests.Cli;

/// <summary>The launcher ./kilter, with a stand-in for dotnet that notes each build and repeats the words it is started with.</summary>
public sealed class LauncherTests : IDisposable
{
    private static readonly string[] Tools = ["bash", "env", "find", "touch", "mkdir", "rm", "mv", "cat", "grep", "flock", "readlink", "sleep"];

    private const string StandIn = """
        #!/bin/bash
        if [ "$1" = publish ]; then
          echo build >>"$BUILDS"
          sleep 0.3
          [ -z "${BROKEN:-}" ] || { echo "Pump.cs(3,1): error CS1002: ; expected"; exit 1; }
          while [ $# -gt 0 ]; do [ "$1" = -o ] && mkdir -p "$2" && touch "$2/Kilter.Cli.dll"; shift; done
        else
          shift
          printf 'ran'; printf ' <%s>' "$@"; echo
        fi
        """;

    private readonly ScratchFolder _folder = new();

    public LauncherTests()
    {
        foreach (var project in new[] { "Kilter.Numerics", "Kilter", "Kilter.Storage", "Kilter.Cli" })
        {
            Directory.CreateDirectory(_folder["tree/src/" + project]);
            File.WriteAllText(_folder[$"tree/src/{project}/Code.cs"], "");
        }

        foreach (var file in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json" })
        {
            File.WriteAllText(_folder["tree/" + file], "");
        }

        File.Copy(Repository.PathOf("kilter"), _folder["tree/kilter"]);
        Directory.CreateDirectory(_folder["bin"]);
        foreach (var tool in Tools)
        {
            File.CreateSymbolicLink(_folder["bin/" + tool], new[] { "/usr/bin/", "/bin/" }.Select(b => b + tool).First(File.Exists));
        }

        Install("dotnet");
        Install("npm");
    }

    [Fact]
    public async Task The_first_start_builds_once_and_the_second_not_at_all()
    {
        var first = (await StartAsync("./kilter detect 'my pump.csv'")).Succeeded();
        var second = (await StartAsync("./kilter --version")).Succeeded();

        Assert.Equal("ran <detect> <my pump.csv>\n", first.Output);
        Assert.Single(first.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("ran <--version>\n", second.Output);
        Assert.Equal("", second.Errors);
        Assert.Equal(1, Builds());
    }

    [Theory]
    [InlineData("echo >> src/Kilter/Code.cs")]
    [InlineData("touch src/Kilter.Cli/New.cs")]
    [InlineData("rm src/Kilter.Numerics/Code.cs")]
    [InlineData("touch Directory.Packages.props")]
    public async Task A_changed_source_is_built_again(string change)
    {
        (await StartAsync("./kilter")).Succeeded();

        (await StartAsync($"sleep 0.05; {change}; ./kilter")).Succeeded();

        Assert.Equal(2, Builds());
    }

    [Fact]
    public async Task Many_first_starts_at_once_build_once_and_all_run()
    {
        var run = (await StartAsync("for i in 1 2 3 4 5; do ./kilter $i & done; wait")).Succeeded();

        Assert.Equal(["ran <1>", "ran <2>", "ran <3>", "ran <4>", "ran <5>"], run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        Assert.Equal(1, Builds());
    }

    [Fact]
    public async Task It_runs_from_any_folder_and_through_a_link()
    {
        (await StartAsync("./kilter")).Succeeded();
        File.CreateSymbolicLink(_folder["link"], _folder["tree/kilter"]);

        var run = (await ProgramRun.OfAsync(_folder["link"], ["x"], "/", environment: Environment())).Succeeded();

        Assert.Equal("ran <x>\n", run.Output);
        Assert.Equal(1, Builds());
    }

    [Fact]
    public async Task A_failed_build_shows_why_runs_nothing_and_is_tried_again()
    {
        var broken = await StartAsync("BROKEN=1 ./kilter");
        var mended = await StartAsync("./kilter x");

        Assert.Equal(1, broken.ExitCode);
        Assert.Equal("", broken.Output);
        Assert.Contains("error CS1002", broken.Errors, StringComparison.Ordinal);
        Assert.Equal("ran <x>\n", mended.Succeeded().Output);
    }

    [Theory, InlineData("dotnet", ".NET 10 SDK"), InlineData("npm", "Node 20")]
    public async Task What_is_missing_is_said_in_one_line_with_where_to_get_it(string tool, string name)
    {
        File.Delete(_folder["bin/" + tool]);

        var run = await StartAsync("./kilter");

        Assert.Equal(1, run.ExitCode);
        var line = Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(name, line, StringComparison.Ordinal);
        Assert.Contains("https://", line, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Install(string tool)
    {
        // A copy of the launcher may be executed, and stays so with another text.
        File.Copy(Repository.PathOf("kilter"), _folder["bin/" + tool]);
        File.WriteAllText(_folder["bin/" + tool], StandIn);
    }

    private int Builds() => File.ReadAllLines(_folder["builds"]).Length;

    private Task<ProgramRun> StartAsync(string line) => ProgramRun.OfAsync(_folder["bin/bash"], ["-c", line], _folder["tree"], environment: Environment());

    private Dictionary<string, string> Environment() => new(StringComparer.Ordinal) { ["PATH"] = _folder["bin"], ["BUILDS"] = _folder["builds"] };
}
