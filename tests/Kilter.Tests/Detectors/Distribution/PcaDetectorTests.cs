using Kilter.Detectors;
using Kilter.Detectors.Distribution;
using Kilter.Windows;
using static Kilter.Tests.Detectors.DetectorCases;

namespace Kilter.Tests.Detectors.Distribution;

public sealed class PcaDetectorTests
{
    [Fact]
    public void Components_and_both_distances_agree_with_the_reference()
    {
        var (header, golden) = (GoldenNumbers.Header("classical_pca.json"), GoldenNumbers.Case("classical_pca.json", "pca_2_of_5").GetProperty("expected"));
        float[] train = [.. GoldenNumbers.Values(header.GetProperty("train")).Select(v => (float)v)];
        double[] test = [.. GoldenNumbers.Values(header.GetProperty("test"))];
        var (components, variances) = (GoldenNumbers.Values(golden.GetProperty("components")), GoldenNumbers.Values(golden.GetProperty("explained_variance")));
        var (inside, outside) = (GoldenNumbers.Values(golden.GetProperty("t2_test")), GoldenNumbers.Values(golden.GetProperty("q_test")));

        var basis = PrincipalComponents.Of(WindowSet.Sliding(train, 5, 1), share: 0.99, CancellationToken.None);

        Assert.Equal(2, basis.Variances.Length);
        for (var j = 0; j < 2; j++)
        {
            Near(variances[j], basis.Variances[j]);
            var sign = Math.Sign(components[j * 5] * basis.Component(j)[0]);
            for (var i = 0; i < 5; i++)
            {
                Near(components[(j * 5) + i], sign * basis.Component(j)[i]);
            }
        }

        for (var n = 0; n < inside.Length; n++)
        {
            double[] centred = [.. Enumerable.Range(0, 5).Select(i => (float)test[(n * 5) + i] - basis.Mean[i])];
            var (t2, q) = basis.Split(centred);
            Near(inside[n], t2);
            Near(outside[n], q);
        }
    }

    [Theory, InlineData(0.0), InlineData(1.0)]
    public void The_score_is_the_distance_of_probabilistic_pca(double weight)
    {
        var windows = WindowSet.Sliding(Series(500, 2, 1), 2, 8);
        var fitted = new PcaDetector(new() { Window = 8, Inside = weight }).Fit(windows, new FitContext());
        var basis = PrincipalComponents.Of(windows, 0.9, CancellationToken.None);

        var scores = Scores(fitted, windows);

        for (var n = 0; n < windows.Count; n += 50)
        {
            // (v − μ)ᵀ·(V·Λ·Vᵀ + σ²·rest)⁻¹·(v − μ), each direction by itself.
            double[] centred = [.. windows[n].ToArray().Select((v, i) => v - basis.Mean[i])];
            double[] coordinates = [.. Enumerable.Range(0, basis.Variances.Length).Select(j => basis.Component(j).ToArray().Zip(centred, (a, b) => a * b).Sum())];
            var rest = centred.Sum(v => v * v) - coordinates.Sum(z => z * z);
            var distance = (weight * coordinates.Select((z, j) => z * z / basis.Variances[j]).Sum()) + (rest / basis.LeftOver);
            Assert.Equal(Math.Sqrt(distance / 16), scores[n], 1e-5);
        }
    }

    [Fact]
    public void Components_stop_at_the_share_of_variance_asked_for()
    {
        var windows = WindowSet.Sliding(Series(600, 2, 3), 2, 6);
        var all = PrincipalComponents.Of(windows, 1, CancellationToken.None);
        var total = all.Variances.ToArray().Sum() + all.LeftOver;

        var some = PrincipalComponents.Of(windows, 0.9, CancellationToken.None);

        Assert.InRange(some.Variances.ToArray().Sum() / total, 0.9, 1);
        Assert.InRange(some.Variances.ToArray().SkipLast(1).Sum() / total, 0, 0.9);
        Assert.Equal(total, some.Variances.ToArray().Sum() + (some.LeftOver * (12 - some.Variances.Length)), 1e-9);
    }

    // 600 values a window, 300 windows: the components come from the windows' products with each other.
    [Fact]
    public void With_more_values_than_windows_each_component_has_the_variance_it_claims()
    {
        var windows = WindowSet.Sliding(Series(500, 3, 4), 3, 200);

        var basis = PrincipalComponents.Of(windows, 0.9, CancellationToken.None);

        Assert.InRange(basis.Variances.Length, 2, 60);
        for (var j = 0; j < basis.Variances.Length; j++)
        {
            double[] along = [.. Enumerable.Range(0, windows.Count).Select(n => windows[n].ToArray().Select((v, i) => (v - basis.Mean[i]) * basis.Component(j)[i]).Sum())];
            Assert.Equal(along.Sum(z => z * z) / (windows.Count - 1), basis.Variances[j], 1e-9 * basis.Variances[0]);
            for (var k = 0; k <= j; k++)
            {
                Assert.Equal(j == k ? 1 : 0, basis.Component(j).ToArray().Zip(basis.Component(k).ToArray(), (a, b) => a * b).Sum(), 1e-9);
            }
        }
    }

    [Fact]
    public void A_wrong_shape_counts_though_every_value_is_in_range()
    {
        float[] train = [.. Enumerable.Range(0, 600).Select(t => (float)Math.Sin(2 * Math.PI * t / 24))];
        var fitted = new PcaDetector(new() { Window = 24 }).Fit(WindowSet.Sliding(train, 1, 24), new FitContext());

        var flat = Scores(fitted, new float[24], 1)[0];
        float[] sawtooth = [.. Enumerable.Range(0, 24).Select(t => ((t % 6) - 2.5f) / 2.5f)];

        Assert.True(Scores(fitted, sawtooth, 1)[0] > 10 * Scores(fitted, train, 1).Max());
        Assert.True(flat < 1);
    }

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, 2e-6 * (1 + Math.Abs(expected)));
}
