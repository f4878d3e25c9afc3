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
        ColumnStep.Entry,
        ComputeStep.Entry,
        DetectStep.Entry,
        ErrorStep.Entry,
        FigureStep.Entry,
        FlagsStep.Entry,
        GaussianStep.Entry,
        JoinStep.Entry,
        LabelsStep.Entry,
        NetworkStep.Entry,
        NumberStep.Entry,
        PickStep.Entry,
        PredictStep.Entry,
        ReadStep.Entry,
        RegroupStep.Entry,
        RowsStep.Entry,
        ScaleStep.Entry,
        SplitStep.Entry,
        ThresholdStep.Entry,
        TrainStep.Entry,
        WindowsStep.Entry,
    ];

    /// <summary>The entry of that name.</summary>
    /// <exception cref="DataException">There is none; the message names the closest.</exception>
    public static StepEntry Find(string name)
        => All.FirstOrDefault(e => e.Name == name)
            ?? throw new DataException($"There is no step '{name}'. Closest: {Nearest.Of(name, All.Select(e => e.Name))}. All: {string.Join(", ", All.Select(e => e.Name))}.");
}
