using Kilter.Frames;
using Kilter.Numerics.Randomness;

namespace Kilter.Tests.Cleaning;

/// <summary>Made-up frames: seeded values, with a share of them missing, and time that jumps now and then.</summary>
internal static class Draw
{
    internal static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    internal static Frame Frame(ulong seed, int samples, int channels, double missing = 0, double jumps = 0)
    {
        var rng = new Rng(seed);
        var values = new double[samples * channels];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = rng.NextDouble() < missing ? double.NaN : rng.NextNormal();
        }

        var ticks = new long[samples];
        var now = Start.Ticks;
        for (var t = 0; t < samples; t++)
        {
            ticks[t] = now;
            now += TimeSpan.FromSeconds(rng.NextDouble() < jumps ? 20 + rng.NextInt(500) : 1 + rng.NextInt(7)).Ticks;
        }

        return new Frame(TimeAxis.OfTicks(ticks), [.. Enumerable.Range(0, channels).Select(c => new Channel($"c{c + 1}"))], values);
    }

    /// <summary>A frame of one channel, one sample a minute.</summary>
    internal static Frame Minutes(params double[] values)
        => new(TimeAxis.Regular(Start, TimeSpan.FromMinutes(1), values.Length), [new Channel("flow")], values);
}
