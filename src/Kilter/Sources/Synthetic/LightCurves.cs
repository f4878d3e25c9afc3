using Kilter.Frames;
using Kilter.Numerics.Randomness;

namespace Kilter.Sources.Synthetic;

/// <summary>Settings of <see cref="LightCurves"/>.</summary>
public sealed record LightCurveOptions
{
    /// <summary>How many curves. Range [1, 100,000]. Default 60.</summary>
    public int Count { get; init => field = Guard.InRange(value, 1, 100_000); } = 60;

    /// <summary>The fewest samples of a curve. Range [10, 1e6]. Default 300.</summary>
    public int Shortest { get; init => field = Guard.InRange(value, 10, 1_000_000); } = 300;

    /// <summary>The most samples of a curve, before gaps; at least the fewest. Range [10, 1e6]. Default 900.</summary>
    public int Longest { get; init => field = Guard.InRange(value, 10, 1_000_000); } = 900;

    /// <summary>How deep a dip is, in standard deviations of the noise. Range [0, 100]. Default 6.</summary>
    public double Depth { get; init => field = Guard.InRange(value, 0.0, 100.0); } = 6;
}

/// <summary>Many light curves in one record, and the truth about them.</summary>
/// <param name="Frame">One channel, brightness. A jump in time parts one curve from the next, and leaves gaps within them.</param>
/// <param name="Curves">The rows of each curve.</param>
/// <param name="Labels">The dips.</param>
/// <param name="Periods">The samples between the starts of neighbouring dips of each curve.</param>
public sealed record LightCurveSet(Frame Frame, IReadOnlyList<SampleRange> Curves, LabelSet Labels, double[] Periods);

/// <summary>Makes light curves of unequal length with gaps, in which a dip recurs: signal to be told from background without labels.</summary>
/// <remarks>
/// <para>
/// Each curve has a level and a spread of its own, noise of which a part carries over from sample to sample, a slow wave, and a dip of smooth edges that returns with its
/// own period (60 to 180 samples) and lasts 5 to 12 samples. Some stretches of 5 to 40 samples are missing. A sample is labelled when the dip takes more than a
/// third of its depth there.
/// </para>
/// <para>Source: made up for the question of unlabelled light curves (system S1b), which has neither data nor code. The same seed gives the same bits.</para>
/// </remarks>
public static class LightCurves
{
    private const double CarriedOver = 0.3;
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Makes the curves. Samples are half an hour apart; five days lie between curves.</summary>
    public static LightCurveSet Make(LightCurveOptions options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        var rng = new Rng(seed);
        var (ticks, values, flags) = (new List<long>(), new List<double>(), new List<bool>());
        var (curves, periods) = (new List<SampleRange>(), new double[options.Count]);
        var clock = Start.Ticks;
        for (var n = 0; n < options.Count; n++)
        {
            var first = values.Count;
            var samples = options.Shortest + rng.NextInt(Math.Max(options.Longest, options.Shortest) - options.Shortest + 1);
            periods[n] = rng.NextDouble(60, 180);
            var gaps = Gaps(samples, rng);
            var curve = Curve(samples, periods[n], options.Depth, rng);
            for (var t = 0; t < samples; t++)
            {
                if (!gaps[t])
                {
                    ticks.Add(clock + (t * TimeSpan.FromMinutes(30).Ticks));
                    values.Add(curve.Values[t]);
                    flags.Add(curve.Dips[t]);
                }
            }

            curves.Add(new SampleRange(first, values.Count));
            clock += TimeSpan.FromDays(5).Ticks + (samples * TimeSpan.FromMinutes(30).Ticks);
        }

        var frame = new Frame(TimeAxis.OfTicks([.. ticks]), [new Channel("brightness", null)], values.ToArray());
        return new LightCurveSet(frame, curves, LabelSet.FromFlags([.. flags]), periods);
    }

    private static (double[] Values, bool[] Dips) Curve(int samples, double period, double depth, Rng rng)
    {
        var (level, spread, phase, length) = (rng.NextDouble(100, 1000), rng.NextDouble(0.5, 5), rng.NextDouble(), rng.NextDouble(5, 12));
        var (wave, turns) = (rng.NextDouble(0.2, 1), rng.NextDouble());
        var (values, dips) = (new double[samples], new bool[samples]);
        var noise = rng.NextNormal();
        for (var t = 0; t < samples; t++)
        {
            // How far the middle of the nearest dip is, in lengths of the dip.
            var turn = (t / period) + phase;
            var off = Math.Abs(turn - Math.Round(turn)) * period / length;
            var dip = 1 / (1 + PortableMath.Exp((off - 0.5) * 12));
            noise = (CarriedOver * noise) + (Math.Sqrt(1 - (CarriedOver * CarriedOver)) * rng.NextNormal());
            values[t] = level + (spread * (noise + (wave * PortableMath.SinTurns((t / 400.0) + turns)) - (depth * dip)));
            dips[t] = dip > 1.0 / 3;
        }

        return (values, dips);
    }

    private static bool[] Gaps(int samples, Rng rng)
    {
        var missing = new bool[samples];
        for (var g = rng.NextInt(4); g > 0; g--)
        {
            var (start, length) = (rng.NextInt(samples), 5 + rng.NextInt(36));
            missing.AsSpan(start, Math.Min(length, samples - start)).Fill(true);
        }

        return missing;
    }
}
