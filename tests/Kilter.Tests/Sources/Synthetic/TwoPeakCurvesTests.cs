using Kilter.Sources.Synthetic;

namespace Kilter.Tests.Sources.Synthetic;

public sealed class TwoPeakCurvesTests
{
    [Fact]
    public void S3_E1_a_curve_is_scaled_by_its_greatest_value_on_the_grid()
    {
        var few = new double[5];
        TwoPeakCurves.Curve(0.3, 0.1, 1, few);
        Near([0.012588142242434009, 1, 0.15335496684492841, 4.539992976248493e-05, 2.5946094982764848e-11], few);

        var many = new double[256];
        TwoPeakCurves.Curve(0.3, 0.05, 1, many);
        Assert.Equal(76, Array.IndexOf(many, many.Max()));
        Assert.Equal(1, many[76]);
    }

    [Fact]
    public void S3_E2_a_second_peak_is_as_high_as_asked_for()
    {
        var curve = new double[5];
        TwoPeakCurves.Curve(0.5, 0.25, 0.12, curve);

        Near([0.016240233988393523, 0.07278367916551601, 0.12, 0.07278367916551601, 0.016240233988393523], curve);
    }

    [Fact]
    public void S3_E3_the_first_draws_are_those_of_the_original_stream()
    {
        var curves = new TwoPeakCurves();

        var (normal, anomalous) = (curves.Normal(2000), curves.Anomalous(200));

        Near([0.39963209507789, 0.8605714451279329, 0.685595153449124], normal.Centres[..3]);
        Near([0.1677675576811577, 0.16114045958239992, 0.4578145612344665], normal.Widths[..3]);
        Assert.Equal(0.1986270234391575, anomalous.SecondCentres[0], 1e-15);
        Assert.Equal(0.017945264554474767, anomalous.SecondWidths[0], 1e-16);
    }

    [Fact]
    public void S3_E4_the_sums_of_all_cells_are_those_of_the_original()
    {
        var curves = new TwoPeakCurves();

        double[] sums = [curves.Normal(2000).Values.Sum(), curves.Anomalous(200).Values.Sum(), curves.Anomalous(100).Values.Sum(), curves.Normal(100).Values.Sum()];

        double[] expected = [271788.97226799536, 27134.86291493901, 14389.822562904128, 14019.553168263377];
        Assert.All(expected.Zip(sums), p => Assert.Equal(p.First, p.Second, 1e-6));
    }

    [Fact]
    public void An_anomalous_curve_is_a_normal_one_with_a_peak_on_top()
    {
        var anomalous = new TwoPeakCurves(7, points: 101).Anomalous(5);

        for (var n = 0; n < anomalous.Count; n++)
        {
            var (main, second) = (new double[101], new double[101]);
            TwoPeakCurves.Curve(anomalous.Centres[n], anomalous.Widths[n], 1, main);
            TwoPeakCurves.Curve(anomalous.SecondCentres[n], anomalous.SecondWidths[n], 0.12, second);
            Near([.. main.Zip(second, (a, b) => a + b)], anomalous.Values[(101 * n)..(101 * (n + 1))]);
        }
    }

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, 1e-15 + (1e-12 * p.First)));
    }
}
