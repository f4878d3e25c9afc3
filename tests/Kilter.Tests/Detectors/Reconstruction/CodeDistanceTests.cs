using Kilter.Detectors.Reconstruction;

namespace Kilter.Tests.Detectors.Reconstruction;

public sealed class CodeDistanceTests
{
    [Fact]
    public void S0_E5_distances_of_codes()
    {
        double[] codes =
        [
            .9, 1.5, 30.4, 2.5, 12, 13, 2.5, 33.9, 1.5, 10, 14, 1.3, 28.7, 3.5, 9, 1.42, 1.3, 26.3, 2.3, 13, .9, 1.5, 30.4, 2.5, 12, 13, 2.5, 33.9, 1.5, 10,
        ];
        double[] expected = [0.36442556223419825, 0.16535488146330185, 0.42930188321165014, 0.13696851228808457, 0.36442556223419825];

        var distances = CodeDistance.Consecutive(codes, width: 5);

        Assert.Equal(0.6324555320336759, CodeDistance.Between([3, 4], [0, 5]), 1e-15);
        Assert.Equal(1.4142135623730951, CodeDistance.Between([1, 0], [0, 1]), 1e-15);
        Assert.Equal(0.7071067811865475, CodeDistance.Between([1, 2, 2], [2, 4, 4]), 1e-15);
        Assert.Equal(expected.Length, distances.Length);
        Assert.All(expected.Zip(distances), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    [Fact]
    public void S0_E9_moves_of_a_channel_by_itself()
    {
        var moves = CodeDistance.OfChannel([4, 1, 0, -9, 4, 4]);

        Assert.Equal([1.5, 0, 0, 0.8333333333333334, 0], moves);
    }

    [Fact]
    public void Codes_of_zero_have_defined_distances()
    {
        Assert.Equal(0, CodeDistance.Between([0, 0], [0, 0]));
        Assert.Equal(CodeDistance.Most, CodeDistance.Between([0, 0], [1e-30, 0]));
        Assert.Equal(CodeDistance.Most, CodeDistance.Between([1e-300, 0], [1e300, 0]));
        Assert.Equal(0.25, CodeDistance.Between([0, 0], [1, 0], least: 4));
    }

    [Fact]
    public void One_code_or_none_has_no_distances()
    {
        Assert.Empty(CodeDistance.Consecutive([], 3));
        Assert.Empty(CodeDistance.Consecutive([1, 2, 3], 3));
        Assert.Empty(CodeDistance.OfChannel([]));
    }
}
