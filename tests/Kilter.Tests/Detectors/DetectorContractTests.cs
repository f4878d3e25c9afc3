using Kilter.Detectors;
using Kilter.Windows;
using static Kilter.Tests.Detectors.DetectorCases;

namespace Kilter.Tests.Detectors;

/// <summary>The laws that every detector of the catalogue keeps.</summary>
public sealed class DetectorContractTests
{
    private const int Samples = 400;
    private const int Channels = 3;

    public static TheoryData<string> All => [.. DetectorCatalog.All.Select(e => e.Name)];

    /// <summary>Detectors that learn what is normal; those that learn from labels know only what was labelled.</summary>
    public static TheoryData<string> Unsupervised => [.. DetectorCatalog.All.Where(e => !e.NeedsLabels).Select(e => e.Name)];

    public static TheoryData<string> Offline => [.. DetectorCatalog.All.Select(e => e.Name).Where(n => Fit(n, Series(Samples, Channels, 1), Channels) is not IOnlineFittedDetector)];

    public static TheoryData<string, double, double> Extremes => MatrixTheoryData.Of([.. DetectorCatalog.All.Select(e => e.Name)], [0.0, 1e-38, 1.0, 1e37], [0.0, 1.0, -7.0]);

    [Theory, MemberData(nameof(All))]
    public void The_same_seed_gives_the_same_bits_for_any_number_of_threads(string name)
    {
        var windows = WindowSet.Sliding(Series(Samples, Channels, 1), Channels, Make(name).WindowLength);

        var one = Scores(Make(name).Fit(windows, Context(threads: 1)), windows);
        var many = Scores(Make(name).Fit(windows, Context(threads: 8)), windows);

        Assert.Equal(one, many);
    }

    [Theory, MemberData(nameof(All))]
    public void Fit_score_and_explain_leave_the_input_untouched(string name)
    {
        var values = Series(Samples, Channels, 1);
        float[] before = [.. values];

        var fitted = Fit(name, values, Channels);
        Scores(fitted, values, Channels);
        Explanations(fitted, WindowSet.Sliding(values, Channels, fitted.WindowLength));

        Assert.Equal(before, values);
    }

