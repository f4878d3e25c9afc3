using System.Globalization;
using Kilter.Numerics.Randomness;
using Kilter.Reports.Words;

namespace Kilter.Reports.Svg;

/// <summary>Round numbers along an axis.</summary>
internal static class NumberTicks
{
    private static readonly (string Unit, string Units, double Seconds)[] Units =
        [("week", "weeks", 604_800), ("day", "days", 86_400), ("h", "h", 3_600), ("min", "min", 60), ("s", "s", 1), ("ms", "ms", 1e-3)];

    private static readonly double[] DurationSteps =
    [
        .. new[] { 1, 2, 5, 10, 20, 50, 100, 200, 500 }.Select(ms => ms * 1e-3), 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800,
        3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 1_209_600, 2_419_200, 6_048_000, 12_096_000, 30_240_000,
    ];

    /// <summary>Multiples of 1, 2 or 5 times a power of ten in [low, high], at most about <paramref name="most"/>.</summary>
    public static List<Tick> Linear(double low, double high, int most)
    {
        var rough = (high - low) / Math.Max(1, most);
        if (!(rough > 0) || !double.IsFinite(rough))
        {
            return [];
        }

        var power = (int)Math.Floor(PortableMath.Log10(rough));
        var unit = PowerOfTen(power);
        var digit = rough / unit <= 1.0000001 ? 1 : rough / unit <= 2.0000001 ? 2 : rough / unit <= 5.0000001 ? 5 : 10;
        var decimals = Math.Max(0, -(digit == 10 ? power + 1 : power));
        var ticks = new List<Tick>();
        for (var k = (long)Math.Ceiling((low / (digit * unit)) - 1e-9); k * digit * unit <= high + (1e-9 * (high - low)); k++)
        {
            // k·digit is whole: dividing by a whole power of ten rounds once, multiplying by 0.1 would round twice.
            var at = power < 0 ? k * digit / PowerOfTen(-power) : k * digit * unit;
            ticks.Add(new(at, Say(at, decimals, Math.Max(Math.Abs(low), Math.Abs(high)))));
        }

        return ticks;
    }

    /// <summary>Powers of ten in [low, high], every so many that at most <paramref name="most"/> remain; with 2 and 5 times them when there are few.</summary>
    public static List<Tick> Logarithmic(double low, double high, int most)
    {
        var (from, to) = ((int)Math.Ceiling(PortableMath.Log10(low) - 1e-9), (int)Math.Floor(PortableMath.Log10(high) + 1e-9));
        var powers = from < -3 || to > 5;
        if (to - from >= 2)
        {
            var every = Math.Max(1, (int)Math.Ceiling((to - from + 1) / (double)Math.Max(2, most)));
            return [.. Enumerable.Range(from, to - from + 1).Where(e => e % every == 0).Select(e => new Tick(PowerOfTen(e), SayPower(1, e, powers)))];
        }

        int[][] digits = [[1, 2, 5], [1, 3], [1]];
        foreach (var chosen in digits)
        {
            var fine = Enumerable.Range(from - 1, to - from + 3).SelectMany(e => chosen.Select(d => (At: d * PowerOfTen(e), Tick: new Tick(d * PowerOfTen(e), SayPower(d, e, powers)))))
                .Where(t => t.At >= low * (1 - 1e-9) && t.At <= high * (1 + 1e-9)).Select(t => t.Tick).ToList();
            if (fine.Count >= 2 && fine.Count <= Math.Max(2, most))
            {
                return fine;
            }
        }

        return Linear(low, high, most);
    }

    /// <summary>Round lengths of time in [low, high] seconds.</summary>
    public static List<Tick> Duration(double low, double high, int most)
    {
        var rough = (high - low) / Math.Max(1, most);
        if (rough < DurationSteps[0] / 2)
        {
            return [.. Linear(low, high, most).Select(t => t with { Text = t.Text + " s" })];
        }

        var step = Array.Find(DurationSteps, s => s >= rough * 0.9999999);
        if (step == 0)
        {
            return [.. Linear(low / 604_800, high / 604_800, most).Select(t => new Tick(t.At * 604_800, t.Text + " weeks"))];
        }

        var ticks = new List<Tick>();
        for (var k = (long)Math.Ceiling((low / step) - 1e-9); k * step <= high + (1e-9 * (high - low)); k++)
        {
            ticks.Add(new(k * step, SayDuration(k * step, step)));
        }

        return ticks;
    }

    /// <summary>A length of time in the largest unit that leaves no fraction of <paramref name="step"/>.</summary>
    public static string SayDuration(double seconds, double step)
    {
        if (seconds == 0)
        {
            return "0";
        }

        var unit = Array.Find(Units, u => IsWhole(seconds / u.Seconds) && step >= u.Seconds * 0.999);
        unit = unit.Unit is null ? Units[^1] : unit;
        var text = Numbers.TrimZeros((seconds / unit.Seconds).ToString("N2", CultureInfo.InvariantCulture)).Replace('-', '−');
        return text + " " + (text == "1" ? unit.Unit : unit.Units);
    }

    private static bool IsWhole(double value) => Math.Abs(value - Math.Round(value)) < 1e-9;

    private static string Say(double value, int decimals, double largest)
        => value == 0 ? "0"
            : decimals > 5 || largest >= 1e9 ? Numbers.Value(value)
            : Numbers.TrimZeros(value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)).Replace('-', '−');

    private static string SayPower(int digit, int exponent, bool powers)
        => !powers || (digit == 1 && exponent == 0) ? Say(digit * PowerOfTen(exponent), Math.Max(0, -exponent), 1)
            : (digit == 1 ? "" : digit.ToString(CultureInfo.InvariantCulture) + " × ") + "10" + (exponent < 0 ? "⁻" : "")
                + string.Concat(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(d => "⁰¹²³⁴⁵⁶⁷⁸⁹"[d - '0']));

    // Parsed, not computed: the nearest double on every platform.
    private static double PowerOfTen(int exponent) => double.Parse("1e" + exponent.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
