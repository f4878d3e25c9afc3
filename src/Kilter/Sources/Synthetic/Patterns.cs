using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>The parts that signals are made of.</summary>
internal static class Patterns
{
    internal const double Minute = 60;
    internal const double Hour = 3600;
    internal const double Day = 86_400;

    /// <summary>exp(−(x/width)²/2): a bump of height 1.</summary>
    public static double Bump(double x, double width) => PortableMath.Exp(-0.5 * (x / width) * (x / width));

    /// <summary>Working hours of a day with a morning and an evening peak, in about [0, 1.2]: lowest at 03:30, peaks near 09:00 and 19:00.</summary>
    public static double DayShape(double seconds)
    {
        var hour = seconds / Hour % 24;
        return (0.5 * (1 - PortableMath.SinTurns((hour - 3.5 + 6) / 24))) + (0.30 * Bump(hour - 9, 1.8)) + (0.38 * Bump(hour - 19, 2.2));
    }

    /// <summary>1 from Saturday 00:00 to Sunday 24:00 with edges of about two hours, else 0; the first sample is a Thursday.</summary>
    public static double Weekend(double seconds)
    {
        var days = (seconds / Day) + 3;
        var inWeek = days - (7 * Math.Floor(days / 7));
        return Edge((inWeek - 5) * 24 / 2) * (1 - Edge((inWeek - 6.95) * 24 / 2));
    }

    /// <summary>A smooth step from 0 to 1 around 0, one unit wide.</summary>
    public static double Edge(double x) => 1 / (1 + PortableMath.Exp(-4 * x));
}

/// <summary>A wandering value that forgets its past with a time constant: mean 0, a given standard deviation, from the first sample on.</summary>
internal sealed class Wander
{
    private readonly Rng _rng;
    private readonly double _keep;
    private readonly double _kick;
    private double _value;

    public Wander(Rng rng, double deviation, double memorySeconds, double stepSeconds)
    {
        _rng = rng;
        _keep = PortableMath.Exp(-stepSeconds / memorySeconds);
        _kick = deviation * Math.Sqrt(1 - (_keep * _keep));
        _value = deviation * rng.NextNormal();
    }

    public double Next()
    {
        var now = _value;
        _value = (_keep * _value) + (_kick * _rng.NextNormal());
        return now;
    }
}

/// <summary>A value that follows its target with a time constant, as a temperature follows its heat.</summary>
internal sealed class Lag(double start, double memorySeconds, double stepSeconds)
{
    private readonly double _share = 1 - PortableMath.Exp(-stepSeconds / memorySeconds);

    public double Value { get; private set; } = start;

    public double Follow(double target)
    {
        Value += _share * (target - Value);
        return Value;
    }
}
