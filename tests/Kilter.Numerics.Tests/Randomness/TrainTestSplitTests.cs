using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Randomness;

/// <summary>The numbers were printed by scikit-learn 1.2.1, <c>train_test_split(numpy.arange(n), …)</c>.</summary>
[Trait(BitStability.Law, BitStability.SameBits)]
public sealed class TrainTestSplitTests
{
    [Theory]
    [InlineData(10, 0.25, 42u, new[] { 0, 7, 2, 9, 4, 3, 6 }, new[] { 8, 1, 5 })]
    [InlineData(7, 0.3, 0u, new[] { 3, 0, 5, 4 }, new[] { 6, 2, 1 })]
    [InlineData(4, 0.5, 1u, new[] { 0, 1 }, new[] { 3, 2 })]
    public void A_shuffled_split_is_that_of_scikit_learn(int count, double testShare, uint seed, int[] train, int[] test)
    {
        var split = TrainTestSplit.Shuffled(count, testShare, new MersenneTwister(seed));

        Assert.Equal(train, split.Train);
        Assert.Equal(test, split.Test);
    }

    [Fact]
    public void A_long_shuffled_split_is_that_of_scikit_learn()
    {
        var split = TrainTestSplit.Shuffled(22_694, 0.1, new MersenneTwister(42));

        Assert.Equal([16464, 290, 15421, 2859, 11608, 14611, 20861, 22540], split.Train[..8]);
        Assert.Equal([19852, 6352, 14508, 13628, 2229, 9313, 6186, 9995], split.Test[..8]);
        Assert.Equal((20_424, 15_795), (split.Train.Length, split.Train[^1]));
        Assert.Equal((2_270, 3_096), (split.Test.Length, split.Test[^1]));
        Assert.Equal(2_372_198_895_628, split.Train.Select((value, i) => (long)value * i).Sum());
    }

    // 0.07·100 is a little above 7 in doubles, and rounds up to 8 there too.
    [Theory]
    [InlineData(10, 0.25, 3), InlineData(22_694, 0.1, 2_270), InlineData(100, 0.29, 29), InlineData(100, 0.07, 8), InlineData(50, 0.58, 29), InlineData(1000, 0.015, 15)]
    public void A_split_in_order_tests_the_last_samples(int count, double testShare, int tests)
    {
        var split = TrainTestSplit.InOrder(count, testShare);

        Assert.Equal(tests, split.Test.Length);
        Assert.Equal(Enumerable.Range(0, count), split.Train.Concat(split.Test));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(-0.1), InlineData(double.NaN)]
    public void A_share_outside_its_range_is_refused(double testShare)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(nameof(testShare), () => TrainTestSplit.InOrder(10, testShare));

        Assert.Contains("must lie between 0 and 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_share_that_leaves_nothing_to_train_on_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>("testShare", () => TrainTestSplit.Shuffled(1, 0.5, new MersenneTwister(0)));

        Assert.StartsWith("A share of 0.5 for testing takes all of 1 samples", error.Message, StringComparison.Ordinal);
    }
}
