namespace Kilter.Tests;

public sealed class NearestTests
{
    [Theory]
    [InlineData("presure", "pressure")]
    [InlineData("FLOW", "flow")]
    [InlineData("tmep", "temp")]
    [InlineData("", "flow")]
    public void The_name_with_the_fewest_edits_is_found(string typed, string meant)
        => Assert.Equal(meant, Nearest.Of(typed, ["flow", "pressure", "temp"]));

    [Fact]
    public void Among_equals_the_first_is_taken_and_among_none_nothing()
    {
        Assert.Equal("ab", Nearest.Of("a", ["ab", "ac"]));
        Assert.Equal("", Nearest.Of("a", []));
    }

    [Theory]
    [InlineData("", "", 0), InlineData("", "abc", 3), InlineData("abc", "", 3), InlineData("kitten", "sitting", 3), InlineData("flaw", "lawn", 2), InlineData("Same", "sAME", 0)]
    public void Edits_are_counted_as_in_the_textbook(string a, string b, int edits)
    {
        Assert.Equal(edits, Nearest.Edits(a, b));
        Assert.Equal(edits, Nearest.Edits(b, a));
    }
}
