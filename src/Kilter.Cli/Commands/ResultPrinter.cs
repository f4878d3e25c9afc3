using Kilter.Cli.Options;
using Kilter.Cli.Rendering;
using Kilter.Events;
using Kilter.Reports;

namespace Kilter.Cli.Commands;

/// <summary>Prints a report to standard output in the format asked for.</summary>
internal static class ResultPrinter
{
    /// <summary>Prints the events.</summary>
    public static void Events(Report report, OutputFormat format, Terminal terminal)
    {
        terminal.Out.Flush();
        switch (format)
        {
            case OutputFormat.Json:
                JsonReportWriter.Write(report, terminal.OutStream);
                break;
            case OutputFormat.Csv:
                CsvReportWriter.WriteEvents(report, terminal.OutStream);
                break;
            case OutputFormat.JsonLines:
                JsonLinesReportWriter.WriteEvents(report, terminal.OutStream);
                break;
            default:
                ReportTable.Write(terminal, report);
                break;
        }
    }

    /// <summary>The exit code that says whether there were events, when that was asked for.</summary>
    public static int ExitCode(IReadOnlyList<AnomalyEvent> events, bool failOnAnomaly) => failOnAnomaly && events.Count > 0 ? ExitCodes.Anomaly : ExitCodes.Done;
}
