using Kilter.Numerics.Neural.Training;

namespace Kilter.Numerics.Neural.Schedules;

/// <summary>Up along half a cosine to the optimiser's own rate, then down along another to nearly nothing. After it the rate stays at the bottom.</summary>
/// <remarks>Source: L. N. Smith, N. Topin, "Super-convergence", arXiv:1708.07120, 2017; the numbers are PyTorch's.</remarks>
/// <param name="Total">Steps, or epochs, of the whole cycle, at least 3.</param>
public sealed record OneCycle(int Total) : ILearningRateSchedule
{
    /// <inheritdoc/>
    public string Name => "one-cycle";

    /// <summary>Steps, or epochs, of the whole cycle: batches an epoch times epochs. At least 3.</summary>
    public int Total { get; init => field = ScheduleMath.AtLeast(value, 3, "one-cycle", nameof(Total)); } = ScheduleMath.AtLeast(Total, 3, "one-cycle", nameof(Total));

    /// <summary>The share of the cycle that goes up. Range [0.01, 0.99]. Default 0.3.</summary>
    public double RisingShare { get; init => field = ScheduleMath.InRange(value, 0.01, 0.99, "one-cycle", nameof(RisingShare)); } = 0.3;

    /// <summary>The peak over the first rate. Range [1, 1e12]. Default 25.</summary>
    public double StartDivisor { get; init => field = ScheduleMath.InRange(value, 1, 1e12, "one-cycle", nameof(StartDivisor)); } = 25;

    /// <summary>The first rate over the last. Range [1, 1e12]. Default 1e4.</summary>
    public double EndDivisor { get; init => field = ScheduleMath.InRange(value, 1, 1e12, "one-cycle", nameof(EndDivisor)); } = 1e4;

    /// <summary>What is counted. Default steps.</summary>
    public ScheduleUnit Unit { get; init; } = ScheduleUnit.Step;

    /// <inheritdoc/>
    public bool ChangesWithinEpoch => Unit == ScheduleUnit.Step;

    /// <inheritdoc/>
    public double RateAt(double rate, int epoch, long steps, IReadOnlyList<double> watched)
    {
        var count = (double)Math.Min(Unit.Count(epoch, steps), Total - 1);
        var (first, top) = (rate / StartDivisor, (RisingShare * Total) - 1);
        return count <= top
            ? ScheduleMath.Cosine(first, rate, count / top)
            : ScheduleMath.Cosine(rate, first / EndDivisor, (count - top) / (Total - 1 - top));
    }
}
