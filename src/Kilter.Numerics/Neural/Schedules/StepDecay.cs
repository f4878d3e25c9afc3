using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Training;

namespace Kilter.Numerics.Neural.Schedules;

/// <summary>η·γ^⌊t / every⌋: the rate falls by a factor at equal distances.</summary>
public sealed record StepDecay : ILearningRateSchedule
{
    /// <inheritdoc/>
    public string Name => "step";

    /// <summary>Epochs or steps between two falls. At least 1. Default 10.</summary>
    public int Every { get; init => field = ScheduleMath.AtLeast(value, 1, "step", nameof(Every)); } = 10;

    /// <summary>γ, the factor. Range [0, 1]. Default 0.1.</summary>
    public double Factor { get; init => field = ScheduleMath.InRange(value, 0, 1, "step", nameof(Factor)); } = 0.1;

    /// <summary>What is counted. Default epochs.</summary>
    public ScheduleUnit Unit { get; init; }

    /// <inheritdoc/>
    public bool ChangesWithinEpoch => Unit == ScheduleUnit.Step;

    /// <inheritdoc/>
    public double RateAt(double rate, int epoch, long steps, IReadOnlyList<double> watched)
        => rate * OptimizerGuard.Power(Factor, Unit.Count(epoch, steps) / Every);
}
