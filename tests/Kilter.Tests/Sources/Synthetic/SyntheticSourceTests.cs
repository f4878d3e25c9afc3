using Kilter.Frames;
using Kilter.Sources;
using Kilter.Sources.Synthetic;

namespace Kilter.Tests.Sources.Synthetic;

[Trait(BitStability.Law, BitStability.SameBits)]
public sealed class SyntheticSourceTests
{
    public static TheoryData<string> Signals => [.. SyntheticCatalog.Signals.Select(s => s.Name)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // The SHA-256 of all values. It may change only when a signal is changed on purpose; never with the machine or the number of threads.
    [Fact]
    public async Task A_seed_gives_the_same_bits_for_ever()
    {
        var sources = SyntheticCatalog.Signals.SelectMany(s => Enumerable.Repeat("synth:" + s.Name, 2)).ToArray();

        var prints = await Task.WhenAll(sources.Select(text => Task.Run(
            async () => $"{text} {(await SyntheticSource.Parse(text).ReadAsync(ReadOptions.Default, Cancellation)).Fingerprint}\n", Cancellation)));

        Assert.Equal(prints.Where((_, i) => i % 2 == 0), prints.Where((_, i) => i % 2 == 1));
        Golden.Verify("synthetic-fingerprints.txt", string.Concat(prints.Where((_, i) => i % 2 == 0)));
    }

    [Theory, MemberData(nameof(Signals))]
    public void Another_seed_gives_other_values(string signal)
    {
        var one = Make(new() { Signal = signal, Seed = 1 });
        var two = Make(new() { Signal = signal, Seed = 2 });

        Assert.NotEqual(one.Frame.Values.ToArray(), two.Frame.Values.ToArray());
    }

    [Theory, MemberData(nameof(Signals))]
    public void Labels_hold_exactly_the_samples_and_channels_that_were_changed(string signal)
    {
        for (var seed = 1UL; seed <= 3; seed++)
        {
            var options = SyntheticSource.Parse($"synth:{signal}?anomalies=all&seed={seed}").Options;
            var clean = Make(options with { Anomalies = [] }).Frame;
            var series = Make(options);

            foreach (var planted in series.Planted)
            {
                Assert.Equal(planted.Channels, ChangedChannels(clean, series.Frame, planted.Range));
                Assert.NotEmpty(ChangedChannels(clean, series.Frame, new SampleRange(planted.Range.Start, planted.Range.Start + 1)));
                Assert.NotEmpty(ChangedChannels(clean, series.Frame, new SampleRange(planted.Range.End - 1, planted.Range.End)));
            }

            var between = 0;
            foreach (var range in series.Labels.Ranges.Append(new SampleRange(clean.Count, clean.Count)))
            {
                Assert.Empty(ChangedChannels(clean, series.Frame, new SampleRange(between, range.Start)));
                between = range.End;
            }
        }
    }

    [Theory, MemberData(nameof(Signals))]
    public void Anomalies_keep_away_from_the_clean_start_and_from_each_other(string signal)
    {
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var series = Make(SyntheticSource.Parse($"synth:{signal}?anomalies=spike*4,dip*3,gap&seed={seed}&clean=0.25").Options);

            Assert.Equal(8, series.Planted.Count);
            Assert.Equal(8, series.Labels.Ranges.Count);
            var apart = series.Frame.Count * 0.75 / 8 / 10;
            var end = (0.25 * series.Frame.Count) - apart;
            foreach (var range in series.Labels.Ranges)
            {
                Assert.True(range.Start - end >= apart, $"seed {seed}: {range} begins too near {end}");
                end = range.End;
            }
        }
    }

    [Fact]
    public void What_is_planted_comes_in_the_order_asked_for_with_its_start_and_length()
    {
        var series = Make(new()
        {
            Signal = "pump",
            Anomalies =
            [
                new() { Kind = "level-shift", Channel = "all", Magnitude = 9, Start = TimeSpan.FromDays(10), Length = TimeSpan.FromHours(3) },
                new() { Kind = "spike", Channel = "pressure" },
            ],
        });

        Assert.Equal(["level-shift", "spike"], series.Planted.Select(p => p.Kind));
        Assert.Equal(new SampleRange(14_400, 14_580), series.Planted[0].Range);
        Assert.Equal(["flow", "pressure"], series.Planted[0].Channels);
        Assert.Equal(["pressure"], series.Planted[1].Channels);
    }

