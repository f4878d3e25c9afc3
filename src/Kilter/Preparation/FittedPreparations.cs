using Kilter.Artifacts;
using Kilter.Frames;

namespace Kilter.Preparation;

/// <summary>An ordered list of preparations, each fitted on what the ones before it made of the training samples. Immutable.</summary>
public sealed class FittedPreparations
{
    private readonly IFittedPreparation[] _fitted;

    private FittedPreparations(string[] stages, IFittedPreparation[] fitted, RowsSeen fittedOn)
    {
        Stages = stages;
        _fitted = fitted;
        FittedOn = fittedOn;
    }

    /// <summary>No preparation: frames stay as they are.</summary>
    public static FittedPreparations None { get; } = new([], [], RowsSeen.Unknown);

    /// <summary>The stages as texts, in order.</summary>
    public IReadOnlyList<string> Stages { get; }

    /// <summary>The rows of the measured record that they were fitted on; unknown when there is no stage.</summary>
    public RowsSeen FittedOn { get; }

    /// <summary>True when there is a way back from all of them.</summary>
    public bool HasInverse => Array.TrueForAll(_fitted, f => f.HasInverse);

    /// <summary>True when none of the stages looks ahead.</summary>
    /// <exception cref="ArgumentException">A stage does not fit; the message says what would.</exception>
    public static bool Causal(IReadOnlyList<string> stages)
    {
        ArgumentNullException.ThrowIfNull(stages);
        return stages.All(stage => PreparationCatalog.Create(stage).Causal);
    }

    /// <summary>Fits the stages in order on the samples in <paramref name="rows"/> only.</summary>
    /// <exception cref="ArgumentException">A stage does not fit, or the frame cannot be prepared so; the message says why.</exception>
    public static FittedPreparations Fit(IReadOnlyList<string> stages, Frame frame, SampleRange rows)
    {
        ArgumentNullException.ThrowIfNull(stages);
        ArgumentNullException.ThrowIfNull(frame);
        var seen = RowsSeen.Of(frame.Time, rows);
        var fitted = new IFittedPreparation[stages.Count];
        for (var i = 0; i < fitted.Length; i++)
        {
            fitted[i] = PreparationCatalog.Create(stages[i]).Fit(frame, rows);
            if (i < fitted.Length - 1)
            {
                var prepared = fitted[i].Apply(frame);
                (frame, rows) = (prepared.Frame, prepared.RowsFrom(rows));
            }
        }

        return stages.Count == 0 ? None : new FittedPreparations([.. stages], fitted, seen);
    }

    /// <summary>Reads back what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">An entry is missing or does not fit.</exception>
    /// <exception cref="ArgumentException">A stage is none that this version knows.</exception>
    public static FittedPreparations Read(IReadOnlyList<string> stages, ArtifactReader artifact)
    {
        ArgumentNullException.ThrowIfNull(stages);
        ArgumentNullException.ThrowIfNull(artifact);
        var fitted = stages.Select((stage, i) => PreparationCatalog.Find(StageText.Read(stage).Name).Read(artifact.Section(SectionOf(i)))).ToArray();
        return fitted.Length == 0 ? None : new FittedPreparations([.. stages], fitted, RowsStore.Read(artifact, "fitted-on"));
    }

    /// <summary>Saves everything needed to prepare to the same bits; the texts of the stages are the pipeline's to keep.</summary>
    public void Write(ArtifactWriter artifact)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        if (_fitted.Length > 0)
        {
            RowsStore.Write(artifact, "fitted-on", FittedOn);
        }

        for (var i = 0; i < _fitted.Length; i++)
        {
            _fitted[i].Write(artifact.Section(SectionOf(i)));
        }
    }

    /// <summary>Prepares a frame.</summary>
    /// <exception cref="ArgumentException">The frame has other channels than those it was fitted on.</exception>
    public PreparedData Apply(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var steps = new PreparedFrame[_fitted.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = _fitted[i].Apply(i == 0 ? frame : steps[i - 1].Frame);
        }

        return new PreparedData(frame, _fitted, steps);
    }

    private static string SectionOf(int stage) => FormattableString.Invariant($"stage-{stage:D2}");
}