    [Theory, MemberData(nameof(Offline))]
    public void A_window_has_the_same_score_alone_and_in_any_order(string name)
    {
        var values = Series(Samples, Channels, 2);
        var fitted = Fit(name, Series(Samples, Channels, 1), Channels);
        var windows = WindowSet.Sliding(values, Channels, fitted.WindowLength);

        var together = Scores(fitted, windows);

        for (var n = windows.Count - 1; n >= 0; n--)
        {
            Assert.Equal(together[n], Scores(fitted, windows.Slice(n, n + 1))[0]);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Scoring_twice_and_from_two_threads_gives_the_same_bits(string name)
    {
        var fitted = Fit(name, Series(Samples, Channels, 1), Channels);
        var windows = WindowSet.Sliding(Series(Samples, Channels, 2), Channels, fitted.WindowLength);
        var first = Scores(fitted, windows);
        var results = new float[8][];

        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => results[i] = Scores(fitted, windows));

        Assert.All(results, r => Assert.Equal(first, r));
    }

    [Theory, MemberData(nameof(All))]
    public void Saving_and_loading_keeps_the_bits_of_scores_and_explanations(string name)
    {
        var fitted = Fit(name, Series(Samples, Channels, 1), Channels);
        var windows = WindowSet.Sliding(Series(Samples, Channels, 2), Channels, fitted.WindowLength);

        var loaded = DetectorCatalog.Find(name).Read(Saved(fitted.Write));

        Assert.Equal((fitted.WindowLength, fitted.Channels), (loaded.WindowLength, loaded.Channels));
        Assert.Equal(Scores(fitted, windows), Scores(loaded, windows));
        Assert.Equal(Explanations(fitted, windows).Contributions, Explanations(loaded, windows).Contributions);
        Assert.Equal(Explanations(fitted, windows).Expected, Explanations(loaded, windows).Expected);
    }

    [Theory, MemberData(nameof(Extremes))]
    public void Scores_and_explanations_are_finite_on_constant_tiny_and_huge_input(string name, double scale, double level)
    {
        foreach (var channels in new[] { 1, Channels })
        {
            // A scale of zero leaves the level alone: constant input.
            var constant = new float[Samples * channels];
            Array.Fill(constant, (float)level);
            var train = scale == 0 ? constant : Series(Samples, channels, 1, scale, level);
            float[] test = [.. Series(100, channels, 2, Math.Max(scale, 1e-30), level), .. Enumerable.Repeat(float.MaxValue, channels), .. Enumerable.Repeat(float.MinValue, channels), .. Enumerable.Repeat(0f, 60 * channels)];

            var fitted = Fit(name, train, channels);

            var windows = WindowSet.Sliding(test, channels, fitted.WindowLength);
            var (contributions, expected) = Explanations(fitted, windows);
            Assert.All(Scores(fitted, windows), s => Assert.True(float.IsFinite(s), $"score {s}"));
            Assert.All(contributions, s => Assert.True(float.IsFinite(s) && s >= 0, $"contribution {s}"));
            Assert.All(expected, s => Assert.True(float.IsFinite(s), $"expected {s}"));
        }
    }

    [Theory, MemberData(nameof(Unsupervised))]
    public void A_window_far_outside_the_training_range_beats_the_training_scores(string name)
    {
        foreach (var channels in new[] { 1, Channels })
        {
            var train = Series(Samples, channels, 1);
            var fitted = Fit(name, train, channels);
            var test = Series(Samples, channels, 2);
            test.AsSpan(300 * channels, channels).Fill(60);

            var scores = Scores(fitted, test, channels);

            var at = 300 - fitted.WindowLength + 1;
            Assert.True(scores[at] > Scores(fitted, train, channels).Order().ElementAt((int)(0.99 * (Samples - fitted.WindowLength))), $"score {scores[at]}");
        }
    }

    [Theory, MemberData(nameof(Unsupervised))]
    public void The_channel_that_went_wrong_contributes_most_and_its_expected_value_is_nearer_to_normal(string name)
    {
        var fitted = Fit(name, Series(Samples, Channels, 1), Channels);
        for (var wrong = 0; wrong < Channels; wrong++)
        {
            var test = Series(100, Channels, 2);
            test[(80 * Channels) + wrong] += 30;
            var windows = WindowSet.Sliding(test, Channels, fitted.WindowLength);

            var (contributions, expected) = Explanations(fitted, windows);

            var row = (80 - fitted.WindowLength + 1) * Channels;
            Assert.Equal(contributions.AsSpan(row, Channels).ToArray().Max(), contributions[row + wrong]);
            Assert.InRange(expected[row + wrong], -5, 5);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void A_value_that_is_not_finite_is_refused_by_channel_and_sample(string name)
    {
        var (train, test) = (Series(Samples, Channels, 1), Series(Samples, Channels, 2));
        var fitted = Fit(name, train, Channels);
        train[(50 * Channels) + 2] = float.NaN;
        test[(60 * Channels) + 1] = float.PositiveInfinity;

        var fit = Assert.Throws<ArgumentException>(() => Fit(name, train, Channels));
        var score = Assert.Throws<ArgumentException>(() => Scores(fitted, test, Channels));
        var explain = Assert.Throws<ArgumentException>(() => Explanations(fitted, WindowSet.Sliding(test, Channels, fitted.WindowLength)));

        Assert.StartsWith("Channel 2 is NaN at sample 50", fit.Message, StringComparison.Ordinal);
        Assert.StartsWith("Channel 1 is Infinity at sample 60", score.Message, StringComparison.Ordinal);
        Assert.StartsWith("Channel 1 is Infinity at sample 60", explain.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(All))]
    public void Windows_of_another_shape_are_refused(string name)
    {
        var fitted = Fit(name, Series(Samples, Channels, 1), Channels);
        var windows = WindowSet.Sliding(Series(Samples, Channels, 1), Channels, fitted.WindowLength);

        Assert.Throws<ArgumentException>(() => Scores(fitted, WindowSet.Sliding(Series(Samples, 1, 1), 1, fitted.WindowLength)));
        Assert.Throws<ArgumentException>(() => Scores(fitted, WindowSet.Sliding(Series(Samples, Channels, 1), Channels, fitted.WindowLength + 1)));
        Assert.Throws<ArgumentException>(() => fitted.Score(windows, new float[windows.Count - 1]));
        Assert.Throws<ArgumentException>(() => fitted.Explain(windows, new float[windows.Count * Channels], new float[windows.Count]));
    }

    [Theory, MemberData(nameof(All))]
    public void No_windows_get_no_scores(string name)
    {
        var fitted = Fit(name, Series(Samples, Channels, 1), Channels);

        Assert.Empty(Scores(fitted, WindowSet.Sliding(Array.Empty<float>(), Channels, fitted.WindowLength)));
    }

    [Theory, MemberData(nameof(All))]
    public void A_cancelled_fit_stops(string name)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var detector = Make(name);
        var windows = WindowSet.Sliding(Series(Samples, Channels, 1), Channels, detector.WindowLength);

        Assert.Throws<OperationCanceledException>(() => detector.Fit(windows, Context() with { Cancellation = source.Token }));
    }

    [Theory, MemberData(nameof(All))]
    public void Cutting_a_series_anywhere_leaves_the_scores_before_the_cut_unchanged(string name)
    {
        Assert.True(DetectorCatalog.Find(name).Causal);
        var fitted = Fit(name, Series(Samples, Channels, 1), Channels);
        var values = Series(120, Channels, 2);
        var whole = Scores(fitted, values, Channels);

        for (var samples = 1; samples < 120; samples += 7)
        {
            var cut = Scores(fitted, values[..(samples * Channels)], Channels);

            Assert.Equal(whole[..cut.Length], cut);
        }
    }

    [Theory, MemberData(nameof(Offline))]
    public void Scores_do_not_depend_on_where_the_windows_lie_in_memory(string name)
    {
        var fitted = Fit(name, Series(Samples, Channels, 1), Channels);
        var values = Series(80, Channels, 2);
        float[] shifted = [.. new float[5 * Channels], .. values];
        var length = fitted.WindowLength;

        var moved = Scores(fitted, WindowSet.At(shifted, Channels, length, [.. Enumerable.Range(5, 80 - length + 1)]));

        Assert.Equal(Scores(fitted, values, Channels), moved);
    }

    [Theory, MemberData(nameof(All))]
    public void The_catalogue_says_what_to_expect_of_it(string name)
    {
        var entry = DetectorCatalog.Find(name);

        Assert.Matches("^[a-z][a-z0-9-]*$", entry.Name);
        Assert.All([entry.Family, entry.FindsBest, entry.WeakAt, entry.Channels, entry.Source], text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.Contains(entry.FitCost, new[] { "none", "fast", "medium", "slow" });
        Assert.Matches("[12][0-9]{3}", entry.Source);
        Assert.True(entry.DefaultWindow >= 1);
        Assert.All(entry.Settings, s => Assert.All([s.Name, s.Default, s.Range, s.Meaning], text => Assert.False(string.IsNullOrWhiteSpace(text))));
    }

    [Theory, MemberData(nameof(All))]
    public void A_detector_that_needs_labels_is_refused_without_and_the_others_never_look_at_them(string name)
    {
        var detector = Make(name);
        var windows = WindowSet.Sliding(Series(Samples, Channels, 1), Channels, detector.WindowLength);

        if (DetectorCatalog.Find(name).NeedsLabels)
        {
            var error = Assert.Throws<ArgumentException>(() => detector.Fit(windows, Context() with { Labels = null }));
            Assert.StartsWith($"The detector '{name}' learns from labels, and none were given.", error.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(Scores(detector.Fit(windows, Context() with { Labels = null }), windows), Scores(detector.Fit(windows, Context()), windows));
        }
    }

    [Theory, MemberData(nameof(All))]
    public void A_setting_it_does_not_have_is_refused_by_name(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => DetectorCatalog.Create(name, SettingsOf(name).With("no-such-thing", "1")));

        Assert.StartsWith($"The detector '{name}' has no setting 'no-such-thing'. It takes: ", error.Message, StringComparison.Ordinal);
    }
}
