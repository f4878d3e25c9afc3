namespace Kilter.Detectors.Ensembles;

/// <summary>The questions of <see cref="AutoDetector"/>: each channel's deviations, in one fixed order.</summary>
/// <remarks>
/// Order: level at each scale; recent level at each scale but the first; forecast; activity; season; relation. A mean that is not yet as long as it
/// should be says nothing (0): it would wander more than those it is judged by.
/// </remarks>
internal sealed class AutoParts(AutoPlan plan)
{
    private readonly double[] _relation = new double[plan.Channels];

    /// <summary>Tells <paramref name="take"/> every deviation (part, channel, value ≥ 0) of the next sample, which the memory has not learned.</summary>
    public void Deviations(AutoMemory memory, AutoStatistics statistics, ReadOnlySpan<double> sample, Action<int, int, double> take)
    {
        if (plan.HasRelation)
        {
            statistics.RelationResidual(sample, _relation);
        }

        for (var c = 0; c < sample.Length; c++)
        {
            var z = sample[c];
            var part = 0;
            for (var s = 0; s < plan.Scales.Length; s++)
            {
                take(part++, c, memory.HasFilled(plan.Scales[s]) ? Math.Abs(memory.Mean(s, c, z) - statistics.Level[c]) : 0);
            }

            for (var s = 1; s < plan.Scales.Length; s++)
            {
                take(part++, c, memory.HasLevel && memory.HasFilled(plan.Scales[s]) ? Math.Abs(memory.Mean(s, c, z) - memory.Level(c)) : 0);
            }

            take(part++, c, memory.CanForecast ? Math.Abs(z - statistics.ForecastOf(memory, c)) : 0);
            take(part++, c, memory.HasFilled(plan.ActivityLength) ? Math.Abs(memory.Activity(c, z) - statistics.Activity[c]) : 0);
            if (plan.Season > 0)
            {
                take(part++, c, memory.HasFilled(plan.SmoothLength) ? Math.Abs(memory.SeasonResidual(c, z)) : 0);
            }

            if (plan.HasRelation)
            {
                take(part, c, Math.Abs(_relation[c]));
            }
        }
    }
}
