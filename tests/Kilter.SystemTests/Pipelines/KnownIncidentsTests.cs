using System.Globalization;
using System.Text;
using System.Text.Json;
using Kilter.Frames;
using Kilter.Pipelines;
using Kilter.Reports;
using Kilter.SystemTests.Sources;

namespace Kilter.SystemTests.Pipelines;

/// <summary>Default options on public records whose incidents people have marked. The marks are only compared with, never learned from.</summary>
public sealed class KnownIncidentsTests
{
    private const string Folder = "nab/data/realKnownCause";

    [Fact]
    public async Task The_machine_temperature_shows_at_least_three_of_its_four_incidents_in_at_most_six_events()
    {
        var (report, incidents) = await RunAsync("machine_temperature_system_failure.csv");

        Assert.InRange(Met(report, incidents), 3, 4);
        Assert.InRange(report.Events.Count, 3, 6);
    }

    [Fact]
    public async Task The_first_page_shows_what_default_options_find_on_public_records()
    {
        var table = new StringBuilder("| Record | Samples | Known incidents met | Alarms outside them |\n|---|---|---|---|\n");
        foreach (var path in SharedData.Files(Folder, "*.csv"))
        {
            var name = Path.GetFileName(path);
            var (report, incidents) = await RunAsync(name);
            var outside = report.Events.Count(e => !incidents.Overlaps(e.Range));
            table.Append(CultureInfo.InvariantCulture, $"| {Path.GetFileNameWithoutExtension(name)} | {report.Frame.Count:N0} | {Met(report, incidents)} of {incidents.Ranges.Count} | {outside} |\n");
        }

        Page.VerifySection("README.md", "known incidents", table.ToString());
    }

    private static int Met(Report report, LabelSet incidents) => incidents.Ranges.Count(i => report.Events.Any(e => e.Range.Overlaps(i)));

    private static async Task<(Report Report, LabelSet Incidents)> RunAsync(string file)
    {
        var reading = await SharedData.ReadAsync($"{Folder}/{file}");
        var report = Detection.Run(reading, train: null, new PipelineSpec(), new RunContext { Cancellation = TestContext.Current.CancellationToken });
        var time = reading.Frame.Time;
        using var windows = JsonDocument.Parse(await File.ReadAllTextAsync(SharedData.PathOf("nab/labels/combined_windows.json"), TestContext.Current.CancellationToken));
        var ranges = windows.RootElement.GetProperty($"realKnownCause/{file}").EnumerateArray()
            .Select(w => new SampleRange(time.IndexAtOrAfter(Ticks(w[0])), Math.Min(time.Count, time.IndexAtOrAfter(Ticks(w[1])) + 1)));
        return (report, new LabelSet(ranges));
    }

    private static long Ticks(JsonElement instant)
        => DateTime.Parse(instant.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal).Ticks;
}
