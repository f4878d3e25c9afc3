using Kilter.Recipes;

namespace Kilter.Tests.Recipes;

public sealed class ReproductionRowTests
{
    [Theory]
    [InlineData(BetterWay.Lower, 1, 2, 3, true)]
    [InlineData(BetterWay.Lower, 2, 2, 3, false)]
    [InlineData(BetterWay.Higher, 4, 2, 3, true)]
    [InlineData(BetterWay.Higher, 2.5, 2, 3, false)]
    [InlineData(BetterWay.Same, 4, 2, 3, false)]
    public void The_naive_baseline_wins_where_it_is_strictly_better_than_all_else(BetterWay better, double naive, double original, double sound, bool wins)
        => Assert.Equal(wins, Row(better, [original], [sound], naive).NaiveWins);

    [Fact]
    public void An_undefined_value_neither_wins_nor_loses()
    {
        Assert.False(Row(BetterWay.Lower, [2], [3], double.NaN).NaiveWins);
        Assert.True(Row(BetterWay.Lower, [double.NaN], [3], 2).NaiveWins);
        Assert.False(Row(BetterWay.Lower, [double.NaN], [double.NaN], 2).NaiveWins);
    }

    [Theory]
    [InlineData(BetterWay.Lower, 2, 3, 1.5, true)]
    [InlineData(BetterWay.Lower, 2, 2, 9, true)]
    [InlineData(BetterWay.Lower, 2, 3, 4, false)]
    [InlineData(BetterWay.Higher, 2, 3, 1, true)]
    [InlineData(BetterWay.Higher, 2, 1, 1, false)]
    [InlineData(BetterWay.Same, 2, 2, 2, null)]
    public void Ours_is_as_good_where_the_better_of_both_modes_reaches_what_was_published(BetterWay better, double published, double original, double sound, bool? good)
        => Assert.Equal(good, (Row(better, [original], [sound], 0) with { Published = new RecipeValue(published) }).OursIsAsGood);

    [Fact]
    public void The_best_number_is_known_where_two_can_be_compared()
    {
        Assert.Equal(1, Row(BetterWay.Lower, [2], [3], 1).Best);
        Assert.Equal(3, Row(BetterWay.Higher, [2], [3], 1).Best);
        Assert.Null(Row(BetterWay.Same, [2], [3], 1).Best);
        Assert.Null(Row(BetterWay.Lower, [double.NaN], [], 1).Best);
        Assert.Null(Row(BetterWay.Lower, [2], [3], 1).OursIsAsGood);
    }

    [Fact]
    public void Several_seeds_are_told_by_their_middle_and_their_ends()
    {
        Assert.Equal("2 (1–9)", ReproductionRow.Text(Values(9, 1, 2)));
        Assert.Equal("0.093912", ReproductionRow.Text(Values(0.0939123, 0.0939123)));
        Assert.Equal("undefined", ReproductionRow.Text(Values(double.NaN)));
        Assert.Equal("–", ReproductionRow.Text([]));
    }

    private static ReproductionRow Row(BetterWay better, double[] original, double[] sound, double naive)
        => new("r", "S2", new RecipeQuantity { Name = "q", Better = better }, null, Values(original), Values(sound), new RecipeValue(naive));

    private static RecipeValue[] Values(params double[] numbers) => [.. numbers.Select(n => new RecipeValue(n))];
}
