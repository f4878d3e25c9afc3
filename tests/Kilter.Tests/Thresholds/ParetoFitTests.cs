using System.Text.Json;
using Kilter.Thresholds;

namespace Kilter.Tests.Thresholds;

public sealed class ParetoFitTests
{
    private static readonly JsonElement Cases = JsonDocument.Parse(Golden.Bytes("classical_evt.json")).RootElement.GetProperty("cases");

    public static TheoryData<string> Series => ["student_t3", "normal", "exponential", "beta_bounded_tail"];

    [Theory, MemberData(nameof(Series))]
    public void Maximum_likelihood_agrees_with_the_refined_reference(string name)
    {
        var (excesses, _, expected) = Load(name);

        var fit = ParetoFit.MaximumLikelihood(excesses, out var method);

        Assert.Equal("maximum likelihood", method);
        Assert.Equal(Number(expected, "gamma_mle"), fit.Shape, 1e-4);
        Assert.Equal(Number(expected, "sigma_mle"), fit.Scale, 1e-4);
        Assert.InRange(fit.NegativeLogLikelihood(excesses), double.NegativeInfinity, Number(expected, "negative_log_likelihood") + 1e-6);
    }

    [Theory, MemberData(nameof(Series))]
    public void The_limit_of_peaks_over_threshold_agrees_with_the_reference(string name)
    {
        var (_, series, expected) = Load(name);
        var scores = Array.ConvertAll(series, x => (float)x);
        var level = name is "student_t3" or "normal" ? 0.98 : 0.95;
        var context = new CalibrationContext { SamplesPerUnit = 1000 };

        var often = new PeaksOverThreshold(new() { Level = level, Probability = 1e-3 }).Calibrate(scores, context);
        var seldom = new PeaksOverThreshold(new() { Level = level, Probability = 1e-4 }).Calibrate(scores, context);

        Assert.Equal(1, often.Limit / Number(expected, "z_q"), 1e-3);
        Assert.Equal(1, seldom.Limit / Number(expected, "z_q_1e-4"), 1e-3);
    }

    [Theory, MemberData(nameof(Series))]
    public void The_limit_from_given_parameters_is_exact(string name)
    {
        var (excesses, series, expected) = Load(name);
        var fit = new GeneralizedPareto(Number(expected, "gamma_mle"), Number(expected, "sigma_mle"));

        var limit = PeaksOverThreshold.At(Number(expected, "t"), fit, 1e-3 * series.Length / excesses.Length);

        Assert.Equal(1, limit / Number(expected, "z_q"), 1e-12);
    }

    [Theory, MemberData(nameof(Series))]
    public void Moments_agree_with_the_reference(string name)
    {
        var (excesses, _, expected) = Load(name);

        var fit = GeneralizedPareto.ByMoments(excesses);

        Assert.Equal(Number(expected, "gamma_moments"), fit!.Value.Shape, 1e-10);
        Assert.Equal(Number(expected, "sigma_moments"), fit.Value.Scale, 1e-10);
    }

    [Theory]
    [InlineData(-0.3, "gamma_-0.3"), InlineData(0.0, "gamma_0"), InlineData(0.25, "gamma_0.25"), InlineData(1.0, "gamma_1")]
    public void Density_survival_and_quantile_agree_with_the_reference(double shape, string key)
    {
        var functions = Cases.EnumerateArray().First(c => c.GetProperty("name").GetString() == "gpd_functions");
        var (x, p, expected) = (Numbers(functions.GetProperty("x")), Numbers(functions.GetProperty("p")), functions.GetProperty("expected").GetProperty(key));
        var fit = new GeneralizedPareto(shape, 1.5);

        Close(Numbers(expected.GetProperty("logpdf")), x.Select(fit.LogDensity));
        Close(Numbers(expected.GetProperty("cdf")), x.Select(v => 1 - fit.Survival(v)));
        Close(Numbers(expected.GetProperty("quantile")), p.Select(v => fit.Exceeded(1 - v)));
    }

