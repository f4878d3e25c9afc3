using Kilter.Numerics.Randomness;
using Kilter.Numerics.Signal;

namespace Kilter.Numerics.Tests.Signal;

public sealed class BandEnergiesTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(9, 4)]
    [InlineData(16, 3)]
    [InlineData(50, 25)]
    public void Each_energy_is_the_sum_of_squares_of_the_waves_in_its_band(int n, int bands)
    {
        var rng = new Rng((ulong)n);
        var values = Enumerable.Range(0, n).Select(_ => 3 + rng.NextNormal()).ToArray();
        var energies = new double[bands];

        BandEnergies.Of(values, energies);

        // Wave by wave from the definition: half of a wave's squared height is its part of the variance, all of it for the one that turns every sample.
        var expected = new double[bands];
        for (var k = 1; k <= n / 2; k++)
        {
            var (cos, sin) = (0.0, 0.0);
            for (var t = 0; t < n; t++)
            {
                cos += values[t] * Math.Cos(2 * Math.PI * k * t / n) * 2 / n;
                sin += values[t] * Math.Sin(2 * Math.PI * k * t / n) * 2 / n;
            }

            expected[(k - 1) * bands / (n / 2)] += ((cos * cos) + (sin * sin)) / (2 * k == n ? 4 : 2);
        }

        for (var b = 0; b < bands; b++)
        {
            Assert.Equal(expected[b], energies[b], 1e-12);
        }

        var mean = values.Average();
        Assert.Equal(values.Average(v => (v - mean) * (v - mean)), energies.Sum(), 1e-12);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 5)]
    [InlineData(8, 0)]
    public void More_bands_than_frequencies_are_refused(int n, int bands)
        => Assert.Contains("a series of n values has n/2 frequencies", Assert.Throws<ArgumentException>(() => BandEnergies.Of(new double[n], new double[bands])).Message, StringComparison.Ordinal);
}
