using System.Text.Json;
using Kilter.Reports;

namespace Kilter.Tests.Reports;

public sealed class JsonReportWriterTests
{
    [Fact]
    public void Times_are_ISO_8601_with_Z_and_every_event_is_there()
    {
        var report = new ReportSamples { Events = 4, Channels = 3 }.Build();

        using var json = Written(report);

        var root = json.RootElement;
        Assert.Equal("yes", root.GetProperty("verdict").GetString());
        Assert.Equal("2026-01-05T06:00:00Z", root.GetProperty("data").GetProperty("start").GetString());
        Assert.Equal(3, root.GetProperty("data").GetProperty("channels").GetArrayLength());
        Assert.Equal("auto", root.GetProperty("detector").GetProperty("name").GetString());
        Assert.Equal(1, root.GetProperty("threshold").GetProperty("alertsPerWeek").GetDouble());
        Assert.Equal(4, root.GetProperty("events").GetArrayLength());
        var first = root.GetProperty("events")[0];
        Assert.Equal("2026-01-09T10:00:00Z", first.GetProperty("start").GetString());
        Assert.Equal("2026-01-09T11:40:00Z", first.GetProperty("end").GetString());
        Assert.Equal(first.GetProperty("channels")[0].GetProperty("seen").GetDouble(), first.GetProperty("seen").GetDouble());
        Assert.Equal(report.Events[0].Channels[0].ExpectedLow, first.GetProperty("expected")[0].GetDouble());
    }

    [Fact]
    public void Without_time_instants_are_row_numbers()
    {
        var report = new ReportSamples { Events = 1, HasTime = false }.Build();

        using var json = Written(report);

        Assert.Equal(0, json.RootElement.GetProperty("data").GetProperty("start").GetInt64());
        Assert.Equal(6000, json.RootElement.GetProperty("data").GetProperty("end").GetInt64());
        Assert.Equal(1200, json.RootElement.GetProperty("events")[0].GetProperty("start").GetInt64());
        Assert.Equal(1, json.RootElement.GetProperty("threshold").GetProperty("alertsPer10000Rows").GetDouble());
    }

    [Fact]
    public void What_is_not_finite_is_null()
    {
        var report = new ReportSamples { Events = 3 }.Build();

        using var json = Written(report);

        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("events")[2].GetProperty("returnPeriod").ValueKind);
    }

    [Fact]
    public void A_report_without_an_answer_is_still_one_whole_object()
    {
        using var json = Written(ReportSamples.CannotTell());

        Assert.Equal("cannot-tell", json.RootElement.GetProperty("verdict").GetString());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("closestCall").ValueKind);
    }

    internal static JsonDocument Written(Report report)
    {
        using var file = new MemoryStream();
        JsonReportWriter.Write(report, file);
        file.Position = 0;
        return JsonDocument.Parse(file);
    }
}
