using Kilter.Detectors.Forecasting;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;

namespace Kilter.Tests.Detectors.Forecasting;

/// <summary>Forecasts made along a series against running the network on each prefix anew.</summary>
public sealed class RecurrentForecastsTests
{
    private const int Samples = 12;

    private static readonly double[] Values = [.. Enumerable.Range(0, Samples * 2).Select(i => Math.Sin(0.7 * i))];

    [Fact]
    public void A_rolled_forecast_is_what_the_network_says_of_the_true_start_and_its_own_outputs()
    {
        var rolled = RolledForecasts.Of(Make(Samples, 2), Values, steps: 3, TestContext.Current.CancellationToken);

        for (var t = 0; t < Samples; t++)
        {
            List<float> seen = [.. Values.Take((t + 1) * 2).Select(v => (float)v)];
            for (var k = 0; k < 3; k++)
            {
                var output = Make(seen.Count / 2, 2).Run(seen.ToArray())[^2..];
                Assert.Equal([output[0], output[1]], rolled.AsSpan(((t * 3) + k) * 2, 2).ToArray());
                seen.AddRange(output);
            }
        }
    }

    [Fact]
    public void Forecasts_at_several_horizons_are_the_networks_outputs_step_by_step()
    {
        var forecasts = HorizonForecasts.Of(Make(Samples, 3), Values, TestContext.Current.CancellationToken);

        Assert.Equal(Make(Samples, 3).Run(Values.Select(v => (float)v).ToArray()).Select(v => (double)v), forecasts);
    }

    [Fact]
    public void An_error_vector_holds_every_forecast_of_its_sample_and_zeros_before_all_were_made()
    {
        double[] observed = [10, 20, 30, 40], forecasts = [21, 0, 32, 33, 43, 44, 0, 0];

        var errors = HorizonForecasts.ErrorVectors(forecasts, observed, [1, 2]);

        Assert.Equal([0, 0, 0, 0, 32 - 30, 0 - 30, 43 - 40, 33 - 40], errors);
    }

    [Fact]
    public void A_network_that_gives_another_width_than_it_takes_cannot_be_rolled()
        => Assert.Contains("takes 2 values at a step and gives 3", Assert.Throws<ArgumentException>(() => RolledForecasts.Of(Make(4, 3), Values, 2, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);

    private static Network Make(int steps, int outputs) => new(new SampleShape(steps, 2), [new Lstm(5) { ReturnSequences = true }, new Dense(outputs)], seed: 11);
}
