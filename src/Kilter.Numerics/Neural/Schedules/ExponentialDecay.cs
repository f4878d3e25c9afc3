using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Training;

namespace Kilter.Numerics.Neural.Schedules;

/// <summary>η·γᵗ.</summary>
public sealed record ExponentialDecay : ILearningRateSchedule
{
    /// <inheritdoc/>
    public string Name => "exponential";

    /// <summary>γ, the factor. Range [0, 1]. Default 0.95.</summary>
    public double Factor { get; init => field = ScheduleMath.InRange(value, 0, 1, "exponential", nameof(Factor)); } = 0.95;

    /// <summary>What is counted. Default epochs.</summary>
    public ScheduleUnit Unit { get; init; }

    /// <inheritdoc/>
    public bool ChangesWithinEpoch => Unit == ScheduleUnit.Step;

    /// <inheritdoc/>
    public double RateAt(double rate, int epoch, long steps, IReadOnlyList<double> watched)
        => rate * OptimizerGuard.Power(Factor, Unit.Count(epoch, steps));
}
