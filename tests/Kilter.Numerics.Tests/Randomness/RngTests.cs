using System.Numerics;
using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Randomness;

[Trait(BitStability.Law, BitStability.SameBits)]
public sealed class RngTests
{
    private const int Draws = 200_000;

    // Made by a separate Python program, itself checked against the published vectors of both generators
    // (xoshiro256++ from the state 1, 2, 3, 4; SplitMix64 from the seed 1234567).
    public static TheoryData<ulong, ulong[], ulong> KnownSequences => new()
    {
        { 0, [0x53175d61490b23df, 0x61da6f3dc380d507, 0x5c0fdf91ec9a7bfc, 0x02eebf8c3bbe5e1a], 0x376300fa032f6483 },
        { 42, [0xd0764d4f4476689f, 0x519e4174576f3791, 0xfbe07cfb0c24ed8c, 0xb37d9f600cd835b8], 0xa3ed059c1cc38790 },
        { ulong.MaxValue, [0x56ccf8ce948e27b2, 0xe68588432e5a5b90, 0xe3e9b5a48119ca8b, 0x460f19495532ae73], 0x6e67f58f11f35060 },
    };

    [Theory, MemberData(nameof(KnownSequences))]
    public void A_seed_means_the_same_sequence_for_ever(ulong seed, ulong[] first, ulong thousandth)
    {
        var rng = new Rng(seed);

        var drawn = Enumerable.Range(0, 1000).Select(_ => rng.NextBits()).ToArray();

        Assert.Equal(first, drawn[..4]);
        Assert.Equal(thousandth, drawn[^1]);
    }

    [Fact]
    public void NextDouble_is_the_upper_53_bits_as_a_share_of_one()
    {
        var (bits, doubles) = (new Rng(7), new Rng(7));

        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal((bits.NextBits() / 2048) / 9007199254740992.0, doubles.NextDouble());
        }
    }

    [Fact]
    public void NextDouble_has_the_moments_of_a_uniform_number()
    {
        var rng = new Rng(1);

        var drawn = Enumerable.Range(0, Draws).Select(_ => rng.NextDouble()).ToArray();

        Assert.All(drawn, v => Assert.InRange(v, 0, 0.9999999999999999));
        Assert.Equal(0.5, drawn.Average(), FiveSigma(1.0 / 12));
        Assert.Equal(1.0 / 3, drawn.Average(v => v * v), FiveSigma(4.0 / 45));
        Assert.Equal(0.25, drawn.Zip(drawn.Skip(1), (a, b) => a * b).Average(), FiveSigma(7.0 / 144 * 2));
    }

    [Fact]
    public void NextDouble_between_two_bounds_stretches_the_same_draw()
    {
        var (plain, stretched) = (new Rng(9), new Rng(9));

        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(-3 + (8 * plain.NextDouble()), stretched.NextDouble(-3, 5));
        }
    }

    [Fact]
    public void NextNormal_has_the_first_four_moments_of_a_normal_number()
    {
        var rng = new Rng(2);

        var drawn = Enumerable.Range(0, Draws).Select(_ => rng.NextNormal()).ToArray();

        // Variances of the sample moments of N(0, 1): 1, 2, 15 and 96.
        Assert.Equal(0, drawn.Average(), FiveSigma(1));
        Assert.Equal(1, drawn.Average(v => v * v), FiveSigma(2));
        Assert.Equal(0, drawn.Average(v => v * v * v), FiveSigma(15));
        Assert.Equal(3, drawn.Average(v => v * v * v * v), FiveSigma(96));
        Assert.Equal(0.05, drawn.Average(v => Math.Abs(v) > 1.959963984540054 ? 1.0 : 0), FiveSigma(0.05 * 0.95));
    }

    [Fact]
    public void NextNormal_gives_pairs_that_do_not_depend_on_each_other()
    {
        var rng = new Rng(3);

        var products = Enumerable.Range(0, Draws).Select(_ => rng.NextNormal() * rng.NextNormal()).ToArray();

        Assert.Equal(0, products.Average(), FiveSigma(1));
        Assert.Equal(1, products.Average(p => p * p), FiveSigma(8));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(257)]
    public void NextInt_draws_every_number_equally_often(int count)
    {
        var rng = new Rng((ulong)count);
        var seen = new int[count];

        for (var i = 0; i < Draws; i++)
        {
            seen[rng.NextInt(count)]++;
        }

        var each = (double)Draws / count;
        var chiSquare = seen.Sum(s => (s - each) * (s - each) / each);
        Assert.InRange(chiSquare, 0, count - 1 + (5 * Math.Sqrt(2.0 * count)));
    }

    [Fact]
    public void NextInt_is_the_upper_half_of_the_128_bit_product()
    {
        var (bits, numbers) = (new Rng(11), new Rng(11));

        foreach (var count in Enumerable.Range(1, 500).Append(int.MaxValue))
        {
            var expected = (int)((new BigInteger(bits.NextBits()) * count) >> 64);
            Assert.Equal(expected, numbers.NextInt(count));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void NextInt_refuses_a_count_that_is_not_positive(int count)
        => Assert.Throws<ArgumentOutOfRangeException>(nameof(count), () => new Rng(0).NextInt(count));

    [Fact]
    public void Split_depends_on_the_state_and_on_the_stream_and_repeats()
    {
        var first = new Rng(5).Split(1).NextBits();

        Assert.Equal(first, new Rng(5).Split(1).NextBits());
        Assert.NotEqual(first, new Rng(5).Split(2).NextBits());
        Assert.NotEqual(first, new Rng(6).Split(1).NextBits());
        var parent = new Rng(5);
        parent.Split(0);
        Assert.NotEqual(new Rng(5).NextBits(), parent.NextBits());
    }

    [Fact]
    public void Split_streams_are_uncorrelated_with_each_other_and_with_their_parent()
    {
        const int streams = 8;
        var parent = new Rng(6);
        var drawn = Enumerable.Range(0, streams).Select(s => parent.Split((ulong)s)).Append(parent)
            .Select(rng => Enumerable.Range(0, 20_000).Select(_ => rng.NextNormal()).ToArray()).ToArray();

        for (var a = 0; a < drawn.Length; a++)
        {
            for (var b = 0; b < a; b++)
            {
                var correlation = drawn[a].Zip(drawn[b], (x, y) => x * y).Average();
                Assert.Equal(0, correlation, tolerance: 5 / Math.Sqrt(20_000));
            }
        }
    }

    [Fact]
    public void Shuffle_makes_every_order_equally_often()
    {
        var rng = new Rng(8);
        var seen = new Dictionary<string, int>();

        for (var i = 0; i < 60_000; i++)
        {
            var letters = "abc".ToCharArray();
            rng.Shuffle<char>(letters);
            var order = new string(letters);
            seen[order] = seen.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(6, seen.Count);
        Assert.All(seen.Values, times => Assert.Equal(10_000, times, tolerance: 5 * Math.Sqrt(60_000 * (1.0 / 6) * (5.0 / 6))));
    }

    private static double FiveSigma(double variance) => 5 * Math.Sqrt(variance / Draws);
}
