using Kilter.Artifacts;
using Kilter.Frames;
using Kilter.Preparation;
using Kilter.Tests.Cleaning;

namespace Kilter.Tests.Preparation;

/// <summary>What every preparation keeps to, with the settings of its example and with others.</summary>
public sealed class PreparationContractTests
{
    private static readonly string[] More =
    [
        "calendar", "calendar add=day-circle,week-circle", "channels keep=c3,c1", "difference", "fill", "fill rule=interpolate", "fill rule=backward", "log-ratio",
        "log-ratio by=day slot=7", "log-ratio slot=120 spread=day", "spectrum window=9 bands=4 stride=5 form=log", "spectrum window=16 stride=1 bands=8",
    ];

    public static TheoryData<string> Stages => [.. PreparationCatalog.Entries.Select(e => e.Example.Replace("flow,", "", StringComparison.Ordinal)).Concat(More).Distinct()];

    [Theory, MemberData(nameof(Stages))]
    public void Preparing_data_as_it_comes_gives_what_preparing_it_whole_gives(string stage)
    {
        var values = Positive(seed: 1).Values.ToArray();
        values.AsSpan(0, 3 * 5).Fill(double.NaN);
        var frame = new Frame(Positive(seed: 1).Time, Positive(seed: 1).Channels, values);
        var preparation = PreparationCatalog.Create(stage);
        var fitted = preparation.Fit(frame, new SampleRange(20, 200));
        var whole = fitted.Apply(frame);

        var same = Enumerable.Range(0, 40).Select(i => 3 + (10 * i)).Select(end =>
        {
            var first = fitted.Apply(frame.Slice(new SampleRange(0, end)));
            return first.Frame.Values.SequenceEqual(whole.Frame.Values[..first.Frame.Values.Length])
                && first.Frame.Count == whole.RowsFrom(new SampleRange(0, end)).Length;
        });

        Assert.Equal(preparation.Causal, same.All(s => s));
    }

    [Theory, MemberData(nameof(Stages))]
    public void What_is_read_back_prepares_to_the_same_bits(string stage)
    {
        var frame = Positive(seed: 2);
        var chain = FittedPreparations.Fit([stage], frame, new SampleRange(0, 150));
        var artifact = new ArtifactWriter();
        chain.Write(artifact);

        var back = FittedPreparations.Read([stage], ArtifactReader.Of(artifact));

        var (before, after) = (chain.Apply(frame), back.Apply(frame));
        Assert.Equal(before.Frame.Values.ToArray(), after.Frame.Values.ToArray());
        Assert.Equal(before.Frame.Channels, after.Frame.Channels);
        Assert.Equal(before.Restore(before.Frame.Count - 1, 0, 0.5), after.Restore(after.Frame.Count - 1, 0, 0.5));
    }

    [Theory, MemberData(nameof(Stages))]
    public void Only_training_samples_are_learned_from(string stage)
    {
        var frame = Positive(seed: 3);
        var rows = new SampleRange(30, 170);
        var other = frame.Values.ToArray();
        for (var i = 0; i < other.Length; i++)
        {
            other[i] = rows.Contains(i / 3) ? other[i] : double.NaN;
        }

        var fitted = PreparationCatalog.Create(stage).Fit(frame, rows);
        var again = PreparationCatalog.Create(stage).Fit(new Frame(frame.Time, frame.Channels, other), rows);

        Assert.Equal(fitted.Apply(frame).Frame.Values.ToArray(), again.Apply(frame).Frame.Values.ToArray());
    }

    [Theory, MemberData(nameof(Stages))]
    public void The_way_back_leads_to_the_values_that_came_in(string stage)
    {
        var frame = Positive(seed: 4);
        var chain = FittedPreparations.Fit([stage], frame, new SampleRange(0, 200));

        var data = chain.Apply(frame);

        Assert.Equal(chain.HasInverse, data.ShowsMeasured);
        var restored = 0;
        for (var t = 0; t < data.Frame.Count; t++)
        {
            for (var c = 0; c < data.Frame.Channels.Count; c++)
            {
                if (data.ShownChannel(c) < 0 || double.IsNaN(data.Frame[t, c]))
                {
                    continue;
                }

                var measured = data.Shown[data.ShownSample(t), data.ShownChannel(c)];
                var back = data.Restore(t, c, data.Frame[t, c]);
                if (stage.StartsWith("fill", StringComparison.Ordinal) && double.IsNaN(measured))
                {
                    continue;
                }

                Assert.Equal(measured, back, 1e-12 * (1 + Math.Abs(measured)));
                restored++;
            }
        }

        Assert.True(restored > 20, $"Only {restored} values came back.");
    }

