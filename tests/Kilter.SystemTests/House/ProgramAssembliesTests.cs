using System.Reflection;
using Kilter.Tests.Support.House;

namespace Kilter.SystemTests.House;

/// <summary>The house laws of compiled code, for the projects that the pure tests do not reference. Kilter.Tests plants the violations.</summary>
public sealed class ProgramAssembliesTests
{
    public static TheoryData<string> Assemblies => ["Kilter.Storage", "Kilter.Cli", "kilter-server"];

    [Theory, MemberData(nameof(Assemblies))]
    public void No_program_calls_what_is_banned(string assembly)
        => Assert.Empty(BannedApis.Violations(CompiledAssembly.UsesOf(PathOf(assembly)), BannedApis.Read(Repository.Read("BannedSymbols.txt"))));

    [Theory, MemberData(nameof(Assemblies))]
    public void Every_class_of_a_program_is_sealed(string assembly)
        => Assert.Empty(TypeRules.Open(Assembly.LoadFrom(PathOf(assembly)).GetTypes().Where(t => t.Name != "Program")));

    [Fact]
    public void Every_system_test_is_named_by_a_sentence()
        => Assert.Empty(TypeRules.Unspoken(typeof(ProgramAssembliesTests).Assembly.GetTypes()));

    private static string PathOf(string assembly) => Path.Combine(AppContext.BaseDirectory, assembly + ".dll");
}
