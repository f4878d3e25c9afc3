using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Training;

namespace Kilter.Numerics.Neural.Schedules;

/// <summary>η·γᵏ, with k the milestones reached: the rate falls by a factor at each of some moments.</summary>
public sealed record MultiStepDecay : ILearningRateSchedule
{
    private readonly int[] _milestones = [];

    /// <summary>With those milestones.</summary>
    /// <param name="milestones">Epochs or steps, ascending, none below 1.</param>
    /// <exception cref="ArgumentException">They do not ascend, or one is below 1.</exception>
    public MultiStepDecay(params IReadOnlyList<int> milestones) => Milestones = milestones;

    /// <inheritdoc/>
    public string Name => "multi-step";

    /// <summary>Complete epochs, or steps, from which the next factor counts. Ascending.</summary>
    public IReadOnlyList<int> Milestones
    {
        get => _milestones;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            for (var n = 0; n < value.Count; n++)
            {
                if (value[n] < 1 || (n > 0 && value[n] <= value[n - 1]))
                {
                    throw new ArgumentException($"Schedule 'multi-step': milestone {n + 1} is {value[n]}; milestones must ascend from 1 on.", nameof(value));
                }
            }

            _milestones = [.. value];
        }
    }

    /// <summary>γ, the factor. Range [0, 1]. Default 0.1.</summary>
    public double Factor { get; init => field = ScheduleMath.InRange(value, 0, 1, "multi-step", nameof(Factor)); } = 0.1;

    /// <summary>What is counted. Default epochs.</summary>
    public ScheduleUnit Unit { get; init; }

    /// <inheritdoc/>
    public bool ChangesWithinEpoch => Unit == ScheduleUnit.Step;

    /// <inheritdoc/>
    public double RateAt(double rate, int epoch, long steps, IReadOnlyList<double> watched)
    {
        var (count, reached) = (Unit.Count(epoch, steps), 0);
        while (reached < _milestones.Length && _milestones[reached] <= count)
        {
            reached++;
        }

        return rate * OptimizerGuard.Power(Factor, reached);
    }

    /// <summary>The same milestones, factor and unit.</summary>
    public bool Equals(MultiStepDecay? other)
        => other is not null && Factor == other.Factor && Unit == other.Unit && _milestones.AsSpan().SequenceEqual(other._milestones);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Factor, Unit, _milestones.Length);

    /// <summary>All settings: a checkpoint compares them.</summary>
    public override string ToString() => FormattableString.Invariant($"MultiStepDecay {{ Milestones = [{string.Join(" ", _milestones)}], Factor = {Factor}, Unit = {Unit} }}");
}
