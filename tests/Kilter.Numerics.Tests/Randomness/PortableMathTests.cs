using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Tests.Randomness;

public sealed class PortableMathTests
{
    private const double Ulp = 2.3e-16;

    [Fact]
    public void Log_agrees_with_the_platform_to_the_last_places()
    {
        var rng = new Rng(1);
        for (var i = 0; i < 200_000; i++)
        {
            var x = rng.NextDouble(1e-9, 4) * (i % 3 == 0 ? 1e200 : i % 3 == 1 ? 1e-200 : 1);

            Assert.Equal(Math.Log(x), PortableMath.Log(x), 2 * Ulp * Math.Max(1e-16, Math.Abs(Math.Log(x))));
        }

        Assert.Equal(0, PortableMath.Log(1));
    }

    [Fact]
    public void Exp_agrees_with_the_platform_to_the_last_places()
    {
        var rng = new Rng(2);
        for (var i = 0; i < 200_000; i++)
        {
            var x = rng.NextDouble(-690, 690) * (i % 2 == 0 ? 1 : 1e-3);

            Assert.Equal(1, PortableMath.Exp(x) / Math.Exp(x), 3 * Ulp);
        }

        Assert.Equal(0, PortableMath.Exp(-701));
        Assert.Equal(1, PortableMath.Exp(0));
    }

    [Fact]
    public void Sine_of_turns_agrees_with_the_platform_and_repeats_exactly_each_turn()
    {
        var rng = new Rng(3);
        for (var i = 0; i < 200_000; i++)
        {
            var turns = Math.Round(rng.NextDouble(-1, 1) * (1 << 30)) / (1 << 30);

            Assert.Equal(Math.Sin(turns * 2 * Math.PI), PortableMath.SinTurns(turns), 8 * Ulp);
            Assert.Equal(PortableMath.SinTurns(turns), PortableMath.SinTurns(turns + 4096));
        }

        Assert.Equal([0, 1, 0, -1], new[] { 0, 0.25, 0.5, 0.75 }.Select(PortableMath.SinTurns));
    }
}
