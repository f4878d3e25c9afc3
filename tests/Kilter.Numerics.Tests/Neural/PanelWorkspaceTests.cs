using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Windows come into a panel and samples out of it alike, whether they are moved at once or one by one.</summary>
public sealed class PanelWorkspaceTests
{
    [Theory]
    [InlineData(16, 16, true)]
    [InlineData(16, 3, true)]
    [InlineData(32, 32, false)]
    [InlineData(15, 15, true)]
    [InlineData(33, 1, true)]
    public void A_panel_holds_the_windows_in_their_order(int length, int stride, bool inOrder)
    {
        const int Lanes = 32;
        float[] series = [.. Enumerable.Range(0, 40 * 33).Select(n => (float)n)];
        var windows = new WindowArray(series, length, stride);
        var stack = new Network(new SampleShape(1, length), [new Dense(length)], 1).Stack;
        var space = new PanelWorkspace(stack, Lanes, training: false);
        // Six past the first, and once with a gap.
        int[] order = [.. Enumerable.Range(0, Lanes).Select(n => inOrder || n < 20 ? 6 + n : 7 + n)];
        foreach (var count in new[] { Lanes, 5 })
        {
            space.Gather(windows, order.AsSpan(0, count), space.Input.Span);

            for (var s = 0; s < Lanes; s++)
            {
                for (var i = 0; i < length; i++)
                {
                    Assert.Equal(s < count ? windows[order[s]][i] : 0, space.Input.Span[(i * Lanes) + s]);
                }
            }

            var samples = new float[count * length];
            space.Scatter(space.Input.Span, length, count, samples);

            Assert.Equal(order.Take(count).SelectMany(n => windows[n].ToArray()), samples);
        }
    }

    [Fact]
    public void Windows_that_are_not_there_are_not_followed()
        => Assert.False(new WindowArray(new float[64], 16).TryFollow([2, 3, 4], out _, out _));
}
