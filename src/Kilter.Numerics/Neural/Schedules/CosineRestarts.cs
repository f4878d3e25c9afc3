using Kilter.Numerics.Neural.Training;

namespace Kilter.Numerics.Neural.Schedules;

/// <summary>Down along half a cosine, then at once to the top again; each fall takes a number of times as long as the one before.</summary>
/// <remarks>Cost: the falls so far. Source: I. Loshchilov, F. Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR, 2017, section 3.</remarks>
public sealed record CosineRestarts : ILearningRateSchedule
{
    /// <inheritdoc/>
    public string Name => "cosine-restarts";

    /// <summary>Epochs or steps of the first fall. At least 1. Default 10.</summary>
    public int Length { get; init => field = ScheduleMath.AtLeast(value, 1, "cosine-restarts", nameof(Length)); } = 10;

    /// <summary>How many times as long the next fall takes. At least 1. Default 1.</summary>
    public int Growth { get; init => field = ScheduleMath.AtLeast(value, 1, "cosine-restarts", nameof(Growth)); } = 1;

    /// <summary>η₀, the rate at the bottom. Range [0, 1000]. Default 0.</summary>
    public double Minimum { get; init => field = ScheduleMath.InRange(value, 0, 1000, "cosine-restarts", nameof(Minimum)); }

    /// <summary>What is counted. Default epochs.</summary>
    public ScheduleUnit Unit { get; init; }

    /// <inheritdoc/>
    public bool ChangesWithinEpoch => Unit == ScheduleUnit.Step;

    /// <inheritdoc/>
    public double RateAt(double rate, int epoch, long steps, IReadOnlyList<double> watched)
    {
        var (count, length) = (Unit.Count(epoch, steps), (long)Length);
        if (Growth == 1)
        {
            count %= length;
        }

        for (; count >= length; length *= Growth)
        {
            count -= length;
        }

        return ScheduleMath.Cosine(rate, Minimum, (double)count / length);
    }
}
