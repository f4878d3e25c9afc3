using System.Xml.Linq;

namespace Kilter.Tests.House;

/// <summary>Who may reference whom, and which packages a product project may bring along.</summary>
public sealed class ProjectLawTests
{
    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["Kilter.Numerics"] = [],
        ["Kilter"] = ["Kilter.Numerics"],
        ["Kilter.Storage"] = ["Kilter", "Microsoft.Data.Sqlite", "SQLitePCLRaw.bundle_e_sqlite3", "Npgsql"],
        ["Kilter.Cli"] = ["Kilter.Storage", "System.CommandLine", "Spectre.Console"],
        ["Kilter.Server"] = ["Kilter.Storage", "RabbitMQ.Client", "Quartz", "Microsoft.AspNetCore.OpenApi"],
    };

    private static readonly string[] Others = ["Kilter.Numerics.Tests", "Kilter.Tests", "Kilter.SystemTests", "Kilter.Benchmarks"];

    [Fact]
    public void A_product_project_references_only_what_the_house_allows()
    {
        foreach (var (project, allowed) in MayUse)
        {
            Assert.Empty(References(XDocument.Parse(Repository.Read($"src/{project}/{project}.csproj"))).Except(allowed).Select(r => $"{project} references {r}"));
        }
    }

    [Fact]
    public void A_planted_reference_is_seen()
    {
        var planted = XDocument.Parse("""<Project><ItemGroup><ProjectReference Include="../Kilter.Cli/Kilter.Cli.csproj" /><PackageReference Include="Dapper" /></ItemGroup></Project>""");

        Assert.Equal(["Kilter.Cli", "Dapper"], References(planted).Except(MayUse["Kilter"]));
    }

    [Fact]
    public void There_are_nine_projects_and_the_solution_holds_them_all()
    {
        var known = MayUse.Keys.Concat(Others).Order(StringComparer.Ordinal);
        var inTree = new[] { "src", "tests", "bench" }.SelectMany(f => Repository.Files(f, ".csproj")).ToArray();
        var inSolution = XDocument.Parse(Repository.Read("Kilter.slnx")).Descendants("Project").Select(p => (string)p.Attribute("Path")!);

        Assert.Equal(known, inTree.Select(p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal));
        Assert.Equal(inTree.Order(StringComparer.Ordinal), inSolution.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_has_a_lock_file()
    {
        var locks = new[] { "src", "tests", "bench" }.SelectMany(f => Repository.Files(f, ".csproj")).Select(p => Path.GetDirectoryName(p) + "/packages.lock.json");

        Assert.All(locks, file => Assert.True(File.Exists(Repository.PathOf(file)), file + " is missing"));
    }

    [Fact]
    public void No_product_project_lowers_the_bar_that_is_set_for_all()
    {
        string[] bar = ["NoWarn", "Nullable", "TreatWarningsAsErrors", "WarningsNotAsErrors", "GenerateDocumentationFile", "AnalysisLevel", "IsAotCompatible", "EnforceCodeStyleInBuild", "Deterministic"];
        var lowered = from path in Repository.Files("src", ".csproj")
                      from property in XDocument.Parse(Repository.Read(path)).Descendants("PropertyGroup").Elements()
                      where bar.Contains(property.Name.LocalName)
                      select $"{path}: {property.Name.LocalName}";

        Assert.Empty(lowered);
        Assert.DoesNotContain("CS1591", Repository.Read(".editorconfig"), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_numerics_may_hold_unsafe_code()
        => Assert.Equal(
            ["src/Kilter.Numerics/Kilter.Numerics.csproj"],
            Repository.Files("src", ".csproj").Where(p => Repository.Read(p).Contains("AllowUnsafeBlocks", StringComparison.Ordinal)));

    private static IEnumerable<string> References(XDocument project)
        => project.Descendants().Where(e => e.Name.LocalName is "ProjectReference" or "PackageReference")
            .Select(e => (string)e.Attribute("Include")!)
            .Select(include => include.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(include) : include);
}
