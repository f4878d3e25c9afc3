using Kilter.Frames;
using Kilter.Numerics.Randomness;
using Kilter.Thresholds;

namespace Kilter.Tests.Thresholds;

public sealed class ThresholdCatalogTests
{
    public static TheoryData<string> Names => [.. ThresholdCatalog.Entries.Select(e => e.Name)];

    private static readonly CalibrationContext Context = new() { SamplesPerUnit = 500, MergeGap = 3, Labels = new LabelSet([new SampleRange(1, 2), new SampleRange(40, 60)]) };

    [Fact]
    public void Entries_are_sorted_named_once_and_described()
    {
        var names = ThresholdCatalog.Entries.Select(e => e.Name).ToArray();

        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal), names);
        Assert.All(ThresholdCatalog.Entries, e => Assert.True(e.Does.Length > 0 && e.UseWhen.Length > 0 && e.Source.Length > 0, e.Name));
    }

    [Theory, MemberData(nameof(Names))]
    public void Defaults_in_the_catalogue_are_the_defaults_of_the_rule(string name)
    {
        var entry = ThresholdCatalog.Find(name);
        var spelledOut = entry.Settings.Aggregate(Settings.None, (settings, spec) => settings.With(spec.Name, spec.Default));
        var scores = Draw(2000, seed: 1);

        Assert.Equal(ThresholdCatalog.Create(name, Settings.None).Calibrate(scores, Context), ThresholdCatalog.Create(name, spelledOut).Calibrate(scores, Context));
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_rule_gives_a_usable_limit_for_odd_scores(string name)
    {
        var rule = ThresholdCatalog.Create(name, Settings.None);
        float[][] odd =
        [
            new float[100], [.. Enumerable.Repeat(3f, 100)], [.. Enumerable.Repeat(-3f, 100)], [0, 0], [0, 1], [float.NaN, 1, float.NaN, 2],
            [.. new float[99], 5], [.. Enumerable.Range(0, 100).Select(i => -1f - i)], [.. Enumerable.Repeat(1e30f, 50), 1e-30f],
            [float.Epsilon, float.Epsilon, 0], [.. Enumerable.Range(0, 50).Select(i => i % 2 * 1f)], [.. Enumerable.Range(0, 500).Select(i => (float)i)],
        ];

        foreach (var scores in odd)
        {
            foreach (var mayHoldAnomalies in new[] { false, true })
            {
                var fitted = rule.Calibrate(scores, Context with { MayHoldAnomalies = mayHoldAnomalies });

                Assert.True(double.IsFinite(fitted.Limit) && fitted.Limit > 0, $"limit {fitted.Limit} for {string.Join(' ', scores.Take(5))}");
                Assert.True(fitted.ExpectedRate >= 0, $"rate {fitted.ExpectedRate} for {string.Join(' ', scores.Take(5))}");
                Assert.Equal(scores.Count(s => !float.IsNaN(s)), fitted.CalibratedOn);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Constant_scores_are_never_flagged_by_a_rule_that_learned_them(string name)
    {
        if (name == FixedThreshold.Name)
        {
            return;
        }

        var rule = ThresholdCatalog.Create(name, Settings.None);
        foreach (var value in new[] { 0f, 1e-20f, 0.7f, 3f, 1e20f })
        {
            var scores = Enumerable.Repeat(value, 200).ToArray();
            var fitted = rule.Calibrate(scores, Context);

            fitted.Multiples(scores, scores);

            Assert.All(scores, multiple => Assert.True(multiple < 1, $"{value} of {fitted.Limit}"));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Samples_without_a_score_do_not_move_the_limit_of_rules_that_ignore_time(string name)
    {
        var scores = Draw(2000, seed: 2);
        var holed = scores.SelectMany(s => new[] { s, float.NaN }).ToArray();
        var rule = ThresholdCatalog.Create(name, Settings.None);
        var context = Context with { MergeGap = 0 };
        var apart = context with { Labels = new LabelSet(context.Labels!.Ranges.Select(r => new SampleRange(2 * r.Start, 2 * r.End))) };

        Assert.Equal(rule.Calibrate(scores, context).Limit, rule.Calibrate(holed, apart).Limit, name == BudgetThreshold.Name ? 0.4 : 0);
    }

    [Theory, MemberData(nameof(Names))]
    public void Scores_twice_as_large_have_a_limit_twice_as_high(string name)
    {
        if (name == FixedThreshold.Name)
        {
            return;
        }

        var scores = Draw(3000, seed: 3);
        var rule = ThresholdCatalog.Create(name, Settings.None);

        var once = rule.Calibrate(scores, Context).Limit;
        var twice = rule.Calibrate(Array.ConvertAll(scores, s => 2 * s), Context).Limit;

        Assert.Equal(2, twice / once, 1e-6);
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_rule_tells_the_tail_and_a_rate_that_was_counted_or_fits_the_tail(string name)
    {
        var scores = Draw(20_000, seed: 4);

        var fitted = ThresholdCatalog.Create(name, Settings.None).Calibrate(scores, Context);

        Assert.NotNull(fitted.Tail);
        fitted.Multiples(scores, scores);
        var counted = AlertPeaks.Count(scores, 1, Context.MergeGap) / 40.0;
        Assert.InRange(fitted.ExpectedRate, (0.5 * counted) - 0.3, (2 * counted) + 0.3);
        Assert.NotEmpty(fitted.Note);
    }

    [Theory, MemberData(nameof(Names))]
    public void An_infinite_score_is_refused_by_its_position(string name)
    {
        var rule = ThresholdCatalog.Create(name, Settings.None);

        var error = Assert.Throws<ArgumentException>(() => rule.Calibrate([1, 2, float.PositiveInfinity], Context));

        Assert.StartsWith("Score 2 is infinite", error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_rows_of_the_scores_and_the_use_of_labels_are_recorded(string name)
    {
        var rows = RowsSeen.Of(TimeAxis.Rows(5000), new SampleRange(1000, 3000), "record");

        var fitted = ThresholdCatalog.Create(name, Settings.None).Calibrate(Draw(2000, seed: 5), Context with { Rows = rows });

        Assert.Equal(rows.WithLabels(ThresholdCatalog.Find(name).NeedsLabels), fitted.FittedOn);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_rule_that_needs_labels_is_refused_without_and_the_others_never_look_at_them(string name)
    {
        var (rule, scores) = (ThresholdCatalog.Create(name, Settings.None), Draw(2000, seed: 6));

        if (ThresholdCatalog.Find(name).NeedsLabels)
        {
            var error = Assert.Throws<ArgumentException>(() => rule.Calibrate(scores, Context with { Labels = null }));
            Assert.StartsWith($"The threshold '{name}' learns from labels, and none were given.", error.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(rule.Calibrate(scores, Context with { Labels = null }), rule.Calibrate(scores, Context));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Too_few_scores_are_refused_with_the_number_needed(string name)
    {
        var rule = ThresholdCatalog.Create(name, Settings.None);

        var error = Assert.Throws<ArgumentException>(() => rule.Calibrate([float.NaN, 1], Context));

        Assert.Equal("There are 1 scores to calibrate on; at least 2 are needed.", error.Message);
    }

    [Fact]
    public void An_unknown_rule_is_answered_with_the_closest()
    {
        var error = Assert.Throws<ArgumentException>(() => ThresholdCatalog.Create("buget", Settings.None));

        Assert.StartsWith("There is no threshold 'buget'. Closest: budget. All: best-f1, budget, dynamic, fixed, gaussian-tail,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_setting_is_answered_with_those_there_are()
    {
        var error = Assert.Throws<ArgumentException>(() => ThresholdCatalog.Create("quantile", Settings.None.With("q", "0.9")));

        Assert.StartsWith("The threshold 'quantile' has no setting 'q'. It takes: share.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_out_of_range_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => ThresholdCatalog.Create("quantile", Settings.None.With("share", "1.5")));

    private static float[] Draw(int count, ulong seed)
    {
        var rng = new Rng(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)Math.Abs(rng.NextNormal()))];
    }
}
