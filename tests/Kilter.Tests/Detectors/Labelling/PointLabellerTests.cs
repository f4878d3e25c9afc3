using Kilter.Detectors.Labelling;
using Kilter.Frames;
using Kilter.Numerics.Randomness;
using Kilter.Windows;
using static Kilter.Tests.Detectors.DetectorCases;

namespace Kilter.Tests.Detectors.Labelling;

public sealed class PointLabellerTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void What_was_labelled_in_training_is_found_again(bool gru)
    {
        var (train, labels) = Dips(1500, 1);
        var (test, truth) = Dips(800, 2);
        var detector = new PointLabellerDetector(new() { Window = 12, Units = [10], Gru = gru, Training = new() { Epochs = 25, LearningRate = 0.01 } });
        var fitted = detector.Fit(WindowSet.Sliding(train, 1, 12), Context() with { Labels = labels });

        var scores = Scores(fitted, test, 1);

        var (hits, alarms, positives) = (0, 0, 0);
        for (var n = 0; n < scores.Length; n++)
        {
            var labelled = truth.Overlaps(new SampleRange(n + 11, n + 12));
            positives += labelled ? 1 : 0;
            hits += labelled && scores[n] > 0 ? 1 : 0;
            alarms += !labelled && scores[n] > 0 ? 1 : 0;
        }

        Assert.True(hits > 0.7 * positives && alarms < 0.2 * positives, $"{hits} of {positives} found, {alarms} false");
    }

    [Fact]
    public void Without_labels_the_fit_is_refused_and_says_what_to_give()
    {
        var detector = new PointLabellerDetector(new() { Window = 12 });

        var none = Assert.Throws<ArgumentException>(() => detector.Fit(WindowSet.Sliding(Dips(100, 1).Values, 1, 12), Context() with { Labels = null }));
        var empty = Assert.Throws<ArgumentException>(() => detector.Fit(WindowSet.Sliding(Dips(100, 1).Values, 1, 12), Context() with { Labels = new LabelSet([]) }));

        Assert.Contains("Give a file with a label column", none.Message, StringComparison.Ordinal);
        Assert.StartsWith("None of the training samples have a label", empty.Message, StringComparison.Ordinal);
    }

    /// <summary>Noise with a dip of 6 samples every 37, labelled.</summary>
    private static (float[] Values, LabelSet Labels) Dips(int samples, ulong seed)
    {
        var (rng, values, ranges) = (new Rng(seed), new float[samples], new List<SampleRange>());
        for (var t = 0; t < samples; t++)
        {
            values[t] = (float)(0.3 * rng.NextNormal());
        }

        for (var t = 20; t + 6 < samples; t += 37)
        {
            ranges.Add(new SampleRange(t, t + 6));
            for (var i = 0; i < 6; i++)
            {
                values[t + i] -= 1.5f;
            }
        }

        return (values, new LabelSet(ranges));
    }
}
