using Kilter.Numerics.Neural.Training;

namespace Kilter.Numerics.Neural.Schedules;

/// <summary>Whose rule <see cref="ReduceOnPlateau"/> follows.</summary>
public enum PlateauRule
{
    /// <summary>PyTorch's: the rate falls when more than Patience epochs were no better; a fall below 1e-8 is left out.</summary>
    PyTorch,

    /// <summary>Keras's: the rate falls when Patience epochs were no better. The threshold is always absolute.</summary>
    Keras,
}

/// <summary>The rate falls by a factor when the watched loss has not become better for some epochs.</summary>
/// <remarks>Goes through all epochs so far each time it is asked, which training does once an epoch: O(epochs). Without epochs it is the optimiser's own rate.</remarks>
public sealed record ReduceOnPlateau : ILearningRateSchedule
{
    // PyTorch's eps: a smaller fall is not worth the while.
    private const double SmallestFall = 1e-8;

    /// <inheritdoc/>
    public string Name => "plateau";

    /// <summary>What the rate is multiplied by. Range [0, 1]. Default 0.1.</summary>
    public double Factor { get; init => field = ScheduleMath.InRange(value, 0, 1, "plateau", nameof(Factor)); } = 0.1;

    /// <summary>Epochs without improvement that are borne. At least 0. Default 10.</summary>
    public int Patience { get; init => field = ScheduleMath.AtLeast(value, 0, "plateau", nameof(Patience)); } = 10;

    /// <summary>How much better than the best an epoch must be to count: a share of the best, or a number where <see cref="Absolute"/>. Range [0, 1e6]. Default 1e-4.</summary>
    public double Threshold { get; init => field = ScheduleMath.InRange(value, 0, 1e6, "plateau", nameof(Threshold)); } = 1e-4;

    /// <summary>Whether the threshold is a number and not a share. Default false. Keras's rule takes a number whatever stands here.</summary>
    public bool Absolute { get; init; }

    /// <summary>Epochs after a fall in which none is counted as bad. At least 0. Default 0.</summary>
    public int Cooldown { get; init => field = ScheduleMath.AtLeast(value, 0, "plateau", nameof(Cooldown)); }

    /// <summary>The rate does not fall below it. Range [0, 1000]. Default 0.</summary>
    public double Minimum { get; init => field = ScheduleMath.InRange(value, 0, 1000, "plateau", nameof(Minimum)); }

    /// <summary>Whether more is better. Training watches losses, of which less is: leave it false there. Default false.</summary>
    public bool Maximize { get; init; }

    /// <summary>Whose rule. Default PyTorch's.</summary>
    public PlateauRule Rule { get; init; }

    /// <inheritdoc/>
    public bool ChangesWithinEpoch => false;

    /// <inheritdoc/>
    public double RateAt(double rate, int epoch, long steps, IReadOnlyList<double> watched)
    {
        ArgumentNullException.ThrowIfNull(watched);
        var best = Maximize ? double.NegativeInfinity : double.PositiveInfinity;
        var (bad, cooling, keras) = (0, 0, Rule == PlateauRule.Keras);
        for (var e = 0; e < watched.Count; e++)
        {
            var cool = cooling > 0;
            cooling -= cool ? 1 : 0;
            var better = Better(watched[e], best);
            best = better ? watched[e] : best;

            // No epoch of a cooldown counts as bad, but for Keras its last one does.
            var counts = !better && (!cool || (keras && cooling == 0));
            bad = !counts ? 0 : cool ? 1 : bad + 1;
            if (keras ? bad >= Math.Max(1, Patience) : bad > Patience)
            {
                var next = Math.Max(rate * Factor, Minimum);
                rate = keras ? Math.Min(rate, next) : rate - next > SmallestFall ? next : rate;
                (bad, cooling) = (0, Cooldown);
            }
        }

        return rate;
    }

    private bool Better(double value, double best)
    {
        if (Rule == PlateauRule.Keras || Absolute)
        {
            return Maximize ? value > best + Threshold : value < best - Threshold;
        }

        return Maximize ? value > best * (1 + Threshold) : value < best * (1 - Threshold);
    }
}
