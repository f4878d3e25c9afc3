using System.Globalization;
using Kilter.Pipelines;
using Kilter.Sources;

namespace Kilter.Cli.Options;

/// <summary>Says settings back as options: what a run would use, in the form of the command line and of <c>--config</c> files.</summary>
internal static class OptionText
{
    /// <summary>Every setting of a run that is fixed, in the order of the help.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(PipelineSpec spec)
    {
        (string Name, string Value)[] all =
        [
            ("detector", spec.Detector),
            ("window", Whole(spec.Window)),
            ("season", Whole(spec.Season)),
            ("scaler", spec.Scaler),
            ("fill", spec.Missing),
            ("resample", spec.Resample is { } step ? LengthOfTime.Say(step) : ""),
            .. spec.Prepare.Select(stage => ("prepare", stage)),
            ("smooth", Whole(spec.Smooth)),
            ("threshold", spec.Threshold),
            ("alerts-per-week", Number(spec.AlertsPerWeek)),
            ("direction", spec.Direction.ToString().ToLowerInvariant()),
            ("merge-gap", Whole(spec.MergeGap)),
            ("min-length", Whole(spec.MinimumLength)),
            ("train-share", spec.TrainUntil is null && spec.TrainSamples is null ? Number(spec.TrainShare) : ""),
            ("train-until", spec.TrainUntil is { } until ? Instant(until) : ""),
            ("train-samples", Whole(spec.TrainSamples)),
            ("seed", spec.Seed.ToString(CultureInfo.InvariantCulture)),
            .. spec.DetectorSettings.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => ("set", $"{s.Key}={s.Value}")),
            .. spec.ThresholdSettings.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => ("threshold-set", $"{s.Key}={s.Value}")),
        ];
        return [.. all.Where(o => o.Value.Length > 0)];
    }

    /// <summary>The settings of a run that will be found in the data.</summary>
    public static IReadOnlyList<string> Open(PipelineSpec spec)
    {
        (string Name, bool IsOpen)[] all = [("window", spec.Window is null), ("season", spec.Season is null), ("merge-gap", spec.MergeGap is null)];
        return [.. all.Where(o => o.IsOpen).Select(o => o.Name)];
    }

    /// <summary>What was said about reading the file; only what differs from guessing.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(ReadOptions options)
    {
        (string Name, string Value)[] all =
        [
            ("time-col", options.TimeColumn ?? ""),
            ("channels", string.Join(',', options.Channels)),
            ("label-col", options.LabelColumn ?? ""),
            ("ignore", string.Join(',', options.Ignore)),
            ("from", options.From is { } from ? Instant(from) : ""),
            ("until", options.Until is { } until ? Instant(until) : ""),
            ("separator", options.Separator switch { null => "", ',' => "comma", ';' => "semicolon", '\t' => "tab", '|' => "pipe", _ => "space" }),
            ("header", YesNo(options.Header)),
            .. options.MissingWords.Select(w => ("missing", w)),
            ("decimal-comma", YesNo(options.DecimalComma)),
            ("time-zone", options.TimeZone == "UTC" ? "" : options.TimeZone),
            ("time-format", options.TimeFormat ?? ""),
            ("row-step", options.RowStep is { } step ? LengthOfTime.Say(step) : ""),
            ("duplicates", options.Duplicates == DuplicatePolicy.First ? "" : options.Duplicates.ToString().ToLowerInvariant()),
            ("backward", options.Backward == BackwardPolicy.Error ? "" : options.Backward.ToString().ToLowerInvariant()),
        ];
        return [.. all.Where(o => o.Value.Length > 0)];
    }

    private static string YesNo(bool? value) => value switch { true => "yes", false => "no", _ => "" };

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Whole(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Instant(DateTime time) => time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