    [Theory, MemberData(nameof(Signals))]
    public void Values_stay_inside_the_sensors_range_and_on_their_resolution(string signal)
    {
        var series = Make(SyntheticSource.Parse($"synth:{signal}?anomalies=dip@1000,spike@1000").Options);
        var sensors = SyntheticCatalog.Signals.Single(s => s.Name == signal).Channels;

        for (var i = 0; i < series.Frame.Values.Length; i++)
        {
            var (value, sensor) = (series.Frame.Values[i], sensors[i % sensors.Count]);
            Assert.InRange(value, sensor.Low, sensor.High);
            Assert.Equal(0, Math.IEEERemainder(value, sensor.Resolution), 1e-9);
        }
    }

    [Fact]
    public async Task Reading_keeps_the_channels_and_the_time_asked_for_and_moves_the_labels_along()
    {
        var source = SyntheticSource.Parse("synth:pump?anomalies=level-shift:flow");
        var whole = source.Make(Cancellation);
        var from = whole.Frame.Time.At(whole.Planted[0].Range.Start - 100);

        var reading = await source.ReadAsync(new() { Channels = ["pressure"], From = from, Until = from.AddMinutes(150) }, Cancellation);

        Assert.Equal(["pressure"], reading.Frame.Channels.Select(c => c.Name));
        Assert.Equal("bar", reading.Frame.Channels[0].Unit);
        Assert.Equal(150, reading.Rows);
        Assert.Equal([new SampleRange(100, 150)], reading.Labels!.Ranges);
    }

    [Fact]
    public async Task A_planted_gap_is_told_as_missing_values()
    {
        var reading = await SyntheticSource.Parse("synth:machine?anomalies=gap").ReadAsync(ReadOptions.Default, Cancellation);

        var note = Assert.Single(reading.Notes);
        Assert.Equal("missing", note.Kind);
        Assert.Equal(reading.Labels!.Ranges[0].Length * 5, note.Count);
        Assert.Equal(5, reading.Columns.Count(c => c.Missing == reading.Labels.Ranges[0].Length));
    }

    [Fact]
    public async Task An_unknown_channel_is_answered_with_the_nearest()
    {
        var error = await Assert.ThrowsAsync<DataException>(() =>
            SyntheticSource.Parse("synth:pump").ReadAsync(new() { Channels = ["presure"] }, Cancellation));

        Assert.Equal(["--channels pressure"], error.Try);
        Assert.True(error.IsUsage);
    }

    [Fact]
    public void Fixed_limits_find_about_half_of_the_pump_s_faults_and_the_rest_hides_inside_the_normal_range()
    {
        // What 'kilter demo' tells about simple rules rests on this: three standard deviations around the mean of the first 15 %.
        var series = Make(new() { Signal = "pump" });

        var found = series.Planted.Count(p => Enumerable.Range(0, 2).Any(c => Outside(series.Frame.Column(c), p.Range)));

        Assert.Equal(["dip", "dip", "level-shift", "flat-line"], series.Planted.Select(p => p.Kind));
        Assert.InRange(found, 1, 2);

        static bool Outside(double[] column, SampleRange range)
        {
            var train = column[..(column.Length * 15 / 100)];
            var mean = train.Average();
            var deviation = Math.Sqrt(train.Average(v => (v - mean) * (v - mean)));
            return column[range.Start..range.End].Any(v => Math.Abs(v - mean) > 3 * deviation);
        }
    }

    private static SyntheticSeries Make(SyntheticOptions options) => new SyntheticSource(options).Make(Cancellation);

    private static List<string> ChangedChannels(Frame clean, Frame spoiled, SampleRange range)
    {
        var changed = new List<string>();
        for (var c = 0; c < clean.Channels.Count; c++)
        {
            if (!clean.Column(c).AsSpan(range.Start, range.Length).SequenceEqual(spoiled.Column(c).AsSpan(range.Start, range.Length)))
            {
                changed.Add(clean.Channels[c].Name);
            }
        }

        return changed;
    }
}
