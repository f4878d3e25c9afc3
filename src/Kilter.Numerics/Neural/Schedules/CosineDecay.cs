using Kilter.Numerics.Neural.Training;

namespace Kilter.Numerics.Neural.Schedules;

/// <summary>η₀ + (η − η₀)·(1 + cos(π·t / length)) / 2: down along half a cosine, and up again after it.</summary>
/// <remarks>Source: I. Loshchilov, F. Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR, 2017, equation 5.</remarks>
public sealed record CosineDecay : ILearningRateSchedule
{
    /// <inheritdoc/>
    public string Name => "cosine";

    /// <summary>Epochs or steps from top to bottom. At least 1. Default 20, as many as a training has epochs by default.</summary>
    public int Length { get; init => field = ScheduleMath.AtLeast(value, 1, "cosine", nameof(Length)); } = 20;

    /// <summary>η₀, the rate at the bottom. Range [0, 1000]. Default 0.</summary>
    public double Minimum { get; init => field = ScheduleMath.InRange(value, 0, 1000, "cosine", nameof(Minimum)); }

    /// <summary>What is counted. Default epochs.</summary>
    public ScheduleUnit Unit { get; init; }

    /// <inheritdoc/>
    public bool ChangesWithinEpoch => Unit == ScheduleUnit.Step;

    /// <inheritdoc/>
    public double RateAt(double rate, int epoch, long steps, IReadOnlyList<double> watched)
        => ScheduleMath.Cosine(rate, Minimum, (double)Unit.Count(epoch, steps) / Length);
}
