using Kilter.Reports.Words;

namespace Kilter.Tests.Reports.Words;

public sealed class FactWordsTests
{
    [Fact]
    public void One_channel_is_told_its_false_alarms_and_several_which_channel_to_look_at()
    {
        Assert.Equal(["Events", "Time affected", "Strongest score", "False alarms to expect", "Data quality"], Names(new ReportSamples()));
        Assert.Equal(["Events", "Rows affected", "Strongest score", "Channel to look at", "Data quality"], Names(new ReportSamples { Channels = 4, HasTime = false }));
        Assert.Equal(["Events", "Time affected", "Closest call", "False alarms to expect", "Data quality"], Names(new ReportSamples { Channels = 4, Events = 0 }));
        Assert.Equal(["Samples", "Channels", "Data quality"], FactWords.Facts(ReportSamples.CannotTell()).Select(f => f.Name));
    }

    [Fact]
    public void Affected_time_is_the_share_of_samples_in_events()
    {
        var fact = FactWords.Facts(new ReportSamples { Events = 3 }.Build())[1];

        Assert.Equal("2.5", fact.Figure);
        Assert.Equal("12 h 30 min of 20.8 days", fact.Detail);
    }

    [Fact]
    public void The_source_line_counts_constant_channels_too()
        => Assert.Equal("43 channels · 6,000 samples, every 5 min", FactWords.Source(new ReportSamples { Channels = 38, ConstantChannels = 5 }.Build())[1]);

    private static IEnumerable<string> Names(ReportSamples sample) => FactWords.Facts(sample.Build()).Select(f => f.Name);
}
