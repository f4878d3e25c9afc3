using Kilter.Tests.Support.House;

namespace Kilter.Tests.House;

/// <summary>Laws that are read from the source tree. Each is also run on a planted violation.</summary>
public sealed class SourceTreeTests
{
    private static readonly string[] Folders = ["src", "tests", "bench"];
    private static readonly string[] TextSuffixes =
        [".cs", ".csproj", ".props", ".targets", ".slnx", ".md", ".json", ".js", ".mjs", ".ts", ".css", ".html", ".svg", ".txt", ".csv", ".sh", ".sql", ".yml", ".config", "dev", "kilter", "run"];

    // The only places that may catch everything: the outermost handler of each program.
    private static readonly string[] Outermost = ["src/Kilter.Cli/Program.cs", "src/Kilter.Server/Program.cs"];

    private delegate IEnumerable<string> Rule(string path, string text);

    [Fact]
    public void No_file_is_longer_than_the_gate()
    {
        Assert.Empty(Check(SourceRules.Size, Code()));
        Assert.Empty(Check(SourceRules.Size, Folders.SelectMany(f => Repository.Files(f)).Where(p => p.EndsWith(".js", StringComparison.Ordinal) || p.EndsWith(".css", StringComparison.Ordinal))));
        Assert.NotEmpty(SourceRules.Size("planted.cs", new string('\n', SourceRules.MostLines + 1)));
        Assert.Empty(SourceRules.Size("planted.cs", new string('\n', SourceRules.MostLines)));
    }

    [Fact]
    public void The_namespace_is_the_folder()
    {
        Assert.Empty(Check(SourceRules.Namespace, Code()));
        Assert.NotEmpty(SourceRules.Namespace("src/Kilter/Frames/Frame.cs", "namespace Kilter.Sources;\n"));
        Assert.NotEmpty(SourceRules.Namespace("src/Kilter/Frames/Frame.cs", "internal sealed class Frame;\n"));
        Assert.NotEmpty(SourceRules.Namespace("src/Kilter/Frames/Frame.cs", "namespace Kilter.Frames.Inner;\n"));
        Assert.Empty(SourceRules.Namespace("src/Kilter/Frames/Frame.cs", "namespace Kilter.Frames;\n"));
    }

    [Fact]
    public void A_file_holds_one_public_class_and_is_named_after_what_it_holds()
    {
        Assert.Empty(Check(SourceRules.OnePublicClass, Repository.Files("src", ".cs")));
        Assert.NotEmpty(SourceRules.OnePublicClass("A.cs", "public sealed class A;\npublic static partial class B\n"));
        Assert.NotEmpty(SourceRules.OnePublicClass("A.cs", "internal sealed class B;\n"));
        Assert.Empty(SourceRules.OnePublicClass("A.cs", "public sealed record AOptions;\npublic sealed class A;\ninternal sealed class FittedA;\n"));
        Assert.Empty(SourceRules.OnePublicClass("A.Part.cs", "public sealed partial class A\n"));
    }

    [Fact]
    public void Only_a_programs_outermost_handler_catches_everything()
    {
        Assert.Empty(Check(SourceRules.CatchAll, Repository.Files("src", ".cs").Except(Outermost)));
        Assert.NotEmpty(SourceRules.CatchAll("planted.cs", "try { } catch (Exception error) { }"));
        Assert.NotEmpty(SourceRules.CatchAll("planted.cs", "try { } catch { }"));
        Assert.NotEmpty(SourceRules.CatchAll("planted.cs", "try { } catch (Exception) when (quiet) { }"));
        Assert.Empty(SourceRules.CatchAll("planted.cs", "try { } catch (IOException) { }"));
        Assert.Empty(SourceRules.CatchAll("planted.cs", "try { } catch (Exception e) when (e is IOException or FormatException) { }"));
    }

    [Fact]
    public void Nothing_is_put_off_without_an_issue_number()
    {
        Assert.Empty(Check(SourceRules.PutOff, Text()));
        Assert.NotEmpty(SourceRules.PutOff("planted.cs", "// TO" + "DO: later"));
        Assert.Empty(SourceRules.PutOff("planted.cs", "// TO" + "DO(#12): the other half"));
    }

    [Fact]
    public void No_file_names_a_place_on_the_machine_it_was_written_on()
    {
        Assert.Empty(Check(SourceRules.MachinePath, Text()));
        Assert.NotEmpty(SourceRules.MachinePath("planted.md", "see /" + "work/notes.txt"));
        Assert.NotEmpty(SourceRules.MachinePath("planted.md", "see /" + "root/notes.txt"));
    }

    [Fact]
    public void Warnings_are_mended_and_not_switched_off()
    {
        Assert.Empty(Check(SourceRules.Silenced, Code().Where(p => !p.EndsWith("SourceTreeTests.cs", StringComparison.Ordinal))));
        Assert.NotEmpty(SourceRules.Silenced("planted.cs", "#pragma warning disable CA1000\n"));
        Assert.NotEmpty(SourceRules.Silenced("planted.cs", "    #region Properties\n"));
        Assert.NotEmpty(SourceRules.Silenced("planted.cs", "[SuppressMessage(\"Design\", \"CA1000\")]"));
        Assert.Empty(SourceRules.Silenced("planted.cs", "[SuppressMessage(\"Design\", \"CA1000\", Justification = \"why\")]"));
    }

    private static IReadOnlyList<string> Check(Rule rule, IEnumerable<string> paths)
        => [.. paths.SelectMany(path => rule(path, Repository.Read(path)))];

    private static IEnumerable<string> Code() => Folders.SelectMany(folder => Repository.Files(folder, ".cs"));

    // The root is listed by hand: people keep reports and data of their own there.
    private static IEnumerable<string> Text()
        => Folders.Concat(["docs", "data", ".ci"]).Where(f => Directory.Exists(Repository.PathOf(f))).SelectMany(f => Repository.Files(f))
            .Concat(["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "INFLUENCES.md", "dev", "kilter", "BannedSymbols.txt", "Directory.Build.props", "Directory.Packages.props", ".editorconfig"])
            .Where(p => File.Exists(Repository.PathOf(p)) && TextSuffixes.Any(s => p.EndsWith(s, StringComparison.Ordinal)));
}
