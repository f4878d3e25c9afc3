using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kilter.Pipelines;

/// <summary>A <see cref="PipelineSpec"/> as JSON whose keys are the program's option names, so that it can be given back with <c>--config</c>.</summary>
internal static class SpecJson
{
    /// <summary>The settings that differ from silence: every one that decides the result, defaults included.</summary>
    public static string Write(PipelineSpec spec)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("detector", spec.Detector);
            WriteSettings(json, spec);
            WriteNumber(json, "window", spec.Window);
            WriteNumber(json, "season", spec.Season);
            json.WriteString("scaler", spec.Scaler);
            json.WriteString("threshold", spec.Threshold);
            json.WriteNumber("alerts-per-week", spec.AlertsPerWeek);
            json.WriteString("direction", spec.Direction switch { Direction.Above => "above", Direction.Below => "below", _ => "both" });
            WriteNumber(json, "merge-gap", spec.MergeGap);
            json.WriteNumber("min-length", spec.MinimumLength);
            WriteTraining(json, spec);
            json.WriteString("fill", spec.Missing);
            if (spec.Resample is { } step)
            {
                json.WriteString("resample", step.ToString("c", CultureInfo.InvariantCulture));
            }

            WritePreparation(json, spec);
            json.WriteNumber("seed", spec.Seed);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is not such JSON.</exception>
    public static PipelineSpec Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return new PipelineSpec
            {
                Detector = root.GetProperty("detector").GetString()!,
                DetectorSettings = SettingsOf(root, "set"),
                ThresholdSettings = SettingsOf(root, "threshold-set"),
                Window = NumberOf(root, "window"),
                Season = NumberOf(root, "season"),
                Scaler = root.GetProperty("scaler").GetString()!,
                Threshold = root.GetProperty("threshold").GetString()!,
                AlertsPerWeek = root.GetProperty("alerts-per-week").GetDouble(),
                Direction = root.GetProperty("direction").GetString() switch { "above" => Direction.Above, "below" => Direction.Below, _ => Direction.Both },
                MergeGap = NumberOf(root, "merge-gap"),
                MinimumLength = root.GetProperty("min-length").GetInt32(),
                TrainShare = root.GetProperty("train-share").GetDouble(),
                TrainSamples = NumberOf(root, "train-samples"),
                TrainUntil = root.TryGetProperty("train-until", out var until) ? until.GetDateTime().ToUniversalTime() : null,
                Missing = root.GetProperty("fill").GetString()!,
                Resample = root.TryGetProperty("resample", out var step) ? TimeSpan.ParseExact(step.GetString()!, "c", CultureInfo.InvariantCulture) : null,
                Prepare = root.TryGetProperty("prepare", out var stages) ? [.. stages.EnumerateArray().Select(s => s.GetString()!)] : [],
                Smooth = NumberOf(root, "smooth"),
                Seed = root.GetProperty("seed").GetUInt64(),
            };
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"The model's settings cannot be read: {failure.Message}", failure);
        }
    }

    private static void WriteSettings(Utf8JsonWriter json, PipelineSpec spec)
    {
        foreach (var (name, settings) in new[] { ("set", spec.DetectorSettings), ("threshold-set", spec.ThresholdSettings) })
        {
            if (settings.Count == 0)
            {
                continue;
            }

            json.WriteStartObject(name);
            foreach (var (key, value) in settings.OrderBy(s => s.Key, StringComparer.Ordinal))
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }
    }

    private static void WriteTraining(Utf8JsonWriter json, PipelineSpec spec)
    {
        json.WriteNumber("train-share", spec.TrainShare);
        WriteNumber(json, "train-samples", spec.TrainSamples);
        if (spec.TrainUntil is { } until)
        {
            json.WriteString("train-until", until);
        }
    }

    private static void WritePreparation(Utf8JsonWriter json, PipelineSpec spec)
    {
        if (spec.Prepare.Count > 0)
        {
            json.WriteStartArray("prepare");
            foreach (var stage in spec.Prepare)
            {
                json.WriteStringValue(stage);
            }

            json.WriteEndArray();
        }

        WriteNumber(json, "smooth", spec.Smooth);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static int? NumberOf(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetInt32() : null;

    private static Dictionary<string, string> SettingsOf(JsonElement root, string name)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        if (root.TryGetProperty(name, out var values))
        {
            foreach (var value in values.EnumerateObject())
            {
                settings[value.Name] = value.Value.GetString()!;
            }
        }

        return settings;
    }
}
