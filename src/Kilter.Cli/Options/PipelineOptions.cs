using System.CommandLine;
using Kilter.Detectors;
using Kilter.Pipelines;
using Kilter.Preparation;
using Kilter.Recipes;
using Kilter.Scaling;
using Kilter.Thresholds;

namespace Kilter.Cli.Options;

/// <summary>What to run on the data.</summary>
internal sealed class PipelineOptions
{
    private readonly Option<string?> _recipe = Opt.Text("--recipe", "NAME", "a classic system in its sound form; other options change it; kilter recipes lists them");
    private readonly Option<string?> _detector = Opt.Text("--detector", "NAME", "what looks for anomalies (default auto); kilter detectors lists them");
    private readonly Option<string[]> _set = Opt.Texts("--set", "NAME=VALUE", "a setting of the detector; may be repeated", split: false);
    private readonly Option<string[]> _thresholdSet = Opt.Texts("--threshold-set", "NAME=VALUE", "a setting of the threshold; may be repeated", split: false);
    private readonly Option<int?> _window = Opt.WholeNumber("--window", "SAMPLES", "how many samples are looked at together", 1, 1_000_000);
    private readonly Option<int?> _season = Opt.WholeNumber("--season", "SAMPLES", "how many samples a day or cycle has; 0 for none (default: found in the data)", 0);
    private readonly Option<string?> _scaler = Opt.Text("--scaler", "NAME", "standard, min-max, robust or none (default robust)");
    private readonly Option<string?> _threshold = Opt.Text("--threshold", "NAME", "what sets the alarm limit (default budget); kilter thresholds lists them");
    private readonly Option<double?> _alertsPerWeek = Opt.Number("--alerts-per-week", "N", "false alarms allowed a week (per 10,000 rows without time; default 1)", 1e-6, 1e6);
    private readonly Option<Direction?> _direction = Opt.OneOf("--direction", "which departures count (default both)", ("both", Direction.Both), ("above", Direction.Above), ("below", Direction.Below));
    private readonly Option<double?> _above = Opt.Number("--above", "VALUE", "with --detector fixed: what is too high");
    private readonly Option<double?> _below = Opt.Number("--below", "VALUE", "with --detector fixed: what is too low");
    private readonly Option<int?> _mergeGap = Opt.WholeNumber("--merge-gap", "SAMPLES", "alarms no further apart are one event", 0);
    private readonly Option<int?> _minimumLength = Opt.WholeNumber("--min-length", "SAMPLES", "shorter events are dropped (default 1)", 1, 1_000_000_000);
    private readonly Option<double?> _trainShare = Opt.Share("--train-share", "learn from the start of the file, this much of it (default 15%)");
    private readonly Option<DateTime?> _trainUntil = Opt.Instant("--train-until", "learn from what lies before this time");
    private readonly Option<int?> _trainSamples = Opt.WholeNumber("--train-samples", "N", "learn from the first N samples", 1);
    private readonly Option<string?> _fill = Opt.Text("--fill", "RULE", "what stands in for missing values: hold, interpolate, leave, backward or both (default hold)");
    private readonly Option<TimeSpan?> _resample = Opt.Length("--resample", "first take means over this length, such as 5min");
    private readonly Option<string[]> _prepare = Opt.Texts("--prepare", "STAGE", "prepare values first, as in log-ratio or \"calendar awake=notebook\"; may be repeated; kilter preparations lists them", split: false);
    private readonly Option<int?> _smooth = Opt.WholeNumber("--smooth", "SAMPLES", "take weighted means of the scores; after so many samples a score weighs half (default: none)", 1, 1_000_000);
    private readonly Option<ulong?> _seed = Opt.Seed();
    private readonly Option<int?> _threads = Opt.WholeNumber("--threads", "N", "how many threads may work; never changes a result (default: all cores)", 1, 1024);

    /// <summary>Options of what is learned from; a stored model has no use for them.</summary>
    public OptionGroup Training => new("Learning what is normal", [_trainShare, _trainUntil, _trainSamples]);

