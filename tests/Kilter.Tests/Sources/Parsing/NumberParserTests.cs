using System.Globalization;
using System.Text;
using Kilter.Numerics.Randomness;
using Kilter.Sources.Parsing;

namespace Kilter.Tests.Sources.Parsing;

public sealed class NumberParserTests
{
    // Half-way cases, the edges of the fast ways, and texts that broke other parsers.
    public static TheoryData<string> Hard => [
        "0", "-0", "0.0", "-0.0", "1", "+1", "-1", ".5", "5.", "-.5", "1e0", "1E+5", "1e-5", "0e5", "0e999999", "1e999999", "1e-999999",
        "9007199254740992", "9007199254740993", "9007199254740994", "9007199254740995", "9007199254740996",
        "1e22", "1e23", "8.5e22", "3.1415926535897932384626433832795028841971", "2.2250738585072014e-308", "2.2250738585072011e-308",
        "4.9406564584124654e-324", "2.4703282292062327e-324", "1.7976931348623157e308", "1.7976931348623159e308", "1.8e308",
        "0.000000000000000000000000000000000000000000000000000001", "123456789012345678901234567890", "0.1", "0.2", "0.3", "1.1", "100.001",
        "18446744073709551615", "18446744073709551616", "9223372036854775807", "9999999999999999999", "00000000000000000000000000001.5",
        "0.00000000000000000000010414785878216577", "1.00000000000000011102230246251565404", "1.00000000000000011102230246251565403",
        "9214843084008499", "0.500000000000000166533453693773481063544750213623046875", "30078505129381147446200", "1777820000000000000001",
        "0.8796510481238441", "3.518437208883201171875e13", "1.0e-64", "9.999999999999999999e63", "1234567890123456789e64", "1234567890123456789e-64",
        "7205759403792794e-51", "6.631236846766476e-316", "3.237883913302901e-319", "0.9999999999999999", "0.99999999999999994", "1e-7", "6929495644600919.5", "3751e-8",
        "5708990770823839524233143877797980545530986496.0", "1448997445238699", "1090544144181609348835077142190",
    ];

    [Theory, MemberData(nameof(Hard))]
    public void Hard_numbers_have_the_bits_of_the_platforms_parser(string text) => AssertSame(text);

    [Fact]
    public void Every_double_printed_in_full_is_read_back_to_the_bit()
    {
        var rng = new Rng(1);
        for (var i = 0; i < 400_000; i++)
        {
            var value = BitConverter.UInt64BitsToDouble(rng.NextBits());

            if (double.IsFinite(value))
            {
                AssertSame(value.ToString("R", CultureInfo.InvariantCulture));
                AssertSame(value.ToString("E19", CultureInfo.InvariantCulture));
            }
        }
    }

    [Fact]
    public void Digits_and_exponents_at_random_have_the_bits_of_the_platforms_parser()
    {
        var rng = new Rng(2);
        for (var i = 0; i < 600_000; i++)
        {
            var digits = rng.NextBits() >> rng.NextInt(64);
            var text = digits.ToString(CultureInfo.InvariantCulture);
            var point = rng.NextInt(text.Length + 1);

            AssertSame($"{(rng.NextInt(2) == 0 ? "-" : "")}{text[..point]}.{text[point..]}e{rng.NextInt(160) - 80}");
        }
    }

    [Fact]
    public void Numbers_half_way_between_two_doubles_and_beside_have_the_bits_of_the_platforms_parser()
    {
        var rng = new Rng(3);
        for (var i = 0; i < 100_000; i++)
        {
            var low = (1UL << 53) | (rng.NextBits() >> 11);
            var halfway = new System.Numerics.BigInteger((low << 1) | 1);

            AssertSame(halfway.ToString(CultureInfo.InvariantCulture));
            AssertSame((halfway * System.Numerics.BigInteger.Pow(5, rng.NextInt(24))).ToString(CultureInfo.InvariantCulture) + $"e-{rng.NextInt(30)}");
            AssertSame((halfway - 1).ToString(CultureInfo.InvariantCulture) + "." + new string('9', rng.NextInt(20)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1.2.3")]
    [InlineData("1,2")]
    [InlineData("--1")]
    [InlineData("0x10")]
    [InlineData("1 2")]
    [InlineData("NaN")]
    public void Texts_that_are_no_number_are_refused(string text)
        => Assert.False(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), (byte)'.', out _));

    [Theory]
    [InlineData("1,5", 1.5)]
    [InlineData("-0,25e2", -25.0)]
    [InlineData("0,12345678901234567890123", 0.12345678901234567890123)]
    public void A_decimal_comma_reads_as_a_point(string text, double expected)
    {
        Assert.True(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), (byte)',', out var value));

        Assert.Equal(expected, value);
    }

    [Fact]
    public void Reading_stops_behind_the_last_character_of_the_number()
    {
        var position = 2;

        Assert.True(NumberParser.TryRead("ab-12.5e3;7\n"u8, ref position, (byte)'.', out var value));

        Assert.Equal(-12_500, value);
        Assert.Equal(9, position);
    }

    private static void AssertSame(string text)
    {
        var expected = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

        Assert.True(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), (byte)'.', out var value), text);

        if (BitConverter.DoubleToUInt64Bits(expected) != BitConverter.DoubleToUInt64Bits(value))
        {
            Assert.Fail($"{text}: {value:R} in place of {expected:R}");
        }
    }
}