    // The exact quantiles of a distribution are a sample without luck: a fit must find its way back.
    [Theory]
    [InlineData(-0.4), InlineData(-0.1), InlineData(0.0), InlineData(0.2), InlineData(0.6)]
    public void Every_fit_finds_the_parameters_of_an_exact_sample(double shape)
    {
        var truth = new GeneralizedPareto(shape, 3);
        var sample = Enumerable.Range(0, 4000).Select(i => truth.Exceeded((i + 0.5) / 4000)).ToArray();

        var likelihood = ParetoFit.MaximumLikelihood(sample, out _);
        var weighted = GeneralizedPareto.ByWeightedMoments(sample)!.Value;
        var steady = ParetoFit.Steady(sample, heaviest: 0.9);

        Assert.Equal(shape, likelihood.Shape, 0.02);
        Assert.Equal(3, likelihood.Scale, 0.06);
        Assert.Equal(shape, steady.Shape, 0.03);
        Assert.Equal(shape, weighted.Shape, shape > 0.5 ? 0.15 : 0.02);
    }

    [Fact]
    public void A_fit_scales_with_its_sample()
    {
        var (excesses, _, _) = Load("student_t3");

        var once = ParetoFit.MaximumLikelihood(excesses, out _);
        var thousandfold = ParetoFit.MaximumLikelihood(Array.ConvertAll(excesses, x => 1000 * x), out _);

        Assert.Equal(once.Shape, thousandfold.Shape, 1e-6);
        Assert.Equal(1000 * once.Scale, thousandfold.Scale, 1e-2);
    }

    [Fact]
    public void The_steady_fit_keeps_within_the_heaviest_shape_and_the_mean()
    {
        var truth = new GeneralizedPareto(0.9, 1);
        var sample = Enumerable.Range(0, 200).Select(i => truth.Exceeded((i + 0.5) / 200)).ToArray();

        var fit = ParetoFit.Steady(sample, heaviest: 0.25);

        Assert.Equal(0.25, fit.Shape);
        Assert.Equal(sample.Average(), fit.Scale / (1 - fit.Shape), 1e-9);
    }

    [Fact]
    public void The_steady_fit_says_less_about_the_shape_of_fewer_peaks()
    {
        var truth = new GeneralizedPareto(0.4, 1);

        var shapes = new[] { 10, 40, 1000 }.Select(n => ParetoFit.Steady([.. Enumerable.Range(0, n).Select(i => truth.Exceeded((i + 0.5) / n))], 0.9).Shape).ToArray();

        Assert.InRange(shapes[0], 0, 0.25);
        Assert.InRange(shapes[1], shapes[0], 0.35);
        Assert.InRange(shapes[2], 0.36, 0.41);
    }

    [Theory]
    [InlineData(new[] { 2.0 }), InlineData(new[] { 1.0, 3.0 }), InlineData(new[] { 4.0, 4.0, 4.0, 4.0 }), InlineData(new[] { 1e-300, 1e300, 1.0 })]
    public void Too_little_or_odd_data_still_gives_a_usable_tail(double[] excesses)
    {
        var fit = ParetoFit.MaximumLikelihood(excesses, out _);

        Assert.True(double.IsFinite(fit.Shape) && fit.Scale > 0 && double.IsFinite(fit.Scale), fit.ToString());
    }

    private static (double[] Excesses, double[] Series, JsonElement Expected) Load(string name)
    {
        var item = Cases.EnumerateArray().First(c => c.GetProperty("name").GetString() == name);
        var series = Numbers(item.GetProperty("series"));
        var expected = item.GetProperty("expected");
        var start = Number(expected, "t");
        return ([.. series.Where(x => x > start).Select(x => x - start)], series, expected);
    }

    private static double Number(JsonElement item, string name) => item.GetProperty(name).GetDouble();

    private static double[] Numbers(JsonElement tensor)
        => [.. tensor.GetProperty("data").EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Number ? v.GetDouble() : double.NegativeInfinity)];

    private static void Close(double[] expected, IEnumerable<double> actual)
    {
        foreach (var (want, got) in expected.Zip(actual))
        {
            Assert.True(want.Equals(got) || Math.Abs(want - got) <= 1e-12 * (1 + Math.Abs(want)), $"{got:R} where {want:R} is expected");
        }
    }
}
