using System.CommandLine;
using Kilter.Sources;

namespace Kilter.Cli.Options;

/// <summary>How to read a file. Whatever is not said is guessed, and the guess is shown.</summary>
internal sealed class SourceOptions
{
    private readonly Option<string?> _timeColumn = Opt.Text("--time-col", "NAME", "the time column, by name or number; none for rows without time");
    private readonly Option<string[]> _channels = Opt.Texts("--channels", "NAME,…", "only these channels", aliases: "--value-cols");
    private readonly Option<string?> _labelColumn = Opt.Text("--label-col", "NAME", "the column of known anomalies (0 or 1); none for none");
    private readonly Option<string[]> _ignore = Opt.Texts("--ignore", "NAME,…", "columns to leave out");
    private readonly Option<char?> _separator = Opt.OneOf("--separator", "what parts the cells", ("comma", ','), ("semicolon", ';'), ("tab", '\t'), ("space", ' '), ("pipe", '|'));
    private readonly Option<bool?> _header = Opt.OneOf("--header", "whether the first line names the columns", ("yes", true), ("no", false));
    private readonly Option<string[]> _missing = Opt.Texts("--missing", "WORD", "one more word for a missing value; may be repeated", split: false);
    private readonly Option<bool?> _decimalComma = Opt.OneOf("--decimal-comma", "whether 1,5 means one and a half", ("yes", true), ("no", false));
    private readonly Option<string?> _timeZone = Opt.Text("--time-zone", "ZONE", "the zone of times without an offset, such as Europe/Berlin (default UTC)");
    private readonly Option<string?> _timeFormat = Opt.Text("--time-format", "FORMAT", "how times are written, such as \"dd.MM.yyyy HH:mm\"");
    private readonly Option<TimeSpan?> _rowStep = Opt.Length("--row-step", "the time between rows that carry none, such as 1s or 5min");
    private readonly Option<DuplicatePolicy?> _duplicates = Opt.OneOf(
        "--duplicates",
        "what to keep of repeated time stamps (default first)",
        ("first", DuplicatePolicy.First),
        ("last", DuplicatePolicy.Last),
        ("mean", DuplicatePolicy.Mean),
        ("error", DuplicatePolicy.Error));

    private readonly Option<BackwardPolicy?> _backward = Opt.OneOf(
        "--backward",
        "what to do where time goes back (default error)",
        ("error", BackwardPolicy.Error),
        ("sort", BackwardPolicy.Sort),
        ("drop", BackwardPolicy.Drop));

    private readonly Option<DateTime?> _from = Opt.Instant("--from", "leave out what lies before");
    private readonly Option<DateTime?> _until = Opt.Instant("--until", "leave out what lies at or after");

    /// <summary>The options under their heading.</summary>
    public OptionGroup Group => new("Reading the file", [_timeColumn, _channels, _labelColumn, _ignore, _from, _until, _separator, _header, _missing, _decimalComma, _timeZone, _timeFormat, _rowStep, _duplicates, _backward]);

    /// <summary>What was asked for.</summary>
    public ReadOptions Read(ParseResult parsed) => new()
    {
        TimeColumn = parsed.GetValue(_timeColumn),
        Channels = parsed.GetValue(_channels) ?? [],
        LabelColumn = parsed.GetValue(_labelColumn),
        Ignore = parsed.GetValue(_ignore) ?? [],
        Separator = parsed.GetValue(_separator),
        Header = parsed.GetValue(_header),
        MissingWords = parsed.GetValue(_missing) ?? [],
        DecimalComma = parsed.GetValue(_decimalComma),
        TimeZone = parsed.GetValue(_timeZone) ?? "UTC",
        TimeFormat = parsed.GetValue(_timeFormat),
        RowStep = parsed.GetValue(_rowStep),
        Duplicates = parsed.GetValue(_duplicates) ?? DuplicatePolicy.First,
        Backward = parsed.GetValue(_backward) ?? BackwardPolicy.Error,
        From = parsed.GetValue(_from),
        Until = parsed.GetValue(_until),
    };
}
