using System.Text;
using Kilter.Frames;
using Kilter.Reports;

namespace Kilter.Tests.Reports;

public sealed class MarkdownReportWriterTests
{
    [Fact]
    public void It_opens_with_the_verdict_and_tells_each_event_in_a_row()
    {
        var text = Written(new ReportSamples { Events = 3, Channels = 2 }.Build());

        Assert.StartsWith("## Yes. It went **off-kilter 3 times** in 21 days.\n", text, StringComparison.Ordinal);
        Assert.Equal(3, text.Split('\n').Count(l => l.StartsWith("| E", StringComparison.Ordinal) && !l.StartsWith("| Event", StringComparison.Ordinal)));
        Assert.Contains("False alarms to expect: 0.25 a week (budget 1 a week).", text, StringComparison.Ordinal);
        Assert.Contains("```sh\nkilter detect pump.csv", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_from_the_data_cannot_leave_its_cell()
    {
        var text = Written(new ReportSamples { Events = 1, Names = [new Channel("a|b\n# c <i>"), new Channel("calm")] }.Build());

        Assert.Contains(@"a\|b \# c \<i\>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n# c", text, StringComparison.Ordinal);
    }

    private static string Written(Report report)
    {
        using var file = new MemoryStream();
        MarkdownReportWriter.Write(report, file);
        return Encoding.UTF8.GetString(file.ToArray());
    }
}
