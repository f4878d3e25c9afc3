using Kilter.Numerics.Randomness;
using Kilter.Numerics.Signal;
using Kilter.Numerics.Tests.Oracles;

namespace Kilter.Numerics.Tests.Signal;

public sealed class FftTests
{
    private const string File = "classical_stl_acf_fft.json";

    // Powers of two, primes, and lengths on both sides of a power of two.
    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(8), InlineData(31), InlineData(32), InlineData(33), InlineData(97), InlineData(100), InlineData(288)]
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

    [Fact]
    public void Complex_transforms_agree_with_the_reference()
    {
        var golden = GoldenNumbers.Case(File, "fft_complex_n12");
        var (re, im) = Parts(golden.GetProperty("re_im"));
        var (expectedRe, expectedIm) = Parts(golden.GetProperty("expected").GetProperty("forward_re_im"));

        new Fft(12).Forward(re, im);

        AssertNear(expectedRe, re, 1e-9);
        AssertNear(expectedIm, im, 1e-9);
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
