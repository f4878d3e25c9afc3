using System.CommandLine;

namespace Kilter.Cli.Options;

/// <summary>How results are written to standard output.</summary>
internal enum OutputFormat
{
    /// <summary>Sentences and tables for people.</summary>
    Table,

    /// <summary>One JSON object.</summary>
    Json,

    /// <summary>Comma-separated values with a header.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    JsonLines,
}

/// <summary>What to do with the results.</summary>
internal sealed class OutputOptions
{
    private readonly Option<OutputFormat?> _format = Opt.OneOf(
        "--format",
        "how results are printed (default table)",
        ("table", OutputFormat.Table),
        ("json", OutputFormat.Json),
        ("csv", OutputFormat.Csv),
        ("jsonl", OutputFormat.JsonLines));

    private readonly Option<string[]> _report = Opt.Texts("--report", "FILE", "write a report; the ending says the kind: .html, .md, .json or .csv; may be repeated", split: false);
    private readonly Option<string?> _scores = Opt.Text("--scores", "FILE", "write the score of every sample (CSV)");
    private readonly Option<string?> _figures = Opt.Text("--figures", "DIR", "write the report's figures as SVG files into this folder");
    private readonly Option<bool> _failOnAnomaly = Opt.Switch("--fail-on-anomaly", "exit with code 10 when there are events");

    /// <summary>The printing format alone, for commands that list things.</summary>
    public Option<OutputFormat?> Format => _format;

    /// <summary>The options under their heading.</summary>
    public OptionGroup Group => new("Results", [_format, _report, _scores, _figures, _failOnAnomaly]);

    /// <summary>How to print.</summary>
    public OutputFormat FormatOf(ParseResult parsed) => parsed.GetValue(_format) ?? OutputFormat.Table;

    /// <summary>The reports to write.</summary>
    public IReadOnlyList<string> Reports(ParseResult parsed) => parsed.GetValue(_report) ?? [];

    /// <summary>The file for scores, or null.</summary>
    public string? Scores(ParseResult parsed) => parsed.GetValue(_scores);

    /// <summary>The folder for figures, or null.</summary>
    public string? Figures(ParseResult parsed) => parsed.GetValue(_figures);

    /// <summary>Whether events are to be an exit code of their own.</summary>
    public bool FailOnAnomaly(ParseResult parsed) => parsed.GetValue(_failOnAnomaly);
}
