using Kilter.Numerics.Neural.Training;

namespace Kilter.Numerics.Neural.Schedules;

/// <summary>η / (1 + decay·t): what early Keras's optimisers call decay, counted in steps.</summary>
public sealed record InverseTimeDecay : ILearningRateSchedule
{
    /// <inheritdoc/>
    public string Name => "inverse-time";

    /// <summary>How fast it falls: after 1/decay steps the rate is half. Range [0, 1e6]. Default 0.001.</summary>
    public double Decay { get; init => field = ScheduleMath.InRange(value, 0, 1e6, "inverse-time", nameof(Decay)); } = 0.001;

    /// <summary>What is counted. Default steps, as in Keras.</summary>
    public ScheduleUnit Unit { get; init; } = ScheduleUnit.Step;

    /// <inheritdoc/>
    public bool ChangesWithinEpoch => Unit == ScheduleUnit.Step;

    /// <inheritdoc/>
    public double RateAt(double rate, int epoch, long steps, IReadOnlyList<double> watched) => rate / (1 + (Decay * Unit.Count(epoch, steps)));
}