    /// <summary>Options of what is run.</summary>
    public OptionGroup Method => new("Looking for anomalies", [_recipe, _detector, _set, _window, _season, _scaler, _fill, _resample, _prepare, _smooth, _threshold, _thresholdSet, _alertsPerWeek, _direction, _above, _below, _mergeGap, _minimumLength, _seed, _threads]);

    /// <summary>How many threads may work.</summary>
    public Option<int?> Threads => _threads;

    /// <summary>What was asked for.</summary>
    /// <exception cref="ArgumentException">There is no such detector, threshold, scaler or preparation, or it has no such setting. Told before a long file is read.</exception>
    public PipelineSpec Spec(ParseResult parsed)
    {
        var spec = SpecOf(parsed);
        _ = DetectorCatalog.Find(spec.Detector).Create(new Settings(spec.DetectorSettings));
        _ = ThresholdCatalog.Create(spec.Threshold, new Settings(spec.ThresholdSettings));
        _ = ScalerCatalog.Create(spec.Scaler, Settings.None);
        _ = FittedPreparations.Causal(spec.Prepare);
        return spec;
    }

    /// <summary>The threads, clock and cancellation of a run.</summary>
    public RunContext Context(ParseResult parsed, Session session, CancellationToken cancellation)
    {
        var context = new RunContext { Clock = session.Clock, Command = session.Command, Cancellation = cancellation };
        return parsed.GetValue(_threads) is { } threads ? context with { Threads = threads } : context;
    }

    private PipelineSpec SpecOf(ParseResult parsed)
    {
        var spec = parsed.GetValue(_recipe) is { } recipe ? RecipeCatalog.Find(recipe).Pipeline : new PipelineSpec();
        // The settings of a recipe's detector or threshold mean nothing to another one.
        var own = parsed.GetValue(_detector) is { } other && other != spec.Detector ? new Dictionary<string, string>(StringComparer.Ordinal) : spec.DetectorSettings;
        var rule = parsed.GetValue(_threshold) is { } another && another != spec.Threshold ? new Dictionary<string, string>(StringComparer.Ordinal) : spec.ThresholdSettings;
        return spec with
        {
            Detector = parsed.GetValue(_detector) ?? spec.Detector,
            DetectorSettings = NamedSettings.Read("--set", parsed.GetValue(_set) ?? [], own).With("above", parsed.GetValue(_above)).With("below", parsed.GetValue(_below)),
            Window = parsed.GetValue(_window) ?? spec.Window,
            Season = parsed.GetValue(_season) ?? spec.Season,
            Scaler = parsed.GetValue(_scaler) ?? spec.Scaler,
            Threshold = parsed.GetValue(_threshold) ?? spec.Threshold,
            ThresholdSettings = NamedSettings.Read("--threshold-set", parsed.GetValue(_thresholdSet) ?? [], rule),
            AlertsPerWeek = parsed.GetValue(_alertsPerWeek) ?? spec.AlertsPerWeek,
            Direction = parsed.GetValue(_direction) ?? spec.Direction,
            MergeGap = parsed.GetValue(_mergeGap) ?? spec.MergeGap,
            MinimumLength = parsed.GetValue(_minimumLength) ?? spec.MinimumLength,
            TrainShare = parsed.GetValue(_trainShare) ?? spec.TrainShare,
            TrainUntil = parsed.GetValue(_trainUntil) ?? spec.TrainUntil,
            TrainSamples = parsed.GetValue(_trainSamples) ?? spec.TrainSamples,
            Missing = parsed.GetValue(_fill) ?? spec.Missing,
            Resample = parsed.GetValue(_resample) ?? spec.Resample,
            Prepare = parsed.GetValue(_prepare) is { Length: > 0 } stages ? stages : spec.Prepare,
            Smooth = parsed.GetValue(_smooth) ?? spec.Smooth,
            Seed = parsed.GetValue(_seed) ?? spec.Seed,
        };
    }
}
