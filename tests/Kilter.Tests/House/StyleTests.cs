using Kilter.Numerics.Randomness;
using Kilter.Tests.House.Planted;
using Kilter.Tests.Support.House;

namespace Kilter.Tests.House;

/// <summary>Laws of style that are read from the types. Each is also run on a planted violation.</summary>
public sealed class StyleTests
{
    private static readonly Type[] Kilter = typeof(Settings).Assembly.GetTypes();
    private static readonly Type[] Numerics = typeof(Rng).Assembly.GetTypes();
    private static readonly Type[] Tests = typeof(StyleTests).Assembly.GetTypes();
    private static readonly Type[] Planted = [typeof(BadManners)];

    [Fact]
    public void Every_class_is_sealed()
    {
        Assert.Empty(TypeRules.Open([.. Kilter, .. Numerics]));
        Assert.Equal([$"{typeof(BadManners).FullName} is not sealed"], TypeRules.Open(Planted));
    }

    [Fact]
    public void What_is_set_is_set_once()
    {
        Assert.Empty(TypeRules.Settable(Kilter));
        Assert.Equal([$"{typeof(BadManners).FullName}.Settable can be set"], TypeRules.Settable(Planted));
    }

    [Fact]
    public void Whoever_waits_can_stop_waiting()
    {
        Assert.Empty(TypeRules.Unstoppable([.. Kilter, .. Numerics]));
        Assert.Equal([$"{typeof(BadManners).FullName}.WaitAsync takes no cancellation token"], TypeRules.Unstoppable(Planted));
    }

    [Fact]
    public void Every_test_is_named_by_a_sentence()
    {
        Assert.Empty(TypeRules.Unspoken(Tests.Except([typeof(BadName)])));
        Assert.Equal([$"{typeof(BadName).FullName}.Test1 is not a sentence"], TypeRules.Unspoken([typeof(BadName)]));
    }
}
