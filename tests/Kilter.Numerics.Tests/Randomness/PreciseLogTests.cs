using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Randomness;

public sealed class PreciseLogTests
{
    // Logarithms to forty digits, rounded to the nearest double, by an arbitrary-precision program.
    [Theory]
    [InlineData(1.0, 0.0)]
    [InlineData(2.0, 0.6931471805599453)]
    [InlineData(0.5, -0.6931471805599453)]
    [InlineData(1.4142135623730951, 0.3465735902799727)]
    [InlineData(1.4142135623730954, 0.34657359027997287)]
    [InlineData(0.7071067811865476, -0.3465735902799726)]
    [InlineData(0.9999999999999999, -1.1102230246251565e-16)]
    [InlineData(1.0000000000000002, 2.2204460492503128e-16)]
    [InlineData(0.99, -0.01005033585350145)]
    [InlineData(1.01, 0.009950330853168092)]
    [InlineData(10.0, 2.302585092994046)]
    [InlineData(3.5e-300, -689.5227649297184)]
    [InlineData(1.7e308, 709.7268368932282)]
    [InlineData(0.1, -2.3025850929940455)]
    [InlineData(0.25, -1.3862943611198906)]
    [InlineData(7.0, 1.9459101490553132)]
    [InlineData(1e-05, -11.512925464970229)]
    [Trait(BitStability.Law, BitStability.SameBits)]
    public void These_values_are_the_nearest_doubles(double x, double expected)
        => Assert.Equal(expected, PreciseLog.Of(x));

    [Fact]
    public void Other_values_are_within_a_unit_in_the_last_place_of_the_platform()
    {
        var rng = new Rng(1);
        for (var i = 0; i < 200_000; i++)
        {
            var x = rng.NextDouble(1e-9, 4) * (i % 3 == 0 ? 1e200 : i % 3 == 1 ? 1e-200 : 1);

            Assert.InRange(Math.Abs(BitConverter.DoubleToInt64Bits(PreciseLog.Of(x)) - BitConverter.DoubleToInt64Bits(Math.Log(x))), 0, 1);
        }
    }
}
