using System.CommandLine;
using System.Globalization;
using Kilter.Artifacts;
using Kilter.Cli.Options;
using Kilter.Cli.Rendering;
using Kilter.Reports.Words;
using Kilter.Sources;
using Kilter.Sources.Synthetic;

namespace Kilter.Cli.Commands;

/// <summary><c>kilter synth [SIGNAL]</c>: makes a series with planted, labelled anomalies.</summary>
internal sealed class SynthCommand
{
    private static readonly Column[] PlantedColumns =
    [
        new("Planted", "kind"), new("Started", "started"), new("Lasted", "lasted", true), new("Channels", "channels", Wraps: true), new("Magnitude", "magnitude", true),
    ];

    private readonly Session _session;
    private readonly Argument<string?> _signal = new("signal") { HelpName = "SIGNAL", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _out = Opt.Text("--out", "FILE", "write the series here (CSV); without it, to standard output");
    private readonly Option<bool> _noLabels = Opt.Switch("--no-labels", "leave out the column that says where the anomalies are");
    private readonly Option<string?>[] _settings =
    [
        .. SyntheticCatalog.Settings.Select(s => Opt.Text("--" + s.Name, Placeholder(s.Name), $"{s.Meaning} ({Default(s)})")),
    ];

    private readonly OutputOptions _output = new();

    private SynthCommand(Session session) => _session = session;

    public static KilterCommand Create(Session session)
    {
        var synth = new SynthCommand(session);
        synth._signal.CompletionSources.Add([.. SyntheticCatalog.Signals.Select(s => s.Name)]);
        var command = new KilterCommand("synth", "Make a series with planted, labelled anomalies; without a name, list what can be made.")
        {
            Examples =
            [
                ("kilter synth pump --out pump.csv", "30 days of a pump with its four faults"),
                ("kilter synth ecg --anomalies missing-beat*3,spike --out ecg.csv", "choose what goes wrong"),
                ("kilter synth", "list the signals and the kinds of anomalies"),
            ],
            Remarks = ["The same seed makes the same file on every machine. kilter detect synth:pump reads such a series without a file."],
        };
        command.Add(synth._signal);
        command.Add(new OptionGroup("The series", [.. synth._settings]));
        command.Add(new OptionGroup("Results", [synth._out, synth._noLabels, synth._output.Format]));
        command.Add(new SpeechOptions().Plain);
        command.SetAction((parsed, cancellation) => Task.FromResult(synth.Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var terminal = _session.Terminal;
        if (parsed.GetValue(_signal) is not { } signal)
        {
            return List(_output.FormatOf(parsed), terminal);
        }

        if (parsed.GetValue(_out) is { } target)
        {
            ReportFiles.CheckFolder(target);
        }

        var series = Make(signal, parsed, cancellation);
        var labels = parsed.GetValue(_noLabels) ? null : series.Labels;
        if (parsed.GetValue(_out) is { } file)
        {
            SafeFile.Write(file, stream => CsvWriter.Write(stream, series.Frame, labels, cancellation));
            terminal.Remark($"Wrote {file} ({ReportFiles.Size(file)}): {Numbers.Count(series.Frame.Count, "sample")} of {string.Join(", ", series.Frame.Channels.Select(c => c.Name))}.");
            Planted(series).Write(terminal, _output.FormatOf(parsed));
        }
        else
        {
            terminal.Out.Flush();
            CsvWriter.Write(terminal.OutStream, series.Frame, labels, cancellation);
        }

        return ExitCodes.Done;
    }

    private SyntheticSeries Make(string signal, ParseResult parsed, CancellationToken cancellation)
    {
        var names = SyntheticCatalog.Signals.Select(s => s.Name).ToList();
        if (!names.Contains(signal, StringComparer.OrdinalIgnoreCase))
        {
            throw Slips.Usage($"There is no signal '{signal}'.{(NearestName.Of(signal, names) is { } near ? $" Did you mean {near}?" : $" There are: {string.Join(", ", names)}.")}", "kilter synth");
        }

        var given = SyntheticCatalog.Settings.Zip(_settings, (s, o) => (s.Name, Value: parsed.GetValue(o))).Where(s => s.Value is not null);
        var text = $"synth:{signal}?" + string.Join('&', given.Select(s => $"{s.Name}={(s.Name == "step" ? Step(s.Value!) : s.Value)}"));
        try
        {
            return SyntheticSource.Parse(text).Make(cancellation);
        }
        catch (DataException failure)
        {
            // It speaks of the text above, which nobody typed.
            throw new DataException(failure.Message.Replace($"In '{text}', ", "In these settings, ", StringComparison.Ordinal), failure) { Expected = failure.Expected, IsUsage = true };
        }
    }

    private static string Step(string text)
        => LengthOfTime.TryParse(text, out var length)
            ? length.TotalSeconds.ToString("R", CultureInfo.InvariantCulture) + "s"
            : throw Slips.Usage($"--step is \"{text}\"; a length of time such as 30s, 5min or 1h is needed.");

    private static Listing Planted(SyntheticSeries series)
    {
        var clock = new Clock(series.Frame.Time);
        var list = new Listing(PlantedColumns);
        foreach (var planted in series.Planted)
        {
            list.Add(planted.Kind, clock.When(planted.Range.Start), clock.Lasted(planted.Range), string.Join(", ", planted.Channels), Magnitude(planted.Magnitude));
        }

        return list;
    }

    private static int List(OutputFormat format, Terminal terminal)
    {
        var signals = new Listing(new Column("Signal", "signal"), new Column("Looks like", "summary", Wraps: true), new Column("Channels", "channels", Wraps: true), new Column("Every", "step", true));
        foreach (var signal in SyntheticCatalog.Signals)
        {
            signals.Add(signal.Name, signal.Summary, string.Join(", ", signal.Channels.Select(c => c.Name)), Durations.Exact(signal.Step));
        }

        signals.Write(terminal, format);
        if (format != OutputFormat.Table)
        {
            return ExitCodes.Done;
        }

        terminal.Say();
        var kinds = new Listing(new Column("Anomaly", "kind"), new Column("Does", "summary", Wraps: true), new Column("Magnitude", "magnitude", Wraps: true));
        foreach (var kind in SyntheticCatalog.Anomalies)
        {
            kinds.Add(kind.Kind, kind.Summary, kind.Magnitude == 0 ? "" : $"{Magnitude(kind.Magnitude)} {kind.MagnitudeUnit}".Trim());
        }

        kinds.Write(terminal, format);
        return ExitCodes.Done;
    }

    private static string Magnitude(double magnitude) => magnitude == 0 ? "" : magnitude.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Placeholder(string setting) => setting switch { "step" => "LENGTH", "anomalies" => "KIND,…", _ => "N" };

    private static string Default(SettingSpec setting) => setting.Name == "anomalies" ? setting.Range : $"default {setting.Default}";
}
