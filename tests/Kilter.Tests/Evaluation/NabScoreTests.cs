using System.Globalization;
using System.Text.Json;
using Kilter.Evaluation.Metrics;
using Kilter.Frames;

namespace Kilter.Tests.Evaluation;

/// <summary>The benchmark's score against its own scorer.</summary>
public sealed class NabScoreTests
{
    public static TheoryData<string> Corpora => [.. Cases().Select(c => c.GetProperty("name").GetString()!)];

    [Theory, MemberData(nameof(Corpora))]
    public void The_best_score_and_those_at_fixed_limits_are_those_of_the_reference(string name)
    {
        var golden = Case(name);
        var corpus = golden.GetProperty("files").EnumerateArray().Select(Series).ToList();
        foreach (var (profile, key) in new[] { (NabProfile.Standard, "standard"), (NabProfile.FewFalseAlarms, "reward_low_FP_rate"), (NabProfile.FewMisses, "reward_low_FN_rate") })
        {
            var expected = golden.GetProperty("profiles").GetProperty(key);
            var best = NabScore.Best(corpus, profile);
            // The reference calls no alarm at all a limit of 1.1.
            Assert.Equal(expected.GetProperty("best_threshold").GetDouble(), double.IsInfinity(best.Limit) ? 1.1 : best.Limit);
            MetricCase.Near(expected.GetProperty("best_raw_score").GetDouble(), best.Raw, "raw");
            MetricCase.Near(MetricCase.Number(expected.GetProperty("normalised")), best.Value, "normalised");
            foreach (var at in expected.GetProperty("at_fixed_threshold").EnumerateObject().Where(a => a.Value.ValueKind == JsonValueKind.Object))
            {
                var result = NabScore.At(corpus, profile, double.Parse(at.Name, CultureInfo.InvariantCulture));
                MetricCase.Near(at.Value.GetProperty("raw").GetDouble(), result.Raw, $"raw at {at.Name}");
                MetricCase.Near(MetricCase.Number(at.Value.GetProperty("normalised")), result.Value, $"normalised at {at.Name}");
            }
        }
    }

    [Theory, MemberData(nameof(Corpora))]
    public void Each_sample_is_worth_what_the_reference_says(string name)
    {
        var golden = Case(name);
        foreach (var file in golden.GetProperty("files").EnumerateArray())
        {
            var expected = golden.GetProperty("per_row_standard").GetProperty(file.GetProperty("name").GetString()!);
            if (expected.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            var series = Series(file);
            Assert.Equal((int)expected.GetProperty("probationary_length").GetDouble(), NabScore.Probation(series.Scores.Count));
            var rewards = NabScore.Rewards(series.Scores.Count, series.Windows, NabProfile.Standard);
            var wanted = expected.GetProperty("sweep_scores").EnumerateArray().ToList();
            Assert.All(rewards.Skip(NabScore.Probation(rewards.Length)).Zip(wanted.TakeLast(rewards.Length - NabScore.Probation(rewards.Length))), p => MetricCase.Near(p.Second.GetDouble(), p.First, "reward"));
        }
    }

    [Fact]
    public void Silence_is_zero_and_a_limit_below_all_scores_flags_everything()
    {
        var series = new NabSeries([.. Enumerable.Repeat(0.5, 100)], [new SampleRange(40, 50)]);

        Assert.Equal(0, NabScore.At([series], NabProfile.Standard, 0.9).Value);
        // The reference fails here; everything flagged is what a lower limit means.
        Assert.Equal(NabScore.At([series], NabProfile.Standard, 0.5), NabScore.At([series], NabProfile.Standard, 0.3) with { Limit = 0.5 });
    }

    private static NabSeries Series(JsonElement file) => new(
        GoldenNumbers.Values(file.GetProperty("scores")),
        [.. file.GetProperty("window_indices_inclusive").EnumerateArray().Select(w => new SampleRange(w[0].GetInt32(), w[1].GetInt32() + 1))]);

    private static IEnumerable<JsonElement> Cases()
    {
        using var document = JsonDocument.Parse(Golden.Bytes(MetricCase.File));
        return [.. document.RootElement.Clone().GetProperty("nab").EnumerateArray()];
    }

    private static JsonElement Case(string name) => Cases().Single(c => c.GetProperty("name").GetString() == name);
}
