namespace Kilter.Detectors.Ensembles;

/// <summary>The questions of <see cref="AutoDetector"/>: each channel's deviations, in one fixed order.</summary>
/// <remarks>Order: level at each scale; recent level at each scale but the first; forecast; activity; season; relation.</remarks>
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
                take(part++, c, Math.Abs(memory.Mean(s, c, z) - statistics.Level[c]));
            }

            for (var s = 1; s < plan.Scales.Length; s++)
            {
                take(part++, c, memory.HasLevel ? Math.Abs(memory.Mean(s, c, z) - memory.Level(c)) : 0);
            }

            take(part++, c, memory.CanForecast ? Math.Abs(z - statistics.ForecastOf(memory, c)) : 0);
            take(part++, c, Math.Abs(memory.Activity(c, z) - statistics.Activity[c]));
            if (plan.Season > 0)
            {
                take(part++, c, Math.Abs(memory.SeasonResidual(c, z)));
            }

            if (plan.HasRelation)
            {
                take(part, c, Math.Abs(_relation[c]));
            }
        }
    }
}
