using Kilter.Frames;
using Kilter.Numerics.Signal;
using Kilter.Preparation;
using Kilter.Tests.Cleaning;

namespace Kilter.Tests.Preparation;

public sealed class SpectrumPreparationTests
{
    [Fact]
    public void S1a_E5_the_transform_goes_along_time_never_across_channels()
    {
        double[][] rows = [[1, 2], [3, 5], [1, 2], [3, 5]];
        var expected = new[] { new[] { 8.0, 0, -4, 0 }, [14, 0, -6, 0] };

        for (var c = 0; c < 2; c++)
        {
            var (re, im) = (rows.Select(r => r[c]).ToArray(), new double[4]);
            new Fft(4).Forward(re, im);
            Assert.Equal(expected[c], re);
            Assert.Equal(new double[4], im);
        }

        // Each column swings between two values, 2 and 3 apart: all of its variance, 1 and 2.25, lies in the upper band.
        var frame = new Frame(TimeAxis.Rows(4), [new Channel("a"), new Channel("b")], rows.SelectMany(r => r).ToArray());
        var energies = PreparationCatalog.Create("spectrum window=4 bands=2").Fit(frame, new SampleRange(0, 4)).Apply(frame).Frame;
        Assert.Equal([0, 1, 0, 2.25], energies.Values.ToArray());
    }

    [Fact]
    public void S1a_E5_the_original_transformed_across_the_bearings()
    {
        var (re, im) = (new double[] { 1, 2, 3, 4 }, new double[4]);

        new Fft(4).Forward(re, im);

        Assert.Equal([10, -2, -2, -2], re);
        Assert.Equal([0, 2, 0, -2], im);
    }

    [Theory]
    [InlineData(64, 4)]
    [InlineData(33, 5)]
    [InlineData(10, 5)]
    public void The_energies_of_all_bands_sum_to_the_variance_of_the_window(int window, int bands)
    {
        var frame = Draw.Frame(seed: 1, samples: 200, channels: 2);

        var energies = PreparationCatalog.Create($"spectrum window={window} bands={bands}").Fit(frame, new SampleRange(0, 200)).Apply(frame);

        var last = Enumerable.Range(energies.SampleBefore(50) - window + 1, window).Select(t => frame[t, 1]).ToArray();
        var variance = last.Average(v => v * v) - (last.Average() * last.Average());
        Assert.Equal(variance, Enumerable.Range(bands, bands).Sum(b => energies.Frame[50, b]), 1e-12);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(12, 1)]
    [InlineData(31, 3)]
    public void A_pure_tone_lies_in_the_band_of_its_frequency(int turns, int band)
    {
        var values = Enumerable.Range(0, 64).Select(t => 7 + Math.Sin(2 * Math.PI * turns * t / 64)).ToArray();
        var energies = new double[4];

        BandEnergies.Of(values, energies);

        Assert.Equal(0.5, energies[band], 1e-12);
        Assert.Equal(0.5, energies.Sum(), 1e-12);
    }

    [Fact]
    public void A_window_with_a_hole_or_a_jump_in_time_gives_no_energies()
    {
        var ticks = Enumerable.Range(0, 20).Select(t => Draw.Start.AddSeconds(t + (t >= 14 ? 60 : 0)).Ticks).ToArray();
        var values = Enumerable.Range(0, 20).Select(t => t == 5 ? double.NaN : t % 3).ToArray();
        var frame = new Frame(TimeAxis.OfTicks(ticks), [new Channel("a")], values);

        var energies = PreparationCatalog.Create("spectrum window=4 bands=1").Fit(frame, new SampleRange(0, 14)).Apply(frame);

        var known = Enumerable.Range(0, energies.Frame.Count).Where(n => !double.IsNaN(energies.Frame[n, 0])).Select(energies.SampleBefore);
        Assert.Equal([3, 4, 9, 10, 11, 12, 13, 17, 18, 19], known);
    }
}
