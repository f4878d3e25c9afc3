using Kilter.Frames;
using Kilter.Preparation;
using Kilter.SystemTests.Sources;

namespace Kilter.SystemTests.Preparation;

/// <summary>The worked examples of the taxi study on its real file.</summary>
public sealed class TaxiDemandTests
{
    private const string File = "nab/data/realKnownCause/nyc_taxi.csv";

    [Fact]
    public async Task S1c_E4_the_first_logarithms_of_the_ratio_to_the_usual()
    {
        var ratios = await RatiosAsync();

        Assert.Equal(0.2117697417676112, ratios[0], 1e-13);
        Assert.Equal(-0.0766503380977408, ratios[1], 1e-13);
        Assert.Equal(0.16927975780235194, ratios[2], 1e-13);
    }

    [Fact]
    public async Task S1c_E7_demand_strays_two_and_a_half_times_as_far_after_training()
    {
        var ratios = await RatiosAsync();

        Assert.Equal(0.1493632242085702, Deviation(ratios[..5000]), 1e-12);
        Assert.Equal(0.38438845698436863, Deviation(ratios[5048..]), 1e-12);
    }

    private static async Task<double[]> RatiosAsync()
    {
        var frame = (await SharedData.ReadAsync(File)).Frame;
        Assert.Equal(10_320, frame.Count);
        return PreparationCatalog.Create("log-ratio").Fit(frame, new SampleRange(0, 5000)).Apply(frame).Frame.Column(0);
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }
}
