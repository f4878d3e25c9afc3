namespace Kilter.Tests.House.Planted;

/// <summary>Planted: a test whose name says nothing.</summary>
public sealed class BadName
{
    [Fact]
    public void Test1() => Assert.Equal(2, 1 + 1);
}
