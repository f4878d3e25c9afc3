using Kilter.Events;
using Kilter.Pipelines;
using Kilter.Reports;
using Kilter.Sources;

namespace Kilter.Tests.Pipelines;

/// <summary>The whole main job on made-up pumps, where the truth is known.</summary>
public sealed class PumpTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_pump_of_the_demonstration_shows_its_four_faults_in_the_right_channels_and_nothing_else()
    {
        var planted = SyntheticSource.Parse("synth:pump").Make(Cancellation).Planted;

        var report = await Detect("synth:pump");

        Assert.Equal(Verdict.Yes, report.Verdict);
        Assert.Equal(planted.Count, report.Events.Count);
        foreach (var (fault, found) in planted.Zip(report.Events))
        {
            Assert.True(fault.Range.Overlaps(found.Range), $"{found.Range} is not the {fault.Kind} at {fault.Range}");
            Assert.Contains(found.Channels.MaxBy(c => c.Share)!.Name, fault.Channels);
        }

        Assert.Equal(Severity.Severe, report.Events[1].Severity);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(42)]
    public async Task The_first_hours_of_a_sound_record_raise_no_alarm(int seed)
    {
        var report = await Detect($"synth:pump?anomalies=none&seed={seed}");

        Assert.DoesNotContain(report.Events, e => e.Range.Start < 1440);
    }

    private static async Task<Report> Detect(string text)
    {
        var reading = await SourceCatalog.Open(text).ReadAsync(ReadOptions.Default, Cancellation);
        return Detection.Run(reading, train: null, new PipelineSpec(), new RunContext { Threads = 1, Cancellation = Cancellation });
    }
}
