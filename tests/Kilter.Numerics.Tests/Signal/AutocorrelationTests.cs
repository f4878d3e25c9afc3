using Kilter.Numerics.Randomness;
using Kilter.Numerics.Signal;
using Kilter.Numerics.Tests.Oracles;

namespace Kilter.Numerics.Tests.Signal;

public sealed class AutocorrelationTests
{
    public static TheoryData<int, int, bool> Shapes => MatrixTheoryData.Of([2, 50, 1500, 5000], [1, 40, 700], [false, true]);

    // The longer series fall into several blocks; the last block is short.
    [Theory, MemberData(nameof(Shapes))]
    public void Blocks_agree_with_the_sum_it_is_defined_by(int length, int maxLag, bool unbiased)
    {
        var rng = new Rng((ulong)length);
        double[] x = [.. Enumerable.Range(0, length).Select(t => 100 + rng.NextNormal() + Math.Sin(t / 5.0))];
        maxLag = Math.Min(maxLag, length - 1);

        var fast = Autocorrelation.Of(x, maxLag, unbiased);

        var slow = Slow.Autocorrelation(x, maxLag, unbiased);
        for (var k = 0; k <= maxLag; k++)
        {
            Assert.Equal(slow[k], fast[k], 1e-10);
        }
    }

    [Fact]
    public void Both_forms_agree_with_the_reference()
    {
        var golden = GoldenNumbers.Case("classical_stl_acf_fft.json", "autocorrelation");
        var series = GoldenNumbers.Values(golden.GetProperty("series"));

        var biased = Autocorrelation.Of(series, 30);
        var unbiased = Autocorrelation.Of(series, 30, unbiased: true);

        var (expected, adjusted) = (GoldenNumbers.Values(golden.GetProperty("expected").GetProperty("acf")), GoldenNumbers.Values(golden.GetProperty("expected").GetProperty("acf_adjusted")));
        for (var k = 0; k <= 30; k++)
        {
            Assert.Equal(expected[k], biased[k], 1e-9);
            Assert.Equal(adjusted[k], unbiased[k], 1e-9);
        }
    }

    [Fact]
    public void A_constant_series_is_like_itself_only_at_lag_zero()
        => Assert.Equal([1, 0, 0, 0], Autocorrelation.Of([4, 4, 4, 4, 4], 3));

    [Fact]
    public void A_lag_as_long_as_the_series_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => Autocorrelation.Of([1, 2, 3], 3));
}
