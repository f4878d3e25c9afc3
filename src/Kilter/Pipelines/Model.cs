using Kilter.Artifacts;
using Kilter.Detectors;
using Kilter.Frames;
using Kilter.Preparation;
using Kilter.Reports;
using Kilter.Reports.Words;
using Kilter.Scaling;
using Kilter.Sources;
using Kilter.Thresholds;

namespace Kilter.Pipelines;

/// <summary>A fitted pipeline: preparations, scaler, detector, threshold, channels and where they came from. What a <c>.kilter</c> file holds. Immutable.</summary>
public sealed class Model
{
    private readonly FittedPreparations _preparations;
    private readonly IFittedScaler _scaler;
    private readonly IFittedDetector _detector;
    private readonly NormalRange _normal;

    internal Model(ModelCard card, FittedPreparations preparations, IFittedScaler scaler, IFittedDetector detector, NormalRange normal)
    {
        Card = card;
        _preparations = preparations;
        _scaler = scaler;
        _detector = detector;
        _normal = normal;
    }

    /// <summary>What the model is and where it came from.</summary>
    public ModelCard Card { get; }

    /// <summary>The description it was fitted from.</summary>
    public PipelineSpec Spec => Card.Spec;

    /// <summary>Fits <paramref name="spec"/>: the first 80 % of the record, in time order, is learned from, the rest calibrates the limit.</summary>
    /// <exception cref="DataException">The record has too few usable samples.</exception>
    /// <exception cref="ArgumentException">A setting does not fit; the message says what would.</exception>
    public static Model Fit(Reading train, PipelineSpec spec, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(context);
        spec = DetectorTerms.Meet(spec);
        ThresholdCatalog.Create(spec.Threshold, new Settings(spec.ThresholdSettings));
        var measured = PreparedRecord.Resampled(train.Frame, spec);
        CheckUsable(train, measured.Count);
        var rows = spec.TrainUntil is null && spec.TrainSamples is null ? new SampleRange(0, measured.Count) : Detection.TrainingRows(measured, spec);
        var first = Learned.FirstOf(rows);
        var preparations = FittedPreparations.Fit(spec.Prepare, measured, first);
        var record = PreparedRecord.Of(measured, preparations, spec, measured.Count == train.Frame.Count ? train.Labels : null);
        CheckUsable(train, record.Usable);
        var learned = Learned.FromFirst(record, record.Data.RowsFrom(first), record.Data.RowsFrom(rows), spec, context);
        var held = new SampleRange(first.End, rows.End);
        var calibration = Calibration.For(record.Frame.Time, record.Step, rows.Length, spec);
        var threshold = calibration.FromHeldOut(learned, RowsSeen.Of(measured.Time, held, train.Fingerprint), spec, rows.Length);
        var scores = Scoring.Run(learned.Detector, record, record.Scale(learned.Scaler), learned.Scaler, spec, context);
        var normal = NormalRange.Of(record.Frame, scores.Expected, record.Data.ShownRowsFrom(held).Contains);
        var card = ModelCard.Of(train, record, spec, context, learned, (first, held), calibration, threshold, scores.Scores);
        return new Model(card, preparations, learned.Scaler, learned.Detector, normal);
    }

    private static void CheckUsable(Reading train, int usable)
    {
        if (usable < Detection.FewestSamples)
        {
            throw new DataException($"{train.Name} has {Numbers.Count(usable, "usable sample")}; at least {Detection.FewestSamples} are needed to learn what is normal.");
        }
    }

    /// <summary>Scores a record with the same channels (matched by name, in any order).</summary>
    /// <exception cref="DataException">A channel is missing; the message names it and the nearest name.</exception>
    public Report Score(Reading data, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(context);
        var began = context.Clock?.GetTimestamp() ?? 0;
        var record = PreparedRecord.Of(PreparedRecord.Resampled(ChannelMatch.Like(data, Card.Channels), Spec), _preparations, Spec);
        var scores = Scoring.Run(_detector, record, record.Scale(_scaler), _scaler, Spec, context);
        return new RunReport
        {
            Data = data,
            Record = record,
            Spec = Spec,
            Context = context,
            Calibration = new Calibration(Card.SamplesPerUnit, Card.RatesPerWeek, Card.MergeGap),
            Threshold = Card.Threshold,
            Scores = scores,
            Season = Card.Season,
            Window = _detector.WindowLength,
            Normal = _normal,
            TrainedOnText = Card.LearnedFrom,
            FittedOn = _scaler.FittedOn.Named(Card.Fingerprint),
            CalibratedOnText = Card.CalibratedOn,
            Warnings = Card.StepWarning(record.Frame.Time, record.Step) is { } warning ? [warning] : [],
            Began = began,
        }.Make();
    }

    /// <summary>Writes the model to a file, whole or not at all.</summary>
    public void Save(string path)
    {
        var artifact = new ArtifactWriter();
        Card.Write(artifact.Section("card"));
        _preparations.Write(artifact.Section("preparations"));
        _scaler.Write(artifact.Section("scaler"));
        _detector.Write(artifact.Section("detector"));
        var normal = artifact.Section("normal");
        normal.Set("below", _normal.Below.AsSpan());
        normal.Set("above", _normal.Above.AsSpan());
        normal.Set("limit-below", _normal.LimitBelow.AsSpan());
        normal.Set("limit-above", _normal.LimitAbove.AsSpan());
        ArtifactFile.Save(path, artifact);
    }

    /// <summary>Reads a model. Nothing in the file is ever run.</summary>
    /// <exception cref="DataException">The file is missing, damaged, not a model, or of a newer format; the message says which.</exception>
    public static Model Load(string path)
    {
        var artifact = ArtifactFile.Load(path);
        try
        {
            var card = ModelCard.Read(artifact.Section("card"));
            var normal = artifact.Section("normal");
            var below = normal.Numbers("below", card.Spec.Prepare.Count == 0 ? card.Channels.Count : null);
            return new Model(
                card,
                FittedPreparations.Read(card.Spec.Prepare, artifact.Section("preparations")),
                ScalerCatalog.Read(artifact.Section("scaler")),
                DetectorCatalog.Find(card.Spec.Detector).Read(artifact.Section("detector")),
                new NormalRange(
                    below, normal.Numbers("above", below.Length), normal.Numbers("limit-below", below.Length), normal.Numbers("limit-above", below.Length)));
        }
        catch (Exception failure) when (failure is InvalidDataException or ArgumentException or OverflowException)
        {
            throw new DataException($"{Path.GetFileName(path)} is whole, but it is not a model that this kilter can use: {failure.Message}", failure)
            {
                File = path,
                Expected = ["Nothing was loaded. Fit it again with this version."],
            };
        }
    }
}
