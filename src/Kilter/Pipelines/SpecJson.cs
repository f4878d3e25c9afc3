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
            _ = document.RootElement.GetProperty("detector");
            return Overlay(new PipelineSpec(), document.RootElement);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or DataException)
        {
            throw new InvalidDataException($"The model's settings cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>A description with the settings of a JSON object in the place of its own; those that the object does not name stay.</summary>
    /// <exception cref="DataException">The object has a key that is no setting.</exception>
    /// <exception cref="InvalidOperationException">A value is of another kind than its setting.</exception>
    public static PipelineSpec Overlay(PipelineSpec spec, JsonElement root)
    {
        // Names first: the settings of a detector or rule mean nothing to another one.
        foreach (var setting in root.EnumerateObject().OrderBy(s => s.Name is "detector" or "threshold" ? 0 : 1))
        {
            spec = With(spec, setting.Name, setting.Value);
        }

        return spec;
    }

    private static PipelineSpec WithDetector(PipelineSpec spec, string name)
        => name == spec.Detector ? spec : spec with { Detector = name, DetectorSettings = new PipelineSpec().DetectorSettings };

    private static PipelineSpec WithThreshold(PipelineSpec spec, string name)
        => name == spec.Threshold ? spec : spec with { Threshold = name, ThresholdSettings = new PipelineSpec().ThresholdSettings };

    private static PipelineSpec With(PipelineSpec spec, string name, JsonElement value) => name switch
    {
        "detector" => WithDetector(spec, value.GetString()!),
        "set" => spec with { DetectorSettings = SettingsOf(value) },
        "threshold-set" => spec with { ThresholdSettings = SettingsOf(value) },
        "window" => spec with { Window = value.GetInt32() },
        "season" => spec with { Season = value.GetInt32() },
        "scaler" => spec with { Scaler = value.GetString()! },
        "threshold" => WithThreshold(spec, value.GetString()!),
        "alerts-per-week" => spec with { AlertsPerWeek = value.GetDouble() },
        "direction" => spec with { Direction = value.GetString() switch { "above" => Direction.Above, "below" => Direction.Below, _ => Direction.Both } },
        "merge-gap" => spec with { MergeGap = value.GetInt32() },
        "min-length" => spec with { MinimumLength = value.GetInt32() },
        "train-share" => spec with { TrainShare = value.GetDouble() },
        "train-samples" => spec with { TrainSamples = value.GetInt32() },
        "train-until" => spec with { TrainUntil = value.GetDateTime().ToUniversalTime() },
        "fill" => spec with { Missing = value.GetString()! },
        "resample" => spec with { Resample = TimeSpan.ParseExact(value.GetString()!, "c", CultureInfo.InvariantCulture) },
        "prepare" => spec with { Prepare = [.. value.EnumerateArray().Select(stage => stage.GetString()!)] },
        "smooth" => spec with { Smooth = value.GetInt32() },
        "seed" => spec with { Seed = value.GetUInt64() },
        _ => throw new DataException($"There is no setting '{name}' of a pipeline."),
    };

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

    // Settings are texts; a number may stand in a file that people write.
    private static Dictionary<string, string> SettingsOf(JsonElement values)
        => values.EnumerateObject().ToDictionary(v => v.Name, v => v.Value.ValueKind == JsonValueKind.String ? v.Value.GetString()! : v.Value.GetRawText(), StringComparer.Ordinal);
}
