using Kilter.Numerics.Neural.Training;

namespace Kilter.Numerics.Neural.Schedules;

/// <summary>A factor on another schedule, which rises in a straight line and then stays: small steps while running means are still young.</summary>
/// <remarks>Source: P. Goyal et al., "Accurate, large minibatch SGD", arXiv:1706.02677, 2017, section 2.2.</remarks>
public sealed record LinearWarmUp : ILearningRateSchedule
{
    /// <inheritdoc/>
    public string Name => "linear-warm-up";

    /// <summary>The factor at first. Range [0, 1]. Default 0.1.</summary>
    public double Start { get; init => field = ScheduleMath.InRange(value, 0, 1, "linear-warm-up", nameof(Start)); } = 0.1;

    /// <summary>The factor in the end. Range [0, 1]. Default 1.</summary>
    public double End { get; init => field = ScheduleMath.InRange(value, 0, 1, "linear-warm-up", nameof(End)); } = 1;

    /// <summary>Epochs or steps that the rise takes. At least 1. Default 5.</summary>
    public int Length { get; init => field = ScheduleMath.AtLeast(value, 1, "linear-warm-up", nameof(Length)); } = 5;

    /// <summary>What is counted for the rise. Default epochs.</summary>
    public ScheduleUnit Unit { get; init; }

    /// <summary>The schedule whose rate is multiplied; it counts from the very start, the rise included. Default: a constant one.</summary>
    public ILearningRateSchedule Then
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value), "Schedule 'linear-warm-up': Then is null; leave it out for a constant rate.");
    } = ConstantSchedule.Instance;

    /// <inheritdoc/>
    public bool ChangesWithinEpoch => Unit == ScheduleUnit.Step || Then.ChangesWithinEpoch;

    /// <inheritdoc/>
    public double RateAt(double rate, int epoch, long steps, IReadOnlyList<double> watched)
    {
        var share = (double)Math.Min(Unit.Count(epoch, steps), Length) / Length;
        return Then.RateAt(rate, epoch, steps, watched) * (Start + ((End - Start) * share));
    }
}
