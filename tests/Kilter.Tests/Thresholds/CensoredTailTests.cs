using Kilter.Thresholds;

namespace Kilter.Tests.Thresholds;

public sealed class CensoredTailTests
{
    // The prior on the shape draws a heavy tail in a little: 8 % for a shape of 0.2.
    [Theory]
    [InlineData(-0.2), InlineData(-0.05), InlineData(0.1), InlineData(0.2)]
    public void Clean_peaks_give_back_the_tail_they_came_from(double shape)
    {
        var truth = new GeneralizedPareto(shape, 2);

        var (fit, beyond) = CensoredTail.Fit(Exact(truth, 300), expected: 3);

        Assert.Equal(1, fit.Exceeded(0.01) / truth.Exceeded(0.01), shape > 0.1 ? 0.1 : 0.05);
        Assert.Equal(0, beyond);
    }

    // The oracle is the same sample: only the height of its far peaks differs.
    [Fact]
    public void How_far_the_far_peaks_lie_changes_nothing()
    {
        var near = Exact(new GeneralizedPareto(0, 1), 100);
        var far = near.ToArray();
        for (var i = 95; i < 100; i++)
        {
            (near[i], far[i]) = (30 + i, 1e6 + i);
        }

        var atNear = CensoredTail.Fit(near, expected: 2);
        var atFar = CensoredTail.Fit(far, expected: 2);

        Assert.Equal(atNear.Fit.Exceeded(0.02), atFar.Fit.Exceeded(0.02), 1e-5);
        Assert.Equal((5, 5), (atNear.Beyond, atFar.Beyond));
    }

    [Fact]
    public void Far_peaks_move_the_tail_by_their_number_at_most()
    {
        var clean = Exact(new GeneralizedPareto(0, 1), 100);
        var dirty = clean.ToArray();
        dirty.AsSpan(96).Fill(1e3);

        var limit = CensoredTail.Fit(dirty, expected: 1).Fit.Exceeded(0.01);

        Assert.InRange(limit / CensoredTail.Fit(clean, expected: 1).Fit.Exceeded(0.01), 1, 1.6);
    }

    [Fact]
    public void Peaks_twice_as_high_have_a_tail_twice_as_wide()
    {
        var once = Exact(new GeneralizedPareto(0.1, 1), 80);

        var fit = CensoredTail.Fit(once, expected: 1).Fit;
        var twice = CensoredTail.Fit(Array.ConvertAll(once, x => 2 * x), expected: 1).Fit;

        Assert.Equal(fit.Shape, twice.Shape);
        Assert.Equal(2, twice.Scale / fit.Scale, 1e-6);
    }

    [Theory]
    [InlineData(new[] { 0.0, 0.0, 1.0 }), InlineData(new[] { 1.0, 1.0, 2.0 }), InlineData(new[] { 1e-300, 1e-200, 1e300 })]
    public void Odd_peaks_still_give_a_usable_tail(double[] sorted)
    {
        var (fit, _) = CensoredTail.Fit(sorted, expected: 1);

        Assert.True(fit.Scale > 0 && double.IsFinite(fit.Scale), fit.ToString());
    }

    private static double[] Exact(GeneralizedPareto truth, int count)
        => [.. Enumerable.Range(0, count).Select(i => truth.Exceeded(1 - ((i + 0.5) / count)))];
}
