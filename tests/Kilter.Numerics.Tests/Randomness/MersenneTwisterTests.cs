using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Randomness;

/// <summary>The numbers were printed by NumPy 1.24.2, <c>numpy.random.RandomState(seed)</c>, on Linux with glibc 2.36.</summary>
[Trait(BitStability.Law, BitStability.SameBits)]
public sealed class MersenneTwisterTests
{
    // randint(0, 2³², 2000, dtype=uint32): the first four and the last, which lies past three turns of the state.
    [Theory]
    [InlineData(0u, new uint[] { 2357136044, 2546248239, 3071714933, 3626093760 }, 3856691381u)]
    [InlineData(42u, new uint[] { 1608637542, 3421126067, 4083286876, 787846414 }, 2238969328u)]
    [InlineData(uint.MaxValue, new uint[] { 419326371, 479346978, 3918654476, 2416749639 }, 1762272365u)]
    public void The_bits_are_numpys(uint seed, uint[] first, uint last)
    {
        var random = new MersenneTwister(seed);

        var drawn = Enumerable.Range(0, 2000).Select(_ => random.NextBits()).ToArray();

        Assert.Equal(first, drawn[..4]);
        Assert.Equal(last, drawn[^1]);
    }

    // random_sample(4), then uniform(-3, 5).
    [Theory]
    [InlineData(0u, new[] { 0.5488135039273248, 0.7151893663724195, 0.6027633760716439, 0.5448831829968969 }, 0.38923839471123767)]
    [InlineData(42u, new[] { 0.3745401188473625, 0.9507143064099162, 0.7319939418114051, 0.5986584841970366 }, -1.7518508764605079)]
    [InlineData(uint.MaxValue, new[] { 0.0976320289940138, 0.9123828453026218, 0.78903530185164, 0.7800035981134678 }, -2.856482608106038)]
    public void Uniform_numbers_are_numpys(uint seed, double[] first, double stretched)
    {
        var random = new MersenneTwister(seed);

        Assert.Equal(first, Enumerable.Range(0, 4).Select(_ => random.NextUniform()));
        Assert.Equal(stretched, random.Uniform(-3, 5));
    }

    // normal(size=6), then normal(10, 2.5).
    [Theory]
    [InlineData(0u, new[] { 1.764052345967664, 0.4001572083672233, 0.9787379841057392, 2.240893199201458, 1.8675579901499675, -0.977277879876411 }, 12.375221043813973)]
    [InlineData(42u, new[] { 0.4967141530112327, -0.13826430117118466, 0.6476885381006925, 1.5230298564080254, -0.23415337472333597, -0.23413695694918055 }, 13.948032038768478)]
    [InlineData(uint.MaxValue, new[] { 0.6484086742306527, 0.6693235306338161, -1.0805437227474493, 0.2845010447986309, 0.11388773652167104, 0.8676218937929382 }, 9.889934961379891)]
    public void Normal_numbers_are_numpys(uint seed, double[] first, double scaled)
    {
        var random = new MersenneTwister(seed);

        Assert.Equal(first, Enumerable.Range(0, 6).Select(_ => random.Normal()));
        Assert.Equal(scaled, random.Normal(10, 2.5));
    }

    // permutation(22694)[:10], then permutation(7).
    [Theory]
    [InlineData(0u, new[] { 13904, 20447, 12688, 16302, 830, 3638, 21806, 12610, 11305, 6983 }, new[] { 6, 0, 2, 5, 3, 4, 1 })]
    [InlineData(42u, new[] { 19852, 6352, 14508, 13628, 2229, 9313, 6186, 9995, 17949, 16143 }, new[] { 4, 3, 6, 2, 1, 5, 0 })]
    [InlineData(uint.MaxValue, new[] { 21886, 13637, 20398, 5202, 1488, 22013, 15663, 11696, 2083, 22356 }, new[] { 6, 3, 2, 0, 1, 4, 5 })]
    public void Permutations_are_numpys(uint seed, int[] first, int[] second)
    {
        var random = new MersenneTwister(seed);

        var order = random.Permutation(22_694);

        Assert.Equal(first, order[..10]);
        Assert.Equal(Enumerable.Range(0, 22_694), order.Order());
        Assert.Equal(second, random.Permutation(7));
        Assert.Equal([0], random.Permutation(1));
        Assert.Empty(random.Permutation(0));
    }

    // shuffle(list('abcdef')), then shuffle(arange(6)).
    [Theory]
    [InlineData(0u, "fcbdae", new[] { 1, 3, 4, 0, 2, 5 })]
    [InlineData(42u, "abfced", new[] { 3, 0, 1, 2, 5, 4 })]
    [InlineData(uint.MaxValue, "befacd", new[] { 3, 4, 5, 0, 1, 2 })]
    public void Shuffles_are_numpys(uint seed, string letters, int[] numbers)
    {
        var random = new MersenneTwister(seed);
        var (first, second) = ("abcdef".ToCharArray(), Enumerable.Range(0, 6).ToArray());

        random.Shuffle<char>(first);
        random.Shuffle<int>(second);

        Assert.Equal(letters, new string(first));
        Assert.Equal(numbers, second);
    }

    // randint(n) for n in 1, 2, 10, 1000, 2³¹ − 1, 1, 7, 256: a range of one value uses no draw.
    [Theory]
    [InlineData(0u, new[] { 0, 0, 5, 192, 441365315, 0, 3, 195 })]
    [InlineData(42u, new[] { 0, 0, 3, 860, 787846414, 0, 2, 71 })]
    [InlineData(uint.MaxValue, new[] { 0, 1, 2, 12, 269265991, 0, 4, 64 })]
    public void Whole_numbers_are_numpys(uint seed, int[] expected)
    {
        var random = new MersenneTwister(seed);

        Assert.Equal(expected, new[] { 1, 2, 10, 1000, int.MaxValue, 1, 7, 256 }.Select(random.NextInt));
    }

    // normal(), randint(100), normal(), uniform(0, 2), permutation(5), normal(): the kept half of a pair outlives other draws.
    [Theory]
    [InlineData(0u, 1.764052345967664, 67, 0.4001572083672233, 1.7158912352455136, new[] { 2, 0, 4, 3, 1 }, 0.9500884175255894)]
    [InlineData(42u, 0.4967141530112327, 71, -0.13826430117118466, 1.1973169683940732, new[] { 4, 0, 3, 2, 1 }, -2.010962889744628)]
    [InlineData(uint.MaxValue, 0.6484086742306527, 89, 0.6693235306338161, 0.5671233232245732, new[] { 0, 1, 4, 2, 3 }, 0.47688182146087926)]
    public void Draws_may_be_mixed_as_in_numpy(uint seed, double normal, int whole, double kept, double uniform, int[] order, double last)
    {
        var random = new MersenneTwister(seed);

        Assert.Equal(normal, random.Normal());
        Assert.Equal(whole, random.NextInt(100));
        Assert.Equal(kept, random.Normal());
        Assert.Equal(uniform, random.Uniform(0, 2));
        Assert.Equal(order, random.Permutation(5));
        Assert.Equal(last, random.Normal());
    }

    [Fact]
    public void A_count_that_is_not_positive_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("count", () => new MersenneTwister(0).NextInt(0));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => new MersenneTwister(0).Permutation(-1));
    }
}
