using Kilter.Numerics.Randomness;
using Kilter.Numerics.Signal;
using Kilter.Numerics.Tests.Oracles;

namespace Kilter.Numerics.Tests.Signal;

public sealed class FftTests
{
    private const string File = "classical_stl_acf_fft.json";

    // Powers of two, primes, and lengths on both sides of a power of two.
    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8), InlineData(9), InlineData(16), InlineData(31), InlineData(32), InlineData(33), InlineData(64), InlineData(97), InlineData(100), InlineData(128), InlineData(256), InlineData(288), InlineData(512)]
    public void Forward_agrees_with_the_sum_it_is_defined_by(int length)
    {
        var (re, im) = Draw(length);
        var (expectedRe, expectedIm) = Slow.Dft(re, im);

        new Fft(length).Forward(re, im);

        AssertNear(expectedRe, re, 1e-12 * (length + 1));
        AssertNear(expectedIm, im, 1e-12 * (length + 1));
    }

    [Theory, InlineData(1), InlineData(7), InlineData(64), InlineData(1000), InlineData(4096), InlineData(9973)]
    public void Inverse_undoes_forward(int length)
    {
        var (re, im) = Draw(length);
        var (before, beforeIm) = ((double[])re.Clone(), (double[])im.Clone());
        var fft = new Fft(length);

        fft.Forward(re, im);
        fft.Inverse(re, im);

        AssertNear(before, re, 1e-12);
        AssertNear(beforeIm, im, 1e-12);
    }

    [Theory, MemberData(nameof(RealLengths))]
    public void Real_transforms_agree_with_the_sum_they_are_defined_by(int length)
    {
        var (values, _) = Draw(length);
        var (expectedRe, expectedIm) = Slow.Dft(values, new double[length]);
        var (re, im) = (new double[(length / 2) + 1], new double[(length / 2) + 1]);

        new Fft(length).ForwardReal(values, re, im);

        AssertNear(expectedRe[..re.Length], re, 1e-12 * (length + 1));
        AssertNear(expectedIm[..im.Length], im, 1e-12 * (length + 1));
    }

    [Theory, MemberData(nameof(RealLengths))]
    public void Inverse_of_a_real_transform_gives_the_values_back_and_leaves_the_bins_alone(int length)
    {
        var (values, _) = Draw(length);
        var (re, im, back) = (new double[(length / 2) + 1], new double[(length / 2) + 1], new double[length]);
        var fft = new Fft(length);
        fft.ForwardReal(values, re, im);
        var bins = Bits.Hash(re.Concat(im));

        fft.InverseReal(re, im, back);

        AssertNear(values, back, 1e-12);
        Assert.Equal(bins, Bits.Hash(re.Concat(im)));
    }

    // Even lengths, powers of two and others; odd lengths, which take the whole transform.
    public static TheoryData<int> RealLengths => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 32, 33, 64, 97, 100, 128, 288, 1024];

    [Theory, InlineData(5), InlineData(8), InlineData(10)]
    public void Imaginary_parts_that_a_real_series_cannot_have_are_ignored(int length)
    {
        var (re, im) = Draw((length / 2) + 1);
        var (clean, spoilt) = (new double[length], new double[length]);
        (im[0], im[^1]) = (0, length % 2 == 0 ? 0 : im[^1]);
        new Fft(length).InverseReal(re, im, clean);
        (im[0], im[^1]) = (7, length % 2 == 0 ? 9 : im[^1]);

        new Fft(length).InverseReal(re, im, spoilt);

        Assert.Equal(clean, spoilt);
    }

    [Fact]
    [Trait(BitStability.Law, BitStability.SameBits)]
    public void The_bits_are_the_same_on_every_machine()
    {
        var values = new[] { 4, 8, 64, 100, 128, 97 }.SelectMany(length =>
        {
            var (re, im) = Draw(length);
            var (realRe, realIm) = (new double[(length / 2) + 1], new double[(length / 2) + 1]);
            var fft = new Fft(length);
            fft.ForwardReal(re, realRe, realIm);
            fft.Forward(re, im);
            return re.Concat(im).Concat(realRe).Concat(realIm);
        });

        Assert.Equal(5812399002492894537UL, Bits.Hash(values));
    }

    [Theory, InlineData("fft_real_n64"), InlineData("fft_real_n100"), InlineData("fft_real_n97"), InlineData("fft_real_n1")]
    public void Real_transforms_agree_with_the_reference(string name)
    {
        var golden = GoldenNumbers.Case(File, name);
        var series = GoldenNumbers.Values(golden.GetProperty("series"));
        var (re, im) = (new double[(series.Length / 2) + 1], new double[(series.Length / 2) + 1]);

        new Fft(series.Length).ForwardReal(series, re, im);

        AssertNear(GoldenNumbers.Values(golden.GetProperty("expected").GetProperty("real")), re, 1e-9);
        AssertNear(GoldenNumbers.Values(golden.GetProperty("expected").GetProperty("imag")), im, 1e-9);
    }

    [Theory, InlineData("fft_real_n64"), InlineData("fft_real_n100"), InlineData("fft_real_n97"), InlineData("fft_real_n1")]
    public void Inverses_of_real_transforms_agree_with_the_reference(string name)
    {
        var golden = GoldenNumbers.Case(File, name);
        var series = GoldenNumbers.Values(golden.GetProperty("series"));
        var back = new double[series.Length];

        new Fft(series.Length).InverseReal(
            GoldenNumbers.Values(golden.GetProperty("expected").GetProperty("real")), GoldenNumbers.Values(golden.GetProperty("expected").GetProperty("imag")), back);

        AssertNear(series, back, 1e-9);
    }

    [Theory, InlineData("fft_real_n64"), InlineData("fft_real_n100"), InlineData("fft_real_n97"), InlineData("fft_real_n1")]
    public void Magnitudes_under_a_window_agree_with_the_reference(string name)
    {
        var golden = GoldenNumbers.Case(File, name);
        var window = GoldenNumbers.Values(golden.GetProperty("expected").GetProperty("hann_window"));
        double[] series = [.. GoldenNumbers.Values(golden.GetProperty("series")).Zip(window, (value, weight) => value * weight)];
        var (re, im) = (new double[(series.Length / 2) + 1], new double[(series.Length / 2) + 1]);

        new Fft(series.Length).ForwardReal(series, re, im);

        AssertNear(GoldenNumbers.Values(golden.GetProperty("expected").GetProperty("hann_windowed_magnitude")), [.. re.Zip(im, double.Hypot)], 1e-9);
    }

    [Fact]
    public void Complex_transforms_both_ways_agree_with_the_reference()
    {
        var golden = GoldenNumbers.Case(File, "fft_complex_n12");
        var ((re, im), (inverseRe, inverseIm)) = (Parts(golden.GetProperty("re_im")), Parts(golden.GetProperty("re_im")));
        var (forward, inverse) = (Parts(golden.GetProperty("expected").GetProperty("forward_re_im")), Parts(golden.GetProperty("expected").GetProperty("inverse_re_im")));

        new Fft(12).Forward(re, im);
        new Fft(12).Inverse(inverseRe, inverseIm);

        AssertNear(forward.Re, re, 1e-9);
        AssertNear(forward.Im, im, 1e-9);
        AssertNear(inverse.Re, inverseRe, 1e-9);
        AssertNear(inverse.Im, inverseIm, 1e-9);
    }

    [Fact]
    public void A_buffer_of_another_length_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>(() => new Fft(8).Forward(new double[8], new double[7]));

        Assert.StartsWith("'im' has 7 values; this transform takes 8.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Points_on_the_unit_circle_agree_with_the_library_in_every_octant()
    {
        for (var k = 0; k < 1009; k++)
        {
            var (c, s) = UnitCircle.At(k, 1009);

            Assert.Equal(Math.Cos(2 * Math.PI * k / 1009), c, 4e-16 * 4);
            Assert.Equal(Math.Sin(2 * Math.PI * k / 1009), s, 4e-16 * 4);
        }
    }

    // Without eighths, and with.
    [Theory, InlineData(1, 1), InlineData(4, 7), InlineData(12, 12), InlineData(8, 8), InlineData(64, 64), InlineData(200, 1000)]
    public void A_table_has_the_bits_of_its_points(int count, int length)
    {
        var (cos, sin) = UnitCircle.Table(count, length);

        for (var k = 0; k < count; k++)
        {
            Assert.Equal(UnitCircle.At(k, length), (cos[k], sin[k]));
        }
    }

    [Fact]
    public void A_number_of_bins_that_does_not_fit_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Fft(8).InverseReal(new double[5], new double[4], new double[8]));

        Assert.StartsWith("'re' and 'im' have 5 and 4 values; 5 bins are needed.", error.Message, StringComparison.Ordinal);
    }

    private static (double[] Re, double[] Im) Parts(System.Text.Json.JsonElement element)
    {
        var pairs = GoldenNumbers.Values(element);
        return ([.. pairs.Where((_, i) => i % 2 == 0)], [.. pairs.Where((_, i) => i % 2 == 1)]);
    }

    private static (double[] Re, double[] Im) Draw(int length)
    {
        var rng = new Rng((ulong)length);
        return ([.. Enumerable.Range(0, length).Select(_ => rng.NextNormal())], [.. Enumerable.Range(0, length).Select(_ => rng.NextNormal())]);
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
