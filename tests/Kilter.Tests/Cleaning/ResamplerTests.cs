using Kilter.Cleaning;
using Kilter.Frames;

namespace Kilter.Tests.Cleaning;

public sealed class ResamplerTests
{
    private const double No = double.NaN;

    public static TheoryData<Aggregate, double[]> Expected => new()
    {
        { Aggregate.Mean, [3, 6, No] },
        { Aggregate.Last, [5, 8, No] },
        { Aggregate.Max, [5, 8, No] },
        { Aggregate.Min, [1, 4, No] },
    };

    [Theory, MemberData(nameof(Expected))]
    public void A_sample_is_made_from_the_step_that_ends_at_it_ends_included(Aggregate aggregate, double[] expected)
    {
        // 00:01 … 00:06 fall in (00:00, 00:03] and (00:03, 00:06]; 00:07–00:09 are missing; 00:10 begins a step that never ends.
        var time = TimeAxis.Regular(Draw.Start.AddMinutes(1), TimeSpan.FromMinutes(1), 10);
        var frame = new Frame(time, [new Channel("flow", "L/min")], new[] { 1, No, 5, 6, 4, 8, No, No, No, 99 });

        var coarse = Resampler.Resample(frame, TimeSpan.FromMinutes(3), aggregate);

        Assert.Equal(expected, coarse.Values.ToArray());
        Assert.Equal([3, 6, 9], Enumerable.Range(0, 3).Select(t => (coarse.Time.At(t) - Draw.Start).TotalMinutes));
        Assert.Equal("L/min", coarse.Channels[0].Unit);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Cutting_a_record_short_changes_no_earlier_sample(ulong seed)
    {
        var frame = Draw.Frame(seed, samples: 120, channels: 2, missing: 0.1, jumps: 0.05);
        var step = TimeSpan.FromSeconds(13);
        var whole = Resampler.Resample(frame, step, Aggregate.Mean);

        for (var end = 1; end <= frame.Count; end++)
        {
            var cut = Resampler.Resample(frame.Slice(new SampleRange(0, end)), step, Aggregate.Mean);

            Assert.Equal(whole.Values[..cut.Values.Length].ToArray(), cut.Values.ToArray());
            Assert.True(cut.Count == 0 || cut.Time[cut.Count - 1] <= frame.Time[end - 1], "a sample was written before its step was over");
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void Every_aggregate_agrees_with_looking_at_all_samples_of_the_step(ulong seed)
    {
        var frame = Draw.Frame(seed, samples: 200, channels: 1, missing: 0.2, jumps: 0.02);
        var step = TimeSpan.FromSeconds(11);

        foreach (var aggregate in Enum.GetValues<Aggregate>())
        {
            var coarse = Resampler.Resample(frame, step, aggregate);

            for (var t = 0; t < coarse.Count; t++)
            {
                var inside = Enumerable.Range(0, frame.Count)
                    .Where(i => frame.Time[i] > coarse.Time[t] - step.Ticks && frame.Time[i] <= coarse.Time[t])
                    .Select(i => frame[i, 0]).Where(double.IsFinite).ToArray();
                var expected = inside.Length == 0 ? No
                    : aggregate switch { Aggregate.Mean => inside.Average(), Aggregate.Max => inside.Max(), Aggregate.Min => inside.Min(), _ => inside[^1] };
                Assert.Equal(expected, coarse[t, 0], 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(60, 62)]
    [InlineData(61, 2)]
    public void A_short_silence_becomes_samples_without_values_and_a_long_one_stays_a_jump(int emptySteps, int samples)
    {
        var time = TimeAxis.OfTicks([Draw.Start.Ticks, Draw.Start.AddMinutes(emptySteps + 1).Ticks]);
        var frame = new Frame(time, [new Channel("flow")], new[] { 1.0, 2.0 });

        var coarse = Resampler.Resample(frame, TimeSpan.FromMinutes(1), Aggregate.Last);

        Assert.Equal(samples, coarse.Count);
        Assert.Equal(samples - 2, coarse.Values.ToArray().Count(double.IsNaN));
    }

    [Fact]
    public void Labels_cover_the_samples_made_from_labelled_ones()
    {
        var frame = Draw.Minutes([.. Enumerable.Range(0, 20).Select(i => (double)i)]);
        var step = TimeSpan.FromMinutes(5);
        var coarse = Resampler.Resample(frame, step, Aggregate.Mean);

        var labels = Resampler.Resample(new LabelSet([new SampleRange(6, 12), new SampleRange(18, 20)]), frame.Time, coarse.Time, step);

        // Minutes 6–11 fall in the steps that end at 10 and 15; minutes 18–19 in the one that never ends.
        Assert.Equal([new SampleRange(2, 4)], labels.Ranges);
    }

    [Fact]
    public void Numbered_samples_are_refused_with_the_reason()
    {
        var frame = new Frame(TimeAxis.Rows(2), [new Channel("a")], new double[2]);

        var error = Assert.Throws<ArgumentException>(() => Resampler.Resample(frame, TimeSpan.FromSeconds(1), Aggregate.Mean));

        Assert.Contains("carry no time", error.Message, StringComparison.Ordinal);
    }
}
