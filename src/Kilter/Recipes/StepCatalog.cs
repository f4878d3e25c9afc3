using Kilter.Recipes.Steps;

namespace Kilter.Recipes;

/// <summary>Every kind of step a recipe may use, by name.</summary>
/// <remarks>A plain list, sorted by name and without reflection: to add a step, add its line here.</remarks>
public static class StepCatalog
{
    /// <summary>All entries, in ordinal order of their names.</summary>
    public static IReadOnlyList<StepEntry> All { get; } =
    [
        AlarmsStep.Entry,
        AlignStep.Entry,
        CodeDistancesStep.Entry,
        ColumnStep.Entry,
        ComputeStep.Entry,
        ConfusionStep.Entry,
        ConstantStep.Entry,
        DensityStep.Entry,
        DetectStep.Entry,
        DrawsStep.Entry,
        EachStep.Entry,
        EpsilonStep.Entry,
        ErrorStep.Entry,
        FigureStep.Entry,
        FitStep.Entry,
        FlagsStep.Entry,
        FlatWindowsStep.Entry,
        ForecastErrorStep.Entry,
        GaussianStep.Entry,
        HeadStep.Entry,
        HistogramsStep.Entry,
        HorizonsStep.Entry,
        JoinStep.Entry,
        JudgeStep.Entry,
        LabelFlagsStep.Entry,
        LabelTargetsStep.Entry,
        LabelsStep.Entry,
        LightCurvesStep.Entry,
        MahalanobisStep.Entry,
        NetworkStep.Entry,
        NoiseCopiesStep.Entry,
        NumberStep.Entry,
        PeakEventsStep.Entry,
        PickStep.Entry,
        PointScoresStep.Entry,
        PooledWindowsStep.Entry,
        PredictStep.Entry,
        PrepareStep.Entry,
        RankDaysStep.Entry,
        ReadStep.Entry,
        RecurrenceStep.Entry,
        RegroupStep.Entry,
        RestoreStep.Entry,
        RollStep.Entry,
        RowsStep.Entry,
        ScaleStep.Entry,
        ScaleSeriesStep.Entry,
        ScaleWindowsStep.Entry,
        ScoreStep.Entry,
        SeasonStep.Entry,
        ShiftLabelsStep.Entry,
        SideBySideStep.Entry,
        SmoothStep.Entry,
        SplitStep.Entry,
        SustainedStep.Entry,
        SweepStep.Entry,
        ThresholdStep.Entry,
        TrainStep.Entry,
        TruthStep.Entry,
        TwoPeakCurvesStep.Entry,
        UnbrokenStep.Entry,
        UnrollStep.Entry,
        WindowsStep.Entry,
    ];

    /// <summary>The entry of that name.</summary>
    /// <exception cref="DataException">There is none; the message names the closest.</exception>
    public static StepEntry Find(string name)
        => All.FirstOrDefault(e => e.Name == name)
            ?? throw new DataException($"There is no step '{name}'. Closest: {Nearest.Of(name, All.Select(e => e.Name))}. All: {string.Join(", ", All.Select(e => e.Name))}.");
}
