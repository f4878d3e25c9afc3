using Kilter.Detectors;
using Kilter.Windows;
using static Kilter.Tests.Detectors.DetectorCases;

namespace Kilter.Tests.Detectors;

/// <summary>The laws that every detector keeps that goes on learning while it scores.</summary>
public sealed class OnlineContractTests
{
    private const int Samples = 300;
    private const int Channels = 3;

    public static TheoryData<string> Online => [.. DetectorCatalog.All.Select(e => e.Name).Where(n => Fit(n, Series(Samples, Channels, 1), Channels) is IOnlineFittedDetector)];

    [Theory, MemberData(nameof(Online))]
    public void Streaming_sample_by_sample_gives_the_scores_of_the_whole_series(string name)
    {
        var fitted = Start(name, out var state);
        var values = Series(Samples, Channels, 2);
        var windows = WindowSet.Sliding(values, Channels, 1);
        var (contributions, expected) = Explanations(fitted, windows);
        var (shares, means) = (new float[Channels], new float[Channels]);

        var batch = Scores(fitted, windows);

        for (var n = 0; n < windows.Count; n++)
        {
            state.Seek(n);
            Assert.Equal(batch[n], state.Score(windows[n]));
            Assert.Equal(batch[n], state.Explain(windows[n], shares, means));
            Assert.Equal(contributions.AsSpan(n * Channels, Channels).ToArray(), shares);
            Assert.Equal(expected.AsSpan(n * Channels, Channels).ToArray(), means);
            state.Learn(windows[n]);
        }
    }

    [Theory, MemberData(nameof(Online))]
    public void Without_being_told_the_next_sample_lies_one_after_the_last(string name)
    {
        Start(name, out var told);
        Start(name, out var counting);
        var values = Series(Samples, Channels, 2);
        counting.Seek(1_000);

        for (var t = 0; t < Samples; t++)
        {
            var sample = values.AsSpan(t * Channels, Channels);
            told.Seek(1_000 + t);

            Assert.Equal(told.Score(sample), counting.Score(sample));

            told.Learn(sample);
            counting.Learn(sample);
        }
    }

    [Theory, MemberData(nameof(Online))]
    public void Scoring_before_learning_changes_nothing(string name)
    {
        Start(name, out var looked);
        Start(name, out var plain);
        var values = Series(Samples, Channels, 2);

        for (var t = 0; t < 100; t++)
        {
            var sample = values.AsSpan(t * Channels, Channels);
            looked.Score(values.AsSpan((t + 100) * Channels, Channels));
            looked.Explain(values.AsSpan((t + 100) * Channels, Channels), new float[Channels], new float[Channels]);

            Assert.Equal(plain.Score(sample), looked.Score(sample));

            looked.Learn(sample);
            plain.Learn(sample);
        }
    }

    [Theory, MemberData(nameof(Online))]
    public void A_state_saved_midway_goes_on_to_the_same_bits(string name)
    {
        var fitted = Start(name, out var state);
        var values = Series(Samples, Channels, 2);
        for (var t = 0; t < 150; t++)
        {
            state.Learn(values.AsSpan(t * Channels, Channels));
        }

        var resumed = fitted.ReadState(Saved(state.Write));

        for (var t = 150; t < Samples; t++)
        {
            var sample = values.AsSpan(t * Channels, Channels);
            Assert.Equal(state.Score(sample), resumed.Score(sample));
            state.Learn(sample);
            resumed.Learn(sample);
        }
    }

    [Theory, MemberData(nameof(Online))]
    public void A_new_state_does_not_know_what_another_one_learned(string name)
    {
        var fitted = Start(name, out var first);
        var sample = Series(1, Channels, 2);
        var fresh = first.Score(sample);
        for (var i = 0; i < 50; i++)
        {
            first.Learn([9, 9, 9]);
        }

        Assert.Equal(fresh, fitted.Start().Score(sample));
        Assert.NotEqual(fresh, first.Score(sample));
    }

    [Theory, MemberData(nameof(Online))]
    public void A_sample_that_is_not_finite_is_refused_by_channel(string name)
    {
        Start(name, out var state);
        float[] sample = [0, float.NaN, 0];

        Assert.All(
            [() => state.Score(sample), () => state.Learn(sample), (Action)(() => state.Explain(sample, new float[Channels], new float[Channels]))],
            act => Assert.StartsWith("Channel 1 is NaN in the sample", Assert.Throws<ArgumentException>(act).Message, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Online))]
    public void A_jump_in_either_direction_leaves_the_state_able_to_score_and_learn(string name)
    {
        Start(name, out var state);
        var values = Series(Samples, Channels, 2);

        for (var t = 0; t < 50; t++)
        {
            state.Seek(t % 2 == 0 ? 1_000_000 - (t * 977) : t);
            Assert.True(float.IsFinite(state.Score(values.AsSpan(t * Channels, Channels))));
            state.Learn(values.AsSpan(t * Channels, Channels));
        }
    }

    private static IOnlineFittedDetector Start(string name, out IOnlineState state)
    {
        var fitted = Assert.IsAssignableFrom<IOnlineFittedDetector>(Fit(name, Series(Samples, Channels, 1), Channels));
        state = fitted.Start();
        return fitted;
    }
}
