using Kilter.Evaluation.Metrics;
using Kilter.Frames;

namespace Kilter.Tests.Evaluation;

public sealed class DayRankingTests
{
    private static readonly TimeAxis Hours = TimeAxis.Regular(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), TimeSpan.FromHours(6), 24);

    [Fact]
    public void Windows_and_days_count_by_their_highest_score()
    {
        // Six days of four samples; the second day and half of the fourth are labelled.
        double[] scores = [1, 2, 1, 1, 3, 9, 3, 3, 1, 1, 4, 1, 1, 1, 5, 6, 2, 2, 2, 2, 7, 1, 1, 1];
        var labels = new LabelSet([new SampleRange(4, 8), new SampleRange(14, 16)]);

        var ranking = DayRanking.Of(scores, Hours, labels);

        Assert.Equal(new DayRanking(Windows: 2, WindowsAbove: 1, Days: 5, DaysReached: 1, Margin: 6.0 / 7), ranking);
    }

    [Fact]
    public void What_lies_before_the_start_or_has_no_score_counts_for_nothing()
    {
        double[] scores = [99, 99, 99, 99, 99, 9, 3, 3, double.NaN, double.NaN, double.NaN, double.NaN, 1, 1, 5, 6, 2, 2, 2, 2, 4, 1, 1, 1];
        var labels = new LabelSet([new SampleRange(4, 8), new SampleRange(8, 9), new SampleRange(14, 16)]);

        var ranking = DayRanking.Of(scores, Hours, labels, from: 5);

        Assert.Equal(new DayRanking(2, 2, 3, 0, 6.0 / 4), ranking);
    }

    [Fact]
    public void Samples_without_time_have_no_days()
        => Assert.Throws<ArgumentException>(() => DayRanking.Of([1, 2], TimeAxis.Rows(2), new LabelSet([])));
}
