using Kilter.Numerics.Randomness;
using Kilter.Tests.Support.House;

namespace Kilter.Tests.House;

/// <summary>Laws that are read from the compiled assemblies. Each is also run on the planted violations in this assembly.</summary>
public sealed class CompiledCodeTests
{
    private static readonly IReadOnlyCollection<Use> Kilter = CompiledAssembly.UsesOf(typeof(Settings).Assembly.Location);
    private static readonly IReadOnlyCollection<Use> Numerics = CompiledAssembly.UsesOf(typeof(Rng).Assembly.Location);
    private static readonly IReadOnlyCollection<Use> Tests = CompiledAssembly.UsesOf(typeof(CompiledCodeTests).Assembly.Location);

    private const string PlantedRoot = "Kilter.Tests.House.Planted";

    [Fact]
    public void Every_stage_uses_only_stages_to_its_left()
        => Assert.Empty(FlowOrder.OfKilter.Violations(Kilter));

    [Fact]
    public void A_planted_use_of_a_stage_to_the_right_is_caught_wherever_it_hides()
    {
        var violations = new FlowOrder(PlantedRoot, "Left", "Right").Violations(Tests);

        var caught = violations.Where(v => v.Contains(" uses ", StringComparison.Ordinal)).Select(v => v.Split(' ')[0].Split('.')[^1].Split('`')[0]).Distinct();
        Assert.Equal(
            ["ByAttribute", "ByBase", "ByBody", "ByCatch", "ByConstraint", "ByField", "ByInterface", "ByIterator", "ByLambda", "ByParameter", "ByStaticMember", "ByTypeArgument"],
            caught.Order(StringComparer.Ordinal));
        Assert.Contains(violations, v => v.StartsWith(PlantedRoot + ".Strangers has no place in the flow", StringComparison.Ordinal));
    }

    [Fact]
    public void Kernels_know_nothing_of_the_rest_of_the_numerics()
        => Assert.Empty(new FlowOrder("Kilter.Numerics", "Kernels", "Randomness", "Statistics", "LinearAlgebra", "Signal", "Neural").Violations(Numerics));

    [Fact]
    public void No_product_code_calls_what_is_banned()
    {
        var banned = BannedApis.Read(Repository.Read("BannedSymbols.txt"));

        Assert.Empty(BannedApis.Violations([.. Kilter, .. Numerics], banned));
    }

    [Fact]
    public void Every_planted_banned_call_is_caught()
    {
        var banned = BannedApis.Read(Repository.Read("BannedSymbols.txt")).Where(b => !b.StartsWith("System.Numerics.Tensors", StringComparison.Ordinal)).ToArray();
        var planted = Tests.Where(u => u.From == PlantedRoot + ".Right.BannedCalls").ToArray();

        var missed = banned.Where(b => BannedApis.Violations(planted, [b]).Count == 0);

        Assert.Empty(missed);
    }

    [Fact]
    public void Unchecked_memory_and_intrinsics_appear_in_kernels_only()
        => Assert.Empty(UncheckedUses([.. Kilter, .. Numerics]).Where(u => !IsAllowedUnchecked(u.FromNamespace)).Select(u => $"{u.From} uses {u.To}").Distinct());

    [Fact]
    public void Planted_unchecked_memory_is_caught()
    {
        var planted = UncheckedUses(Tests).Where(u => u.FromNamespace.StartsWith(PlantedRoot, StringComparison.Ordinal)).Select(u => u.To).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(["System.Runtime.CompilerServices.Unsafe", "System.Runtime.InteropServices.MemoryMarshal"], planted);
    }

    [Fact]
    public void Pure_tests_open_no_socket_and_ask_no_clock_for_the_time()
    {
        string[] banned = ["System.Threading.Thread.Sleep", "System.Threading.Tasks.Task.Delay", "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTimeOffset.get_UtcNow", "System.Diagnostics.Process"];
        var pure = Tests.Where(u => !u.FromNamespace.StartsWith(PlantedRoot, StringComparison.Ordinal)).ToArray();

        Assert.Empty(BannedApis.Violations(pure, banned));
        Assert.DoesNotContain(pure, u => u.ToNamespace.StartsWith("System.Net", StringComparison.Ordinal));
    }

    private static IEnumerable<Use> UncheckedUses(IEnumerable<Use> uses)
        => uses.Where(u => u.To is "System.Runtime.CompilerServices.Unsafe" or "System.Runtime.InteropServices.MemoryMarshal"
            || u.ToNamespace.StartsWith("System.Runtime.Intrinsics", StringComparison.Ordinal));

    // Compiler-generated helpers have no namespace. Artifacts and Sources view arrays of numbers as the bytes of files and back.
    private static bool IsAllowedUnchecked(string space)
        => space is "" or "Kilter.Numerics.Kernels" or "Kilter.Artifacts" or "Kilter.Sources";
}
