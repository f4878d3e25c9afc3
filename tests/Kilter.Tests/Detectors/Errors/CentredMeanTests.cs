using Kilter.Detectors.Errors;

namespace Kilter.Tests.Detectors.Errors;

public sealed class CentredMeanTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(5), InlineData(100)]
    public void It_is_the_mean_of_what_is_known_around_each_sample(int width)
    {
        double[] scores = [1, 5, double.NaN, 2, 8, 0, 3, 3, 9];

        var means = CentredMean.Of(scores, width);

        for (var t = 0; t < scores.Length; t++)
        {
            var around = scores.Where((s, i) => Math.Abs(i - t) <= width / 2 && !double.IsNaN(s)).ToArray();
            Assert.Equal(around.Length == 0 ? double.NaN : around.Average(), means[t], 12);
        }
    }
}
