namespace Kilter.Numerics.Neural.Optimizers;

/// <summary>Whose formula, where the two libraries differ.</summary>
public enum OptimizerForm
{
    /// <summary>PyTorch's.</summary>
    PyTorch,

    /// <summary>Keras's.</summary>
    Keras,
}

/// <summary>Checks of settings whose messages name the optimiser, the setting, the value and what would do; and powers to the bit.</summary>
internal static class OptimizerGuard
{
    public static double Positive(double value, string optimizer, string setting)
        => value > 0 && double.IsFinite(value) ? value : throw Refusal(value, optimizer, setting, "it must be above 0");

    /// <summary>How long something is remembered: [0, 1).</summary>
    public static double Memory(double value, string optimizer, string setting)
        => value is >= 0 and < 1 ? value : throw Refusal(value, optimizer, setting, "it must be at least 0 and below 1");

    public static double InRange(double value, double low, double high, string optimizer, string setting)
        => value >= low && value <= high ? value : throw Refusal(value, optimizer, setting, FormattableString.Invariant($"it must lie in [{low}, {high}]"));

    /// <summary>x to a whole power by repeated squaring: multiplications alone, so the same bits on every machine.</summary>
    public static double Power(double x, long n)
    {
        var result = 1.0;
        for (; n > 0; n >>= 1, x *= x)
        {
            if ((n & 1) == 1)
            {
                result *= x;
            }
        }

        return result;
    }

    private static ArgumentOutOfRangeException Refusal(double value, string optimizer, string setting, string rule)
        => new(setting, value, FormattableString.Invariant($"Optimizer '{optimizer}': {setting} is {value}; {rule}."));
}
