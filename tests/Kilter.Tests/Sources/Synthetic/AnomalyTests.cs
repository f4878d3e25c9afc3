using Kilter.Frames;
using Kilter.Sources;
using Kilter.Sources.Synthetic;

namespace Kilter.Tests.Sources.Synthetic;

/// <summary>Each kind of anomaly is really in the values it says it is in.</summary>
public sealed class AnomalyTests
{
    [Fact]
    public void A_spike_is_at_most_three_samples_far_above_what_was_there()
    {
        var (clean, spoiled, planted) = Plant("sine", "spike@20");

        Assert.InRange(planted.Range.Length, 1, 3);
        Assert.All(Differences(clean, spoiled, planted), d => Assert.Equal(20 * 0.05, d, 1e-3));
    }

    [Fact]
    public void A_dip_sinks_with_sloping_sides_to_its_full_depth()
    {
        var (clean, spoiled, planted) = Plant("pump", "dip:flow@30");

        var differences = Differences(clean, spoiled, planted);

        Assert.Equal(-30 * 0.30, differences.Min(), 0.011);
        Assert.InRange(differences[0], -1, 0);
        Assert.InRange(differences[^1], -1, 0);
        Assert.Equal(-30 * 0.30, differences[differences.Length / 2], 0.011);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(-8)]
    public void A_level_shift_moves_every_sample_by_the_same_amount(double magnitude)
    {
        var (clean, spoiled, planted) = Plant("pump", $"level-shift:pressure@{magnitude}");

        Assert.All(Differences(clean, spoiled, planted), d => Assert.Equal(magnitude * 0.035, d, 0.0011));
    }

    [Fact]
    public void A_drift_grows_steadily_to_its_magnitude()
    {
        var (clean, spoiled, planted) = Plant("pump", "drift:flow@20");

        var differences = Differences(clean, spoiled, planted);

        Assert.Equal(20 * 0.30, differences[^1], 0.02);
        for (var i = 1; i < differences.Length; i++)
        {
            Assert.True(differences[i] >= differences[i - 1] - 0.011, $"the drift turns back at its sample {i}");
        }
    }

    [Fact]
    public void A_variance_change_keeps_the_level_and_spreads_the_noise()
    {
        var (clean, spoiled, planted) = Plant("pump", "variance-change:flow@6");

        var steps = Steps(spoiled, planted) / Steps(clean, planted);

        // Neighbouring samples differ by the noise, 0.30 · √2 in clean running, and by a little of the wandering demand.
        Assert.InRange(steps, 5, 6.2);
        Assert.InRange(Differences(clean, spoiled, planted).Average(), -0.5, 0.5);
    }

    [Fact]
    public void A_missing_beat_leaves_one_beat_out()
    {
        var (clean, spoiled, planted) = Plant("ecg", "missing-beat");

        Assert.InRange(planted.Range.Length, 60, 150);
        Assert.True(Values(clean, planted).Max() > 0.8, "there was a beat");
        Assert.True(Values(spoiled, planted).Max() < 0.3, "there is none");
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(0.5)]
    public void A_frequency_change_alters_how_often_the_sine_crosses_zero(double speed)
    {
        var (_, spoiled, planted) = Plant("sine", $"frequency-change@{speed}", noise: 0);

        var values = Values(spoiled, planted);
        var crossings = values.Zip(values.Skip(1)).Count(p => p.First < 0 != p.Second < 0);

        Assert.InRange(crossings, (planted.Range.Length * speed / 50) - 2, (planted.Range.Length * speed / 50) + 2);
    }

    [Fact]
    public void A_flat_line_repeats_the_value_before_it()
    {
        var (_, spoiled, planted) = Plant("pump", "flat-line:flow");

        var before = spoiled[planted.Range.Start - 1, spoiled.IndexOf("flow")];

        Assert.All(Values(spoiled, planted), v => Assert.Equal(before, v));
    }

    [Fact]
    public void A_correlation_break_keeps_the_channel_s_own_range_and_loses_its_relation()
    {
        var (clean, spoiled, planted) = Plant("pump", "correlation-break:pressure", seed: 5);
        var flow = Values(spoiled, planted with { Channels = ["flow"] });

        Assert.InRange(Correlation(flow, Values(clean, planted)), -1, -0.8);
        Assert.InRange(Correlation(flow, Values(spoiled, planted)), -0.6, 1);
        Assert.InRange(Values(spoiled, planted).Average(), clean.Column(1).Min(), clean.Column(1).Max());
    }

    [Fact]
    public void A_gap_takes_the_values_of_every_channel()
    {
        var (_, spoiled, planted) = Plant("machine", "gap");

        Assert.Equal(5, planted.Channels.Count);
        for (var t = planted.Range.Start; t < planted.Range.End; t++)
        {
            Assert.All(spoiled[t].ToArray(), v => Assert.Equal(double.NaN, v));
        }
    }

    private static (Frame Clean, Frame Spoiled, Planted Planted) Plant(string signal, string anomaly, double noise = 1, ulong seed = 42)
    {
        var options = SyntheticSource.Parse($"synth:{signal}?anomalies={anomaly}").Options with { Noise = noise, Seed = seed };
        var series = new SyntheticSource(options).Make(TestContext.Current.CancellationToken);
        var clean = new SyntheticSource(options with { Anomalies = [] }).Make(TestContext.Current.CancellationToken);
        return (clean.Frame, series.Frame, Assert.Single(series.Planted));
    }

    private static double[] Values(Frame frame, Planted planted)
        => frame.Column(frame.IndexOf(planted.Channels[0]))[planted.Range.Start..planted.Range.End];

    private static double[] Differences(Frame clean, Frame spoiled, Planted planted)
        => [.. Values(spoiled, planted).Zip(Values(clean, planted), (s, c) => s - c)];

    private static double Steps(Frame frame, Planted planted)
    {
        var values = Values(frame, planted);
        return Math.Sqrt(values.Zip(values.Skip(1), (a, b) => (a - b) * (a - b)).Average());
    }

    private static double Correlation(double[] x, double[] y)
    {
        var (mx, my) = (x.Average(), y.Average());
        var products = x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum();
        return products / Math.Sqrt(x.Sum(a => (a - mx) * (a - mx)) * y.Sum(b => (b - my) * (b - my)));
    }
}