    [Theory, MemberData(nameof(Stages))]
    public void The_frame_itself_is_not_changed(string stage)
    {
        var frame = Positive(seed: 5);
        var before = frame.Values.ToArray();

        PreparationCatalog.Create(stage).Fit(frame, new SampleRange(0, 100)).Apply(frame);

        Assert.Equal(before, frame.Values.ToArray());
    }

    [Fact]
    public void Stages_follow_each_other_and_each_learns_from_what_the_one_before_made()
    {
        var frame = Positive(seed: 6, missing: 0);
        string[] stages = ["log-ratio", "difference lag=3", "calendar add=hour"];

        var data = FittedPreparations.Fit(stages, frame, new SampleRange(0, 200)).Apply(frame);

        var ratio = PreparationCatalog.Create("log-ratio").Fit(frame, new SampleRange(0, 200)).Apply(frame).Frame;
        Assert.Equal(ratio[50, 1] - ratio[47, 1], data.Frame[50, 1]);
        Assert.Equal(4, data.Frame.Channels.Count);
        Assert.Same(frame, data.Shown);
        Assert.Equal(frame[50, 1], data.Restore(50, 1, data.Frame[50, 1]), 1e-12);
        Assert.Equal(-1, data.ShownChannel(3));
    }

    [Fact]
    public void After_a_stage_without_a_way_back_its_own_frame_is_shown()
    {
        var frame = Positive(seed: 7, missing: 0);

        var data = FittedPreparations.Fit(["difference", "spectrum window=8 bands=2 stride=4", "channels \"drop=c1 band 1\"", "difference"], frame, new SampleRange(0, 200)).Apply(frame);

        Assert.False(data.ShowsMeasured);
        Assert.Equal(["c1 band 2", "c2 band 1", "c2 band 2", "c3 band 1", "c3 band 2"], data.Shown.Channels.Select(c => c.Name));
        Assert.Equal(data.Frame.Count, data.Shown.Count);
        Assert.Equal(frame.Time[data.Shown.Count == 99 ? 399 : -1], data.Shown.Time[98]);
        Assert.Equal(data.Shown[5, 0], data.Restore(5, 0, data.Frame[5, 0]), 1e-12);
    }

    [Theory]
    [InlineData("logratio", "There is no preparation 'logratio'. Closest: log-ratio.")]
    [InlineData("", "A stage of preparation is empty")]
    [InlineData("difference 3", "\"3\" is not a setting")]
    [InlineData("difference leg=3", "The preparation 'difference' has no setting 'leg'. It takes: lag.")]
    [InlineData("calendar add=month", "'add' names \"month\"; it may name hour")]
    [InlineData("calendar awake=never", "'awake' is \"never\"; it must be scala or notebook.")]
    [InlineData("spectrum window=8 bands=5", "'bands' is 5; a window of 8 samples has 4 frequencies.")]
    [InlineData("channels", "takes either keep=NAME,… or drop=NAME,…")]
    [InlineData("channels \"drop=a b", "opens a double quote")]
    public void A_stage_that_does_not_fit_is_told_what_would(string stage, string says)
        => Assert.Contains(says, Assert.ThrowsAny<ArgumentException>(() => PreparationCatalog.Create(stage)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("channels drop=c9", "there is no channel 'c9'. Closest: c")]
    [InlineData("channels drop=c1,c2,c3", "would leave no channel")]
    [InlineData("drop-missing channels=1", "would leave no channel")]
    public void A_frame_that_does_not_fit_is_told_why(string stage, string says)
        => Assert.Contains(
            says, Assert.ThrowsAny<ArgumentException>(() => PreparationCatalog.Create(stage).Fit(Positive(seed: 8), new SampleRange(0, 100))).Message, StringComparison.Ordinal);

    /// <summary>Three channels of positive values, one in twenty missing, a sample every 40 minutes, with a jump in time.</summary>
    internal static Frame Positive(ulong seed, double missing = 0.05)
    {
        var drawn = Draw.Frame(seed, samples: 400, channels: 3, missing);
        var ticks = Enumerable.Range(0, 400).Select(t => Draw.Start.AddMinutes((40 * t) + (t >= 250 ? 5000 : 0)).Ticks).ToArray();
        double[] values = [.. drawn.Values.ToArray().Select(v => Math.Exp(v))];
        return new Frame(TimeAxis.OfTicks(ticks), drawn.Channels, values);
    }
}
