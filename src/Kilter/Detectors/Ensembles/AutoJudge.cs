using Kilter.Artifacts;

namespace Kilter.Detectors.Ensembles;

/// <summary>Everything <see cref="AutoDetector"/> learned once and for all: turns a sample and the memory before it into a score. Immutable.</summary>
internal sealed class AutoJudge(AutoPlan plan, Standardizer standardizer, AutoStatistics statistics, TailTable[] tails, long[] longestRun)
{
    // A standstill shorter than this says nothing, whatever training showed.
    private const long ShortestStandstill = 8;

    private readonly double _cap = tails.Max(t => t.Rarity(double.PositiveInfinity));

    public AutoPlan Plan => plan;

    public Standardizer Standardizer => standardizer;

    public AutoStatistics Statistics => statistics;

    public TailTable Tail(int part, int channel) => tails[(part * plan.Channels) + channel];

    /// <summary>The score of a sample from its channels' rarities: the root mean square.</summary>
    public static float Combine(ReadOnlySpan<double> rarity)
    {
        var sum = 0.0;
        foreach (var value in rarity)
        {
            sum += value * value;
        }

        return (float)Math.Sqrt(sum / rarity.Length);
    }

    /// <summary>How long a channel has stood still, as a rarity: 0 up to its longest standstill in training, then 1 for each further one as long.</summary>
    public double Standstill(AutoMemory memory, int channel, double z)
    {
        var longest = Math.Max(longestRun[channel], ShortestStandstill);
        var run = memory.Run(channel, z);
        return run <= longest ? 0 : Math.Min(((double)run / longest) - 1, _cap);
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("plan", [plan.Channels, plan.Season, plan.ActivityLength, plan.SmoothLength, plan.BlockLength, plan.HasRelation ? 1 : 0]);
        artifact.Set("scales", Array.ConvertAll(plan.Scales, s => (long)s).AsSpan());
        artifact.Set("longest-run", longestRun.AsSpan());
        standardizer.Write(artifact.Section("standard"));
        statistics.Write(artifact.Section("statistics"));
        for (var i = 0; i < tails.Length; i++)
        {
            tails[i].Write(artifact.Section(FormattableString.Invariant($"tail-{i:D4}")));
        }
    }

    public static AutoJudge Read(ArtifactReader artifact)
    {
        var numbers = artifact.WholeNumbers("plan", 6);
        var scales = artifact.WholeNumbers("scales");
        if (numbers[..5].Any(n => n is < 0 or > int.MaxValue) || numbers[0] < 1 || numbers[2] < 1 || numbers[3] < 1 || numbers[4] < 1
            || scales.Length is < 1 or > 4 || scales.Any(s => s is < 1 or > int.MaxValue))
        {
            throw new InvalidDataException("The model's plan of the 'auto' detector holds impossible lengths.");
        }

        var plan = new AutoPlan(
            (int)numbers[0], (int)numbers[1], Array.ConvertAll(scales, s => (int)s), (int)numbers[2], (int)numbers[3], (int)numbers[4], numbers[5] != 0);
        var tails = new TailTable[plan.Parts * plan.Channels];
        for (var i = 0; i < tails.Length; i++)
        {
            tails[i] = TailTable.Read(artifact.Section(FormattableString.Invariant($"tail-{i:D4}")));
        }

        return new AutoJudge(
            plan,
            Standardizer.Read(artifact.Section("standard"), plan.Channels),
            AutoStatistics.Read(artifact.Section("statistics"), plan),
            tails,
            artifact.WholeNumbers("longest-run", plan.Channels));
    }
}
