using FsCheck;
using FsCheck.Fluent;
using Kilter.Events;
using Kilter.Thresholds;

namespace Kilter.Tests.Thresholds;

public sealed class AlertPeaksTests
{
    // Small integers make ties; NaN makes holes.
    private static readonly Arbitrary<float[]> Scores = Gen.OneOf(Gen.Choose(0, 9).Select(i => (float)i), Gen.Constant(float.NaN)).ArrayOf().ToArbitrary();
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithReplay(20260101, 1).WithMaxTest(500);

    [Fact]
    public void Alerts_are_as_many_as_the_events_that_are_extracted()
        => Check.One(Fixed, Prop.ForAll(Scores, Gen.Choose(0, 5).ToArbitrary(), (scores, gap) =>
        {
            var events = EventExtractor.Extract(Array.ConvertAll(scores, s => s / 5), new EventOptions { MergeGap = gap });

            return AlertPeaks.Count(scores, 5, gap) == events.Count;
        }));

    [Fact]
    public void Peaks_are_the_highest_scores_of_groups_found_by_looking_at_every_pair()
        => Check.One(Fixed, Prop.ForAll(Scores, Gen.Choose(0, 5).ToArbitrary(), (scores, gap) =>
        {
            var above = Enumerable.Range(0, scores.Length).Where(t => scores[t] > 4).ToArray();
            var expected = new List<double>();
            for (var i = 0; i < above.Length; i++)
            {
                var joins = i > 0 && above[i] - above[i - 1] <= Math.Max(gap, 1);
                expected.Add(joins ? Math.Max(expected[^1], scores[above[i]]) : scores[above[i]]);
                if (joins)
                {
                    expected.RemoveAt(expected.Count - 2);
                }
            }

            return AlertPeaks.Above(scores, 4, gap).SequenceEqual(expected);
        }));
}
