using System.Text.Json;
using System.Text.Json.Nodes;
using Kilter.Reports;

namespace Kilter.Tests.Reports;

public sealed class JsonSchemaTests
{
    private static readonly JsonDocument Schema = JsonDocument.Parse(Repository.Read("docs/report.schema.json"));

    public static TheoryData<string> Samples => ["one", "many", "rows", "none", "cannot tell", "silent"];

    [Theory, MemberData(nameof(Samples))]
    public void Every_report_fits_the_schema(string sample)
    {
        using var json = JsonReportWriterTests.Written(Of(sample));

        Assert.Empty(new JsonSchema(Schema.RootElement).Faults(json.RootElement));
    }

    [Theory]
    [InlineData("""{"verdict":"maybe"}""", "$.verdict is maybe")]
    [InlineData("""{"extra":1}""", "$ has 'extra'")]
    [InlineData("""{"closestCall":{"at":"yesterday","score":1}}""", "$.closestCall.at is yesterday")]
    [InlineData("""{"events":[{}]}""", "$.events[0] lacks 'id'")]
    [InlineData("""{"format":"1"}""", "$.format is 1")]
    public void The_check_finds_what_does_not_fit(string change, string fault)
    {
        using var json = JsonReportWriterTests.Written(Of("one"));
        var whole = JsonNode.Parse(json.RootElement.GetRawText())!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            whole[name] = value?.DeepClone();
        }

        using var broken = JsonDocument.Parse(whole.ToJsonString());

        Assert.Contains(new JsonSchema(Schema.RootElement).Faults(broken.RootElement), f => f.StartsWith(fault, StringComparison.Ordinal));
    }

    private static Report Of(string sample)
    {
        var report = sample switch
        {
            "many" => new ReportSamples { Channels = 8, ConstantChannels = 2, Open = true }.Build(),
            "rows" => new ReportSamples { HasTime = false, Labelled = false }.Build(),
            "none" => new ReportSamples { Events = 0 }.Build(),
            "cannot tell" => ReportSamples.CannotTell(),
            _ => new ReportSamples().Build(),
        };
        return sample != "silent" ? report : report with
        {
            Events = [.. report.Events.Select(e => e with { Channels = [.. e.Channels.Select(c => c with { Seen = double.NaN, ExpectedLow = double.NegativeInfinity })] })],
            Run = report.Run with { Made = null, Took = null },
        };
    }
}
