using System.Text.Json;
using Kilter.Evaluation.Metrics;
using Kilter.Frames;

namespace Kilter.Tests.Evaluation;

public sealed class LocationAndChangeTests
{
    public static TheoryData<int> Locations => [.. Enumerable.Range(0, 8)];

    public static TheoryData<string> Changes => [.. Part("skab_changepoint").Select(c => c.GetProperty("name").GetString()!)];

    [Theory, MemberData(nameof(Locations))]
    public void A_location_hits_within_a_hundred_samples(int n)
    {
        var golden = Part("ucr_accuracy")[n];

        Assert.Equal(
            golden.GetProperty("correct_pm100").GetBoolean(),
            LocationHit.IsHit(golden.GetProperty("predicted_location").GetInt32(), new SampleRange(golden.GetProperty("begin").GetInt32(), golden.GetProperty("end").GetInt32() + 1)));
    }

    [Fact]
    public void Of_equal_scores_the_first_is_the_strangest_and_of_none_there_is_none()
    {
        Assert.Equal(1, LocationHit.Strangest([double.NaN, 3, 1, 3]));
        Assert.Equal(-1, LocationHit.Strangest([double.NaN]));
    }

    [Theory, MemberData(nameof(Changes))]
    public void Changes_are_scored_as_the_benchmark_scores_them(string name)
    {
        var golden = Part("skab_changepoint").Single(c => c.GetProperty("name").GetString() == name);
        var (changes, alarms) = (GoldenNumbers.Values(golden.GetProperty("true_changepoints")), GoldenNumbers.Values(golden.GetProperty("predicted_changepoints")));
        var counts = golden.GetProperty("average_time_missed_fp_total").EnumerateArray().Select(v => v.GetString()!).ToList();

        foreach (var (profile, key) in new[] { (NabProfile.Standard, "Standard"), (NabProfile.FewFalseAlarms, "LowFP"), (NabProfile.FewMisses, "LowFN") })
        {
            var result = ChangePoints.Of(changes, alarms, 60, profile);

            // The reference rounds to two decimals.
            Assert.Equal(golden.GetProperty("nab_standard_lowFP_lowFN").GetProperty(key).GetDouble(), result.Value, 0.0051);
            Assert.Equal((counts[1], counts[2]), ($"{result.Missed}", $"{result.FalseAlarms}"));
            Assert.Equal(counts[0] == "nan", double.IsNaN(result.MeanDelay));
            Assert.True(counts[0] == "nan" || TimeSpan.Parse(counts[0]["0 days ".Length..], System.Globalization.CultureInfo.InvariantCulture).TotalSeconds == result.MeanDelay, $"{counts[0]} {result.MeanDelay}");
        }
    }

    private static JsonElement[] Part(string name)
    {
        using var document = JsonDocument.Parse(Golden.Bytes(MetricCase.File));
        return [.. document.RootElement.Clone().GetProperty(name).EnumerateArray()];
    }
}
