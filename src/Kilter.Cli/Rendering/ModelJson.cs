using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kilter.Artifacts;
using Kilter.Cli.Options;
using Kilter.Pipelines;

namespace Kilter.Cli.Rendering;

/// <summary>A model's card as one JSON object. What is not known is null; "options" is a file for <c>--config</c>.</summary>
internal static class ModelJson
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints the card.</summary>
    public static void Write(Terminal terminal, bool indented, string file, ModelCard card)
    {
        terminal.Out.Flush();
        using (var json = new Utf8JsonWriter(terminal.OutStream, Relaxed with { Indented = indented }))
        {
            json.WriteStartObject();
            json.WriteString("model", file);
            json.WriteNumber("format", ArtifactFile.Format);
            json.WriteString("version", card.Version);
            json.WriteString("made", card.Made?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteString("source", card.Source);
            json.WriteString("fingerprint", card.Fingerprint);
            json.WriteString("learnedFrom", card.LearnedFrom);
            json.WriteString("calibratedOn", card.CalibratedOn);
            json.WriteString("detector", card.Spec.Detector);
            json.WriteNumber("window", card.Window);
            json.WriteNumber("season", card.Season);
            json.WriteNumber("seed", card.Spec.Seed);
            WriteThreshold(json, card);
            WriteChannels(json, card);
            OptionsJson.Write(json, "options", OptionText.Of(card.Spec));
            json.WriteString("command", card.Command);
            json.WriteEndObject();
        }

        terminal.Say();
    }

    private static void WriteThreshold(Utf8JsonWriter json, ModelCard card)
    {
        json.WriteStartObject("threshold");
        json.WriteString("name", card.Threshold.Name);
        json.WriteNumber("limit", card.Threshold.Limit);
        json.WriteString("rateUnit", card.RatesPerWeek ? "week" : "10000 rows");
        WriteNumber(json, "expectedRate", card.Threshold.ExpectedRate);
        WriteNumber(json, "countedRate", card.CountedRate);
        json.WriteEndObject();
    }

    private static void WriteChannels(Utf8JsonWriter json, ModelCard card)
    {
        json.WriteStartArray("channels");
        foreach (var channel in card.Details)
        {
            json.WriteStartObject();
            json.WriteString("name", channel.Name);
            json.WriteString("unit", channel.Unit);
            WriteNumber(json, "low", channel.Low);
            WriteNumber(json, "high", channel.High);
            WriteNumber(json, "typical", channel.Typical);
            WriteNumber(json, "missing", channel.MissingShare);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
