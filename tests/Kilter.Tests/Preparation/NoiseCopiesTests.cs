using Kilter.Frames;
using Kilter.Preparation;
using Kilter.Tests.Cleaning;

namespace Kilter.Tests.Preparation;

public sealed class NoiseCopiesTests
{
    [Fact]
    public void S1e_E5_a_hundred_copies_and_no_more_rows_than_the_cap()
    {
        var frame = Draw.Frame(seed: 1, samples: 2439, channels: 1);

        var copies = NoiseCopies.Of(frame, new NoiseCopyOptions(), seed: 2);

        Assert.Equal(100, new NoiseCopyOptions().Copies);
        Assert.Equal(100_000, copies.Count);
        Assert.Equal(frame.Values.ToArray(), copies.Values[..2439].ToArray());
    }

    [Fact]
    public void The_original_makes_copies_that_are_all_the_same()
    {
        var frame = Draw.Frame(seed: 3, samples: 500, channels: 2);

        var copies = NoiseCopies.Of(frame, new NoiseCopyOptions { Ratio = 0.05, Interval = 0.01, Identical = true }, seed: 4);

        Assert.Equal(3000, copies.Count);
        Assert.Equal(copies.Values[1000..2000].ToArray(), copies.Values[5000..6000].ToArray());
        Assert.NotEqual(copies.Values[..1000].ToArray(), copies.Values[1000..2000].ToArray());
    }

    [Fact]
    public void Else_each_copy_has_noise_of_its_own_that_grows_to_the_ratio()
    {
        var frame = Draw.Frame(seed: 5, samples: 4000, channels: 1);

        var copies = NoiseCopies.Of(frame, new NoiseCopyOptions { Ratio = 0.05, Interval = 0.01 }, seed: 6);

        for (var copy = 1; copy <= 5; copy++)
        {
            var noise = Enumerable.Range(0, 4000).Select(t => copies[(copy * 4000) + t, 0] - frame[t, 0]).ToArray();
            Assert.Equal(0.01 * copy, Math.Sqrt(noise.Average(n => n * n)), 0.001 * copy);
        }
    }

    [Fact]
    public void S1e_E6_rows_strictly_inside_the_listed_intervals_are_labelled()
    {
        (int, int)[] listed = [(150, 250), (5970, 6050), (8500, 8650), (8750, 8890), (10000, 10200), (14700, 14800)];

        var labels = new LabelSet(listed.Select(i => new SampleRange(i.Item1 + 1, i.Item2)));

        Assert.Equal(665, labels.Ranges.Sum(r => Math.Max(0, Math.Min(r.End, 13104) - r.Start)));
        Assert.Equal(99, labels.Ranges.Sum(r => Math.Max(0, r.End - Math.Max(r.Start, 13104))));
    }
}
