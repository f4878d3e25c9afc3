using System.Globalization;
using Kilter.Artifacts;
using Kilter.Cli.Commands;
using Kilter.Cli.Options;
using Kilter.Pipelines;
using Kilter.Reports.Words;

namespace Kilter.Cli.Rendering;

/// <summary>What a model is, for people; as JSON it is <see cref="ModelJson"/>.</summary>
internal static class ModelSheet
{
    private static readonly Column[] Channels =
    [
        new("Channel", "name"), new("Unit", "unit"), new("Seen in fitting", "seen"), new("Typical", "typical", true), new("Missing", "missing", true),
    ];

    /// <summary>After fitting: where the model is, what it learned from, what its limit costs.</summary>
    public static void Fitted(Terminal terminal, OutputFormat format, string file, ModelCard card)
    {
        if (format is OutputFormat.Json or OutputFormat.JsonLines)
        {
            ModelJson.Write(terminal, format == OutputFormat.Json, file, card);
            return;
        }

        if (format == OutputFormat.Csv)
        {
            ChannelList(card).Write(terminal, format);
            return;
        }

        FactSheet.Write(
            terminal,
            [
                ("Model", $"{file} ({ReportFiles.Size(file)}, format {ArtifactFile.Format})"),
                ("Prepared by", string.Join(", then ", card.Spec.Prepare)),
                ("Detector", $"{Detector(card)}, seed {card.Spec.Seed}"),
                ("Learned from", card.LearnedFrom),
                ("Limit", $"set on {card.CalibratedOn}{Budget(card, " for ")}; counted there: {Rate(card.CountedRate, card)}"),
            ]);
    }

    /// <summary>When asked: all of it, and the command that makes it again.</summary>
    public static void Inspected(Terminal terminal, OutputFormat format, string file, ModelCard card)
    {
        if (format is OutputFormat.Json or OutputFormat.JsonLines)
        {
            ModelJson.Write(terminal, format == OutputFormat.Json, file, card);
            return;
        }

        if (format == OutputFormat.Csv)
        {
            ChannelList(card).Write(terminal, format);
            return;
        }

        FactSheet.Write(
            terminal,
            [
                ("Model", $"{Path.GetFileName(file)}, format {ArtifactFile.Format}, checksum good"),
                ("Made by", $"kilter {card.Version}{Made(card)}, seed {card.Spec.Seed}"),
                ("Learned from", $"{card.Source}, {card.LearnedFrom}"),
                ("Fingerprint", card.Fingerprint),
                ("Prepared by", string.Join(", then ", card.Spec.Prepare)),
                ("Detector", Detector(card)),
                ("Threshold", $"{card.Threshold.Name}{Budget(card, ", ")}"),
                ("Limit", $"set on {card.CalibratedOn}; counted there: {Rate(card.CountedRate, card)}"),
            ]);
        terminal.Say();
        ChannelList(card).Write(terminal, format);
        if (card.Command.Length > 0)
        {
            terminal.Say();
            terminal.Say("Again:  " + card.Command);
        }
    }

    private static Listing ChannelList(ModelCard card)
    {
        var list = new Listing(Channels);
        foreach (var channel in card.Details)
        {
            list.Add(channel.Name, channel.Unit ?? "", Numbers.Range(channel.Low, channel.High), Numbers.Value(channel.Typical), Numbers.Share(channel.MissingShare));
        }

        return list;
    }

    private static string Detector(ModelCard card)
    {
        var settings = string.Concat(card.Spec.DetectorSettings.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $", {s.Key} {s.Value}"));
        var season = card.Season > 0 ? $", season {Numbers.Count(card.Season)}" : "";
        return $"{card.Spec.Detector}, window {Numbers.Count(card.Window)}{season}{settings}";
    }

    private static string Budget(ModelCard card, string before)
        => card.Threshold.Name == "budget" ? before + card.Spec.AlertsPerWeek.ToString("0.####", CultureInfo.InvariantCulture) + (card.Spec.AlertsPerWeek == 1 ? " alert " : " alerts ") + Per(card) : "";

    private static string Rate(double rate, ModelCard card) => double.IsFinite(rate) ? $"{Numbers.Rate(rate)} {Per(card)}" : "not known";

    private static string Per(ModelCard card) => card.RatesPerWeek ? "a week" : "per 10,000 rows";

    private static string Made(ModelCard card) => card.Made is { } made ? made.ToString(", d MMM yyyy, HH:mm", CultureInfo.InvariantCulture) + " UTC" : "";
}
