using System.Numerics;
using Kilter.Numerics.Signal;

namespace Kilter.Numerics.Tests.Signal;

public sealed class PeriodogramTests
{
    // The transform along time of S1a-E5: columns 1 3 1 3 and 2 5 2 5 give 8 0 -4 0 and 14 0 -6 0.
    [Theory, InlineData(1, 3, 4), InlineData(2, 5, 9)]
    public void S1a_E5_power_along_time_of_two_columns(double even, double odd, double power)
    {
        var spectrum = Periodogram.Of([even, odd, even, odd]);

        Assert.Equal([4, 2], spectrum.Periods);
        Assert.Equal([0, power], spectrum.Power);
    }

    [Theory, InlineData(7), InlineData(16), InlineData(45)]
    public void It_is_the_square_of_the_textbook_transform(int count)
    {
        var rng = new Random(count);
        double[] values = [.. Enumerable.Range(0, count).Select(_ => 10 + rng.NextDouble())];

        var spectrum = Periodogram.Of(values);

        for (var k = 1; k <= count / 2; k++)
        {
            var sum = Complex.Zero;
            for (var t = 0; t < count; t++)
            {
                sum += values[t] * Complex.Exp(new Complex(0, -2 * Math.PI * k * t / count));
            }

            Assert.Equal(sum.Magnitude * sum.Magnitude / count, spectrum.Power[k - 1], 1e-11);
            Assert.Equal((double)count / k, spectrum.Periods[k - 1]);
        }
    }

    [Fact]
    public void What_cannot_be_transformed_is_refused_by_its_sample()
    {
        Assert.Contains("Sample 2", Assert.Throws<ArgumentException>(() => Periodogram.Of([1, 2, double.NaN])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Periodogram.Of([1.0]));
    }
}
